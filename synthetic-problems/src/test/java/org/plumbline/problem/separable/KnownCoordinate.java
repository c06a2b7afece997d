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

    /** The step of the finer scan. */
    private static final double FINE = 2e-4;

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

    /**
     * Whether for some z of the interval there are several stationary points. Each y is stationary for one z, which
     * stationarity gives in closed form; so there are several exactly if z(y) does not grow where it lies in the
     * interval. (For Karimi's loss the same with u = y − z and t = e − z in place of y and z.)
     */
    boolean hasSeveralStationaryPoints(double sigma) {
        boolean sine = family == Scenario.Kind.SINE;
        double low = sine ? z(0) : target - z(1);
        double high = sine ? z(1) : target - z(0);
        double before = Double.NEGATIVE_INFINITY;
        for (double x = -20; x < 20; x += FINE) {
            double here = sine
                    ? x + parameter * Math.sin(x) + sigma * WEIGHT * (x - target) / (1 + parameter * Math.cos(x))
                    : x + (2 * x + parameter * Math.sin(2 * x)) / (sigma * WEIGHT);
            if (here <= before && here >= low && here <= high) {
                return true;
            }
            before = here;
        }
        return false;
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
