package org.plumbline.problem.separable;

import org.plumbline.numeric.LinearMap;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.UpperLoss;

/**
 * One coordinate of the sine composite with the data in the test's hands: z = φ (C = 1), weight w, target e. Its
 * penalised loss and the least value on a fine grid are written here a second time.
 *
 * @param a in (0, 1)
 * @param weight w
 * @param target e
 */
record KnownSine(double a, double weight, double target) {
    /** Grid cells; a cell is at most 12/10⁴ wide, far narrower than the basin of a minimum that matters. */
    private static final int CELLS = 10_000;

    BilevelProblem problem() {
        UpperLoss upper =
                new UpperLoss(new double[] {target}, new double[] {weight}, OuterTerms.centred(0.1, new double[] {0}));
        return SineCompositeFamily.instance(
                "sine-composite/known", a, new SeparableData(LinearMap.dense(new double[][] {{1}}), upper));
    }

    /** q(y) = ½(y + a sin y − z)² + ½σw(y − e)². */
    double loss(double y, double z, double sigma) {
        double residual = y + a * Math.sin(y) - z;
        return 0.5 * residual * residual + 0.5 * sigma * weight * (y - target) * (y - target);
    }

    /** The best cell of [min(z, e) − 1, max(z, e) + 1], narrowed by ternary search. */
    double bruteForceMinimiser(double z, double sigma) {
        double left = Math.min(z, target) - 1;
        double width = (Math.max(z, target) + 1 - left) / CELLS;
        int best = 0;
        for (int i = 1; i <= CELLS; i++) {
            best = loss(left + i * width, z, sigma) < loss(left + best * width, z, sigma) ? i : best;
        }
        double from = left + (best - 1) * width;
        double to = left + (best + 1) * width;
        for (int i = 0; i < 80; i++) {
            double third = (to - from) / 3;
            if (loss(from + third, z, sigma) < loss(to - third, z, sigma)) {
                to -= third;
            } else {
                from += third;
            }
        }
        return (from + to) / 2;
    }

    /** Local minima of the grid. */
    int localMinima(double z, double sigma) {
        double left = Math.min(z, target) - 1;
        double width = (Math.max(z, target) + 1 - left) / CELLS;
        int count = 0;
        for (int i = 1; i < CELLS; i++) {
            double here = loss(left + i * width, z, sigma);
            boolean minimum =
                    here < loss(left + (i - 1) * width, z, sigma) && here <= loss(left + (i + 1) * width, z, sigma);
            count += minimum ? 1 : 0;
        }
        return count;
    }
}
