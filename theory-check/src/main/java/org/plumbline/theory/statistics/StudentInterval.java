package org.plumbline.theory.statistics;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * The mean of a sample with Student's t: for independent normal values, \(T = (\bar x - \mu)\sqrt n / s\) has Student's
 * distribution with \(n - 1\) degrees of freedom. Its coverage is exact for normal data and close for symmetric ones;
 * for few and skewed data see {@link BootstrapT}.
 *
 * <p>Source: Student, "The probable error of a mean", Biometrika 6 (1908), 1–25.
 *
 * @param size \(n\), at least 2
 * @param mean \(\bar x\)
 * @param standardDeviation \(s\), with divisor \(n - 1\)
 */
public record StudentInterval(int size, double mean, double standardDeviation) {
    /** Refuses fewer than two values and non-finite moments. */
    public StudentInterval {
        Require.atLeast("sample size", size, 2);
        Require.finite("sample mean", mean);
        Require.nonNegative("sample standard deviation", standardDeviation);
    }

    /**
     * The estimate from a sample.
     *
     * @param sample at least two finite values
     * @return size, mean and standard deviation
     */
    public static StudentInterval of(double... sample) {
        SummaryStatistics summary = new SummaryStatistics();
        for (int i = 0; i < sample.length; i++) {
            summary.addValue(Require.finite("sample[" + i + "]", sample[i]));
        }
        Require.atLeast("sample size", sample.length, 2);
        return new StudentInterval(sample.length, summary.getMean(), summary.getStandardDeviation());
    }

    /**
     * The standard error of the mean.
     *
     * @return \(s/\sqrt n\)
     */
    public double standardError() {
        return standardDeviation / Math.sqrt(size);
    }

    /**
     * The two-sided interval \(\bar x \pm t_{(1+\text{level})/2,\,n-1}\, s/\sqrt n\).
     *
     * @param level its probability of covering the true mean, in (0, 1)
     * @return the interval
     */
    public Interval interval(double level) {
        Require.probability("level", level);
        return Interval.around(mean, quantile((1 + level) / 2) * standardError());
    }

    /**
     * The one-sided lower confidence bound: the true mean is at least this, with the stated confidence.
     *
     * @param level the confidence, in (0, 1)
     * @return \(\bar x - t_{\text{level},\,n-1}\, s/\sqrt n\)
     */
    public double lowerBound(double level) {
        return mean - quantile(Require.probability("level", level)) * standardError();
    }

    /**
     * The one-sided upper confidence bound: the true mean is at most this, with the stated confidence.
     *
     * @param level the confidence, in (0, 1)
     * @return \(\bar x + t_{\text{level},\,n-1}\, s/\sqrt n\)
     */
    public double upperBound(double level) {
        return mean + quantile(Require.probability("level", level)) * standardError();
    }

    /**
     * Student's statistic \((\bar x - \mu)\sqrt n / s\).
     *
     * @param hypothesis \(\mu\)
     * @return the statistic; without spread zero or an infinity by the sign of the difference
     */
    public double statistic(double hypothesis) {
        double difference = mean - Require.finite("hypothesis", hypothesis);
        return difference == 0 ? 0 : difference / standardError();
    }

    /**
     * The p-value against "the true mean is at least {@code bound}", in favour of "it is below".
     *
     * @param bound the hypothesis
     * @return \(P(T_{n-1} \le \text{statistic})\); small if the mean lies convincingly below
     */
    public double pValueBelow(double bound) {
        double t = statistic(bound);
        if (Double.isInfinite(t)) {
            return t < 0 ? 0 : 1;
        }
        return distribution().cumulativeProbability(t);
    }

    /**
     * The p-value against "the true mean is at most {@code bound}", in favour of "it is above".
     *
     * @param bound the hypothesis
     * @return \(P(T_{n-1} \ge \text{statistic})\); small if the mean lies convincingly above
     */
    public double pValueAbove(double bound) {
        return new StudentInterval(size, -mean, standardDeviation).pValueBelow(-bound);
    }

    private double quantile(double probability) {
        return distribution().inverseCumulativeProbability(probability);
    }

    private TDistribution distribution() {
        return new TDistribution(null, size - 1.0);
    }
}
