package org.plumbline.problem.preference;

import java.util.Optional;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.plumbline.numeric.MatrixConditions;
import org.plumbline.numeric.RefusedException;

/**
 * The minimisers of \(g + \sigma f\) that are connected with \(\lambda^*\): the path \(\delta(\sigma)\) with
 * \(\delta(0) = 0\) and \(\nabla_\lambda g + \sigma\nabla_\lambda f = 0\), along which the Hessian stays positive definite.
 *
 * <p><b>Method.</b> Continuation by Newton's method (P. Deuflhard, "Newton methods for nonlinear problems", 2004, ch. 5):
 * from a point of the path a step of the penalty parameter is tried, the whole way first. It is accepted if every
 * Hessian is positive definite and the decrement \(\sqrt{r^\top H^{-1}r}\), which no linear change of coordinates
 * alters, at least halves in each iteration; else a quarter of the step is tried. Newton's method that contracts from its
 * first step is inside the region of one solution, so that no other branch is caught, which a line search on
 * \(g+\sigma f\) could not promise. The unknown is \(\delta = \lambda - \lambda^*\) itself and the residual
 * \(r = \nabla_\lambda g + \sigma\nabla_\lambda f\) is computed to a small relative error at every size of δ, so δ keeps
 * its digits as \(\sigma \to 0\).
 *
 * <p>Along the path \(\frac{d}{d\sigma}[f + (g-g^*)/\sigma] = -(g-g^*)/\sigma^2 \le 0\), so \(\Phi_\sigma \le \Phi\). Whether
 * the local minimiser is the global one is not proved in general.
 */
final class PenalisedPath {
    /** The residual that is asked for, relative to that of δ = 0. */
    private static final double ACCURACY = 1e-12;

    /**
     * Stands for smaller gradients of f: those of a cross-entropy are sums of terms of order one, and where they cancel
     * to less than this, their rounding would be asked to cancel too.
     */
    private static final double SMALLEST_SLOPE = 1e-2;

    /** Halving decrements reach rounding from anywhere in fewer. */
    private static final int MOST_ITERATIONS = 60;

    /** By how much the decrement falls at least where a Hessian is kept. */
    private static final double FAST = 0.1;

    private static final int MOST_STEPS = 400;
    private static final double SMALLEST_STEP = 1e-6;

    private final Neighbourhood around;
    private final PairLossSlice pairs;
    private final double[] best;
    private final double slope;

    PenalisedPath(Neighbourhood around, PairLossSlice pairs) {
        this.around = around;
        this.pairs = pairs;
        this.best = around.solution();
        double[] gradient = new double[best.length];
        pairs.gradientLambda(best, gradient);
        this.slope = Math.max(SMALLEST_SLOPE, new ArrayRealVector(gradient, false).getNorm());
    }

    /** A point of the path: \(\lambda_\sigma\) and its distance from \(\lambda^*\). */
    record Point(Neighbourhood around, double[] lambda, double[] delta) {}

    /**
     * The penalised solution.
     *
     * @param sigma positive
     * @return with a residual of at most 1e-12 of that at \(\lambda^*\)
     * @throws RefusedException if the path ends before σ, or leaves what doubles can follow
     */
    Point solve(double sigma) {
        double reached = 0;
        double step = sigma;
        double[] delta = new double[best.length];
        for (int trial = 0; trial < MOST_STEPS && step > SMALLEST_STEP * sigma; trial++) {
            double target = reached + step >= sigma ? sigma : reached + step;
            Optional<double[]> next = newton(delta, target);
            if (next.isEmpty()) {
                step /= 4;
                continue;
            }
            delta = next.get();
            if (target == sigma) {
                return new Point(around, moved(delta), delta);
            }
            reached = target;
            step *= 2;
        }
        throw new RefusedException("sigma (" + sigma + ") must be small enough that the minimisers of g + σf can be"
                + " followed to it from λ*, and they could be followed to " + reached + " only. Maybe choose a smaller"
                + " sigma.");
    }

    /** Keeps a Hessian as long as the decrement falls by {@link #FAST}: then a new one would save no time. */
    private Optional<double[]> newton(double[] start, double sigma) {
        double tolerance = ACCURACY * sigma * slope;
        double[] delta = start.clone();
        double[] residual = residual(delta, sigma);
        double last = Double.POSITIVE_INFINITY;
        Optional<DecompositionSolver> hessian = Optional.empty();
        for (int i = 0; i < MOST_ITERATIONS && Double.isFinite(norm(residual)); i++) {
            boolean accurate = norm(residual) <= tolerance;
            hessian = hessian.isPresent() ? hessian : factorised(delta, sigma);
            if (hessian.isEmpty()) {
                return Optional.empty();
            }
            RealVector step = hessian.get().solve(new ArrayRealVector(residual, false));
            double decrement = Math.sqrt(Math.max(0, step.dotProduct(new ArrayRealVector(residual, false))));
            if (decrement == 0 || !(decrement <= last / 2)) {
                return accurate ? Optional.of(delta) : Optional.empty();
            }
            double[] moved = new ArrayRealVector(delta, false).subtract(step).toArray();
            double[] there = residual(moved, sigma);
            if (accurate && !(norm(there) < norm(residual) / 2)) {
                return Optional.of(delta);
            }
            if (i > 0 && decrement > FAST * last) {
                hessian = Optional.empty();
            }
            last = decrement;
            delta = moved;
            residual = there;
        }
        return Optional.empty();
    }

    /** The Hessian of g + σf, or empty where it is not positive definite. */
    private Optional<DecompositionSolver> factorised(double[] delta, double sigma) {
        RealMatrix hessian =
                around.hessian(delta).add(pairs.hessian(moved(delta)).scalarMultiply(sigma));
        if (!MatrixConditions.isFinite(hessian)) {
            return Optional.empty();
        }
        try {
            // Asymmetry is rounding only; the library's threshold of positivity is absolute.
            return Optional.of(new CholeskyDecomposition(hessian, 1e-6, 0).getSolver());
        } catch (NonPositiveDefiniteMatrixException e) {
            return Optional.empty();
        }
    }

    private double[] residual(double[] delta, double sigma) {
        double[] residual = new double[delta.length];
        double[] ofPairs = new double[delta.length];
        around.gradient(delta, residual);
        pairs.gradientLambda(moved(delta), ofPairs);
        for (int j = 0; j < residual.length; j++) {
            residual[j] += sigma * ofPairs[j];
        }
        return residual;
    }

    private double[] moved(double[] delta) {
        double[] lambda = best.clone();
        for (int j = 0; j < lambda.length; j++) {
            lambda[j] += delta[j];
        }
        return lambda;
    }

    private static double norm(double[] x) {
        return new ArrayRealVector(x, false).getNorm();
    }
}
