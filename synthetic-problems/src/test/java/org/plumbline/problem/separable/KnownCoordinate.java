package org.plumbline.problem.separable;

import org.plumbline.numeric.LinearMap;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.Instance;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.UpperLoss;

/**
 * An instance of one coordinate with z in [centre − reach, centre + reach], and its penalised loss written a second time,
 * to be searched by brute force.
 *
 * @param family sine or Karimi
 * @param parameter a or c
 * @param center of the interval of z
 * @param reach half its length
 * @param target e
 */
record KnownCoordinate(Scenario.Kind family, double parameter, double center, double reach, double target) {
    private static final int CELLS = 4_000;

    /** The weight w, not 1, so that σ̄ must be divided by it. */
    static final double WEIGHT = 1.5;

    GroundTruth truth() {
        UpperLoss upper = new UpperLoss(
                new double[] {target}, new double[] {WEIGHT}, OuterTerms.centred(0.1, new double[] {center / reach}));
        Instance problem = Scenario.instance(
                family, parameter, new SeparableData(LinearMap.dense(new double[][] {{reach}}), upper));
        return problem.truth();
    }

    double z(double share) {
        return center + reach * (2 * share - 1);
    }

    private double left(double z) {
        return Math.min(z, target) - 40;
    }

    private double width(double z) {
        return (Math.max(z, target) + 40 - left(z)) / CELLS;
    }

    double value(double y, double z, double sigma) {
        double u = y - z;
        double own = switch (family) {
            case SINE -> Math.pow(u + parameter * Math.sin(y), 2) / 2;
            default -> u * u + parameter * Math.pow(Math.sin(u), 2);
        };
        return own + sigma * WEIGHT * (y - target) * (y - target) / 2;
    }

    double slope(double y, double z, double sigma) {
        double u = y - z;
        double own = switch (family) {
            case SINE -> (u + parameter * Math.sin(y)) * (1 + parameter * Math.cos(y));
            default -> 2 * u + parameter * Math.sin(2 * u);
        };
        return own + sigma * WEIGHT * (y - target);
    }

    /** Changes of the sign of the slope on a fine grid of the hull of the solution and e, widened by 1. */
    int stationaryPoints(double z, double sigma) {
        double from = Math.min(z, target) - 1;
        double step = (Math.max(z, target) + 1 - from) / CELLS;
        int count = 0;
        for (int i = 0; i < CELLS; i++) {
            boolean before = slope(from + i * step, z, sigma) > 0;
            count += before != slope(from + (i + 1) * step, z, sigma) > 0 ? 1 : 0;
        }
        return count;
    }

    /** The least ratio on a grid of y within 40 of the hull, refined around the best cell; gaps below 1e-4 are left out. */
    double leastRatio(double z, double sigma) {
        double minimum = Double.POSITIVE_INFINITY;
        double width = width(z);
        double at = 0;
        for (int i = 0; i <= CELLS; i++) {
            double y = left(z) + i * width;
            if (value(y, z, sigma) < minimum) {
                minimum = value(y, z, sigma);
                at = y;
            }
        }
        for (double step = width; step > 1e-13; step /= 3) {
            at = value(at - step, z, sigma) < value(at, z, sigma) ? at - step : at;
            at = value(at + step, z, sigma) < value(at, z, sigma) ? at + step : at;
        }
        minimum = Math.min(minimum, value(at, z, sigma));
        double least = Double.POSITIVE_INFINITY;
        double worst = at;
        for (int i = 0; i <= CELLS; i++) {
            double y = left(z) + i * width;
            double ratio = ratio(y, z, sigma, minimum);
            worst = ratio < least ? y : worst;
            least = Math.min(least, ratio);
        }
        for (double step = width; step > 1e-9; step /= 2) {
            for (double y : new double[] {worst - step, worst + step}) {
                double ratio = ratio(y, z, sigma, minimum);
                worst = ratio < least ? y : worst;
                least = Math.min(least, ratio);
            }
        }
        return least;
    }

    private double ratio(double y, double z, double sigma, double minimum) {
        double gap = value(y, z, sigma) - minimum;
        double slope = slope(y, z, sigma);
        return gap > 1e-4 ? slope * slope / 2 / gap : Double.POSITIVE_INFINITY;
    }
}
