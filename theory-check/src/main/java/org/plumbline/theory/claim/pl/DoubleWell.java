package org.plumbline.theory.claim.pl;

import org.plumbline.random.RandomStream;
import org.plumbline.theory.measure.PlSearch;

/**
 * The negative control: \(g = \sum_j \tfrac14(\lambda_j^2-1)^2 + \tfrac15\lambda_j\), two wells of different depth a
 * coordinate. The shallow well is a local minimum that is not global, so the ratio is 0 there and no PL constant
 * exists.
 */
record DoubleWell(int dimension) implements PlSearch.Searched {
    private static final double TILT = 0.2;
    /** The root of λ³ − λ + 1/5 = 0 below −1, by Newton's method to rounding. */
    private static final double DEEP = deep();

    private static double deep() {
        double y = -1.1;
        for (int i = 0; i < 50; i++) {
            y -= (y * y * y - y + TILT) / (3 * y * y - 1);
        }
        return y;
    }

    private static double value(double y) {
        return (y * y - 1) * (y * y - 1) / 4 + TILT * y;
    }

    @Override
    public double ratio(double[] point) {
        double gap = 0;
        double squared = 0;
        for (double y : point) {
            gap += value(y) - value(DEEP);
            double slope = y * y * y - y + TILT;
            squared += slope * slope;
        }
        return gap > 1e-10 ? squared / 2 / gap : Double.POSITIVE_INFINITY;
    }

    @Override
    public double[] sample(RandomStream stream) {
        double[] point = new double[dimension];
        for (int j = 0; j < dimension; j++) {
            point[j] = stream.uniform(-2, 2);
        }
        return point;
    }
}
