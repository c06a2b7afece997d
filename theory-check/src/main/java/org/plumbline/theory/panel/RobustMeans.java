package org.plumbline.theory.panel;

import java.util.Arrays;
import org.plumbline.random.RandomStream;
import org.plumbline.theory.statistics.Interval;

/**
 * Medians and interquartile means, which a few bad runs do not move.
 *
 * <p>Source: Agarwal et al., "Deep reinforcement learning at the edge of the statistical precipice", NeurIPS 2021
 * (recalled).
 */
public final class RobustMeans {
    private RobustMeans() {}

    /**
     * The median.
     *
     * @param values at least one, none NaN; some may be infinite
     * @return the middle value, or the middle of the two
     */
    public static double median(double[] values) {
        return quantile(values, 0.5);
    }

    /**
     * The mean of the middle half, the quarter-values at its ends weighted by their share.
     *
     * @param values at least one, none NaN; some may be infinite
     * @return finite if less than a quarter of the values is infinite
     */
    public static double interquartileMean(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double cut = sorted.length / 4.0;
        double sum = 0;
        for (int i = 0; i < sorted.length; i++) {
            double weight = Math.min(i + 1, sorted.length - cut) - Math.max(i, cut);
            sum += weight > 0 ? weight * sorted[i] : 0; // an infinite value beyond the middle half is no part of it
        }
        return sum / (sorted.length - 2 * cut);
    }

    static double[] pool(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    /** Between neighbours in order, at the place p(n + 1), as Commons Math does; infinite values are values here. */
    private static double quantile(double[] values, double p) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double place = p * (sorted.length + 1);
        int below = (int) Math.floor(place);
        double fraction = place - below;
        double lower = sorted[Math.max(0, Math.min(sorted.length, below) - 1)];
        double upper = sorted[Math.max(0, Math.min(sorted.length - 1, below))];
        boolean between = fraction > 0 && below > 0 && below < sorted.length && lower < upper;
        return between ? lower + fraction * (upper - lower) : below == 0 ? sorted[0] : lower;
    }

    /**
     * Percentile bootstrap of the interquartile mean: whole rows are resampled, as their entries share a seed.
     *
     * @param rows one a seed
     * @param resamples how many
     * @param stream the source of the resamples; advanced
     * @return the interval of level 95 %; with few seeds it covers less
     */
    public static Interval bootstrap(double[][] rows, int resamples, RandomStream stream) {
        double[] means = new double[resamples];
        double[][] drawn = new double[rows.length][];
        for (int b = 0; b < resamples; b++) {
            for (int i = 0; i < rows.length; i++) {
                drawn[i] = rows[stream.nextInt(rows.length)];
            }
            means[b] = interquartileMean(pool(drawn));
        }
        return new Interval(quantile(means, 0.025), quantile(means, 0.975));
    }
}
