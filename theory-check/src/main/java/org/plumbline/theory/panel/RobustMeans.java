package org.plumbline.theory.panel;

import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.plumbline.random.RandomStream;
import org.plumbline.theory.statistics.Interval;

/**
 * Medians and interquartile means, which a few bad runs do not move.
 *
 * <p>Source: Agarwal et al., "Deep reinforcement learning at the edge of the statistical precipice", NeurIPS 2021
 * (recalled).
 */
final class RobustMeans {
    private RobustMeans() {}

    static double median(double[] values) {
        return new Percentile().evaluate(values, 50);
    }

    /** The mean of the middle half, the quarter-values at its ends weighted by their share. */
    static double interquartileMean(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double cut = sorted.length / 4.0;
        double sum = 0;
        for (int i = 0; i < sorted.length; i++) {
            double weight = Math.min(i + 1, sorted.length - cut) - Math.max(i, cut);
            sum += Math.max(0, weight) * sorted[i];
        }
        return sum / (sorted.length - 2 * cut);
    }

    static double[] pool(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    /** Percentile bootstrap of the interquartile mean: whole rows are resampled, as their entries share a seed. */
    static Interval bootstrap(double[][] rows, int resamples, RandomStream stream) {
        double[] means = new double[resamples];
        double[][] drawn = new double[rows.length][];
        for (int b = 0; b < resamples; b++) {
            for (int i = 0; i < rows.length; i++) {
                drawn[i] = rows[stream.nextInt(rows.length)];
            }
            means[b] = interquartileMean(pool(drawn));
        }
        return new Interval(StatUtils.percentile(means, 2.5), StatUtils.percentile(means, 97.5));
    }
}
