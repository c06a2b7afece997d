package org.plumbline.theory.statistics;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The difference of the means of two independent samples whose variances may differ. With
 * \(v = s_x^2/n_x\) and \(w = s_y^2/n_y\), \((\bar x - \bar y - \delta)/\sqrt{v + w}\) has nearly Student's distribution with
 * \((v + w)^2/(v^2/(n_x-1) + w^2/(n_y-1))\) degrees of freedom where the values are normal.
 *
 * <p>Source: B. L. Welch, "The generalization of 'Student's' problem when several different population variances are
 * involved", Biometrika 34 (1947), 28–35.
 *
 * @param mean \(\bar x - \bar y\)
 * @param standardError \(\sqrt{v + w}\), positive
 * @param degreesOfFreedom at least 1
 */
public record WelchDifference(double mean, double standardError, double degreesOfFreedom) {
    /** Refuses moments that are not finite and samples without any spread. */
    public WelchDifference {
        Require.finite("difference of means", mean);
        Require.positive("standard error", standardError);
        Require.positive("degrees of freedom", degreesOfFreedom);
    }

    /**
     * The estimate from two samples.
     *
     * @param x at least two finite values
     * @param y as many or not
     * @return mean of x less mean of y
     */
    public static WelchDifference of(double[] x, double[] y) {
        Require.atLeast("size of the first sample", x.length, 2);
        Require.atLeast("size of the second sample", y.length, 2);
        double v = StatUtils.variance(x) / x.length;
        double w = StatUtils.variance(y) / y.length;
        return new WelchDifference(
                StatUtils.mean(x) - StatUtils.mean(y),
                Math.sqrt(v + w),
                (v + w) * (v + w) / (v * v / (x.length - 1) + w * w / (y.length - 1)));
    }

    /**
     * The two-sided interval.
     *
     * @param level its probability of covering the true difference, in (0, 1)
     * @return the interval
     */
    public Interval interval(double level) {
        Require.probability("level", level);
        return Interval.around(mean, distribution().inverseCumulativeProbability((1 + level) / 2) * standardError);
    }

    /**
     * The p-value against "the true difference is at least {@code bound}", in favour of "it is below".
     *
     * @param bound the hypothesis
     * @return small if the difference lies convincingly below
     */
    public double pValueBelow(double bound) {
        return distribution().cumulativeProbability((mean - Require.finite("hypothesis", bound)) / standardError);
    }

    /**
     * The p-value against "the true difference is at most {@code bound}", in favour of "it is above".
     *
     * @param bound the hypothesis
     * @return small if the difference lies convincingly above
     */
    public double pValueAbove(double bound) {
        return distribution().cumulativeProbability((Require.finite("hypothesis", bound) - mean) / standardError);
    }

    private TDistribution distribution() {
        return new TDistribution(null, degreesOfFreedom);
    }
}
