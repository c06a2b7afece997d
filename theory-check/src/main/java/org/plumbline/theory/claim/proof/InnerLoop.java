package org.plumbline.theory.claim.proof;

import java.util.List;
import org.plumbline.numeric.Vectors;
import org.plumbline.problem.BilevelFunctions;

/**
 * One inner loop of one chain, \(\lambda^{k+1} = \lambda^k - \tau\hat\nabla h(\lambda^k)\), of \(h = g\) or \(g+\sigma f\).
 *
 * @param functions the losses
 * @param phi φ
 * @param sigma σ, or 0 for the λ-chain
 * @param step τ
 * @param modulus μ or μ(σ)
 * @param optimum \(\min h\)
 */
record InnerLoop(BilevelFunctions functions, double[] phi, double sigma, double step, double modulus, double optimum) {
    /** Losses are known to about this, relative to 1 + |loss|. */
    static final double LOSS = 1e-12;

    /** Moves shorter than this have no curvature that rounding leaves. */
    private static final double SHORTEST = 1e-5;

    double loss(double[] lambda) {
        return functions.lower(phi, lambda) + (sigma == 0 ? 0 : sigma * functions.upper(phi, lambda));
    }

    double[] gradient(double[] lambda) {
        double[] unused = new double[phi.length];
        double[] gradient = new double[lambda.length];
        functions.lowerGradient(phi, lambda, unused, gradient);
        if (sigma != 0) {
            double[] upper = new double[lambda.length];
            functions.upperGradient(phi, lambda, unused, upper);
            Vectors.add(sigma, upper, gradient);
        }
        return gradient;
    }

    double gap(double[] lambda) {
        return Math.max(0, loss(lambda) - optimum);
    }

    /** What a loss may be off by. */
    double allowance() {
        return LOSS * (1 + Math.abs(optimum));
    }

    /**
     * Evaluates both recursions.
     *
     * @param points \(\lambda^0,\dots,\lambda^K\)
     * @param estimates \(\hat\nabla h\) at the first K of them
     * @param one the inequality of a step
     * @param all that of the loop
     * @param withNoise whether the term of the noise is there; a negative control leaves it out
     * @param slacks receives the sides
     * @return \(\tau\) times the largest curvature of a step, which must not be above 1
     */
    double check(
            List<double[]> points, List<double[]> estimates, Step one, Step all, boolean withNoise, Slacks slacks) {
        double largest = 0;
        double gap = gap(points.get(0));
        double bound = gap;
        for (int k = 0; k < estimates.size(); k++) {
            double[] gradient = gradient(points.get(k));
            double noise = withNoise ? step / 2 * squaredDistance(estimates.get(k), gradient) : 0;
            double next = gap(points.get(k + 1));
            slacks.look(one, k, next, (1 - step * modulus) * gap + noise, allowance());
            bound = (1 - step * modulus) * bound + noise;
            largest = Math.max(largest, step * curvature(points.get(k), points.get(k + 1), gradient));
            gap = next;
        }
        slacks.look(all, estimates.size(), gap, bound, allowance());
        return largest;
    }

    private double curvature(double[] from, double[] to, double[] gradient) {
        double along = 0;
        double squared = 0;
        for (int j = 0; j < from.length; j++) {
            double move = to[j] - from[j];
            along += gradient[j] * move;
            squared += move * move;
        }
        return squared < SHORTEST * SHORTEST ? 0 : 2 * (loss(to) - loss(from) - along) / squared;
    }

    static double squaredDistance(double[] x, double[] y) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += (x[j] - y[j]) * (x[j] - y[j]);
        }
        return sum;
    }
}
