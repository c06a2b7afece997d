package org.plumbline.report.bench;

import java.util.Arrays;
import java.util.Optional;
import org.plumbline.random.RandomStream;
import org.plumbline.theory.panel.RobustMeans;
import org.plumbline.theory.statistics.Interval;

/**
 * A number over the seeds of a row.
 *
 * @param median the middle value; NaN where some run has no such number
 * @param interquartileMean the mean of the middle half
 * @param interval of the interquartile mean: 95 %, percentile bootstrap over seeds; empty with fewer than two seeds
 */
public record Summary(double median, double interquartileMean, Optional<Interval> interval) {
    private static final int RESAMPLES = 2000;

    static Summary of(double[] values, RandomStream stream) {
        if (values.length == 0 || Arrays.stream(values).anyMatch(Double::isNaN)) {
            return new Summary(Double.NaN, Double.NaN, Optional.empty());
        }
        double[][] rows = Arrays.stream(values).mapToObj(x -> new double[] {x}).toArray(double[][]::new);
        return new Summary(
                RobustMeans.median(values),
                RobustMeans.interquartileMean(values),
                values.length < 2 ? Optional.empty() : Optional.of(RobustMeans.bootstrap(rows, RESAMPLES, stream)));
    }
}
