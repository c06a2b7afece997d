package org.plumbline.theory.claim.bias;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.plumbline.numeric.Vectors;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.lqr.LqrRewardDesignProblem;
import org.plumbline.problem.mdp.FiniteHorizon;
import org.plumbline.problem.mdp.SoftMdpProblem;

/**
 * The penalty hypergradient at chains that have converged under the mean of a real estimator: returns that end after H steps,
 * whose bias is known in closed form at every point. The first chain rests where \(\nabla_\lambda g_H = 0\), the second where
 * \(\nabla_\lambda(g_{H'} + \sigma f_{H'}) = 0\). Both are found by Newton's method; the derivative is by central differences, whose error
 * slows the iteration down and does not move its limit, and its pseudo-inverse leaves directions alone in which a policy does
 * not change. The outer gradients are exact.
 *
 * @param problem the instance
 * @param biases of the estimator
 * @param phi \(\varphi\)
 */
record TruncatedChains(BilevelProblem problem, Biases biases, double[] phi) {
    /** Relative to the largest singular value: far above what differences leave, far below what turns a policy. */
    private static final double NO_CHANGE = 1e-6;

    private static final double DIFFERENCE = 1e-5;
    private static final int MOST = 50;
    /** The factor in a squared length that one step has to gain: a tenth of the length. */
    private static final double WELL = 0.01;

    /** The closed forms of an instance. */
    interface Biases {
        /** γ. */
        double discount();

        /** The bias of the gradient of g. */
        double[] lower(double[] phi, double[] lambda, int horizon);

        /** The bias of the gradient of f in λ. */
        double[] upper(double[] phi, double[] lambda, int horizon);
    }

    /** The biases of returns; none where an instance is no decision process. */
    static Optional<Biases> returnsOn(BilevelProblem problem) {
        if (problem instanceof LqrRewardDesignProblem regulator) {
            return Optional.of(new Biases() {
                @Override
                public double discount() {
                    return regulator.discount();
                }

                @Override
                public double[] lower(double[] phi, double[] lambda, int horizon) {
                    return org.plumbline.problem.lqr.FiniteHorizon.of(regulator, phi, lambda)
                            .returnsBias(horizon);
                }

                @Override
                public double[] upper(double[] phi, double[] lambda, int horizon) {
                    return org.plumbline.problem.lqr.FiniteHorizon.upper(regulator, lambda)
                            .returnsBias(horizon);
                }
            });
        }
        if (problem instanceof SoftMdpProblem process) {
            return Optional.of(new Biases() {
                @Override
                public double discount() {
                    return process.mdp().gamma();
                }

                @Override
                public double[] lower(double[] phi, double[] lambda, int horizon) {
                    return FiniteHorizon.of(process, phi, lambda).returnsBias(horizon);
                }

                @Override
                public double[] upper(double[] phi, double[] lambda, int horizon) {
                    return FiniteHorizon.upper(process, phi, lambda).returnsBias(horizon);
                }
            });
        }
        return Optional.empty();
    }

    /** \(\|\hat\nabla - \nabla\Phi\|\) with H steps in the first chain and H' in the second, at several σ. */
    double[] errors(int first, int second, double[] sigmas) {
        double[] lower = limit(first, 0, problem.truth().lowerSolution(phi));
        double[] near = first == second ? lower : limit(second, 0, lower);
        return Arrays.stream(sigmas)
                .map(sigma -> error(sigma, lower, limit(second, sigma, near)))
                .toArray();
    }

    /** \(\gamma^H\). */
    double[] factors(int... horizons) {
        return Arrays.stream(horizons)
                .mapToDouble(horizon -> Math.pow(biases.discount(), horizon))
                .toArray();
    }

    /** The zero of \(\nabla_\lambda(g_H + \sigma f_H)\) near a point. A derivative is kept for as long as it does well. */
    double[] limit(int horizon, double sigma, double[] from) {
        double[] at = from;
        double[] field = field(horizon, sigma, at);
        double length = Vectors.squaredNorm(field);
        SingularValueDecomposition derivative = derivative(horizon, sigma, at);
        boolean fresh = true;
        for (int i = 0; i < MOST; i++) {
            double[] next =
                    new ArrayRealVector(at).subtract(solve(derivative, field)).toArray();
            double[] nextField = field(horizon, sigma, next);
            double nextLength = Vectors.squaredNorm(nextField);
            boolean less = nextLength < length;
            if (!less && fresh) {
                return at;
            }
            fresh = !(nextLength < length * WELL);
            if (less) {
                at = next;
                field = nextField;
                length = nextLength;
            }
            if (fresh) {
                derivative = derivative(horizon, sigma, at);
            }
        }
        return at;
    }

    private SingularValueDecomposition derivative(int horizon, double sigma, double[] at) {
        RealMatrix derivative = new Array2DRowRealMatrix(at.length, at.length);
        for (int j = 0; j < at.length; j++) {
            double[] up = at.clone();
            double[] down = at.clone();
            up[j] += DIFFERENCE;
            down[j] -= DIFFERENCE;
            RealVector change = new ArrayRealVector(field(horizon, sigma, up))
                    .subtract(new ArrayRealVector(field(horizon, sigma, down)));
            derivative.setColumnVector(j, change.mapDivide(2 * DIFFERENCE));
        }
        return new SingularValueDecomposition(derivative);
    }

    private static RealVector solve(SingularValueDecomposition derivative, double[] field) {
        RealVector rotated = derivative.getUT().operate(new ArrayRealVector(field));
        double[] singular = derivative.getSingularValues();
        for (int i = 0; i < singular.length; i++) {
            rotated.setEntry(i, singular[i] > NO_CHANGE * singular[0] ? rotated.getEntry(i) / singular[i] : 0);
        }
        return derivative.getV().operate(rotated);
    }

    /** The mean of the estimator at a point. */
    double[] field(int horizon, double sigma, double[] lambda) {
        BilevelFunctions functions = problem.truth().functions();
        double[] unused = new double[phi.length];
        double[] field = new double[lambda.length];
        functions.lowerGradient(phi, lambda, unused, field);
        Vectors.add(1, biases.lower(phi, lambda, horizon), field);
        if (sigma > 0) {
            double[] upper = new double[lambda.length];
            functions.upperGradient(phi, lambda, unused, upper);
            Vectors.add(sigma, upper, field);
            Vectors.add(sigma, biases.upper(phi, lambda, horizon), field);
        }
        return field;
    }

    private double error(double sigma, double[] lower, double[] penalised) {
        BilevelFunctions functions = problem.truth().functions();
        double[] unused = new double[lower.length];
        double[] error = new double[phi.length];
        double[] atPenalised = new double[phi.length];
        double[] atLower = new double[phi.length];
        functions.upperGradient(phi, penalised, error, unused);
        functions.lowerGradient(phi, penalised, atPenalised, unused);
        functions.lowerGradient(phi, lower, atLower, unused);
        Vectors.add(-1, atLower, atPenalised);
        Vectors.add(1 / sigma, atPenalised, error);
        Vectors.add(-1, problem.truth().hypergradient(phi), error);
        return Math.sqrt(Vectors.squaredNorm(error));
    }
}
