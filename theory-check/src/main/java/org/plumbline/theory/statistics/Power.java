package org.plumbline.theory.statistics;

import java.util.Locale;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * How probably a Student interval over per-seed slopes falls wholly on one side of a bound, and is short enough to
 * count. For \(n\) independent normal slopes with mean \(\beta\) and deviation \(\varsigma\), the mean is independent
 * of \(U = S/\varsigma\), where \((n-1)U^2\) has a chi-squared distribution with \(n-1\) degrees of freedom; the
 * half-width is \(h = t\,\varsigma U/\sqrt n\), so that
 * \[ P(\bar x + h \lt b,\ h \le h_{\max})
 *    = \int_0^{h_{\max}\sqrt n/(t\varsigma)} \Phi\!\left(\frac{(b-\beta)\sqrt n}{\varsigma} - t u\right) f_U(u)\,du . \]
 * With \(h_{\max} = \infty\) this is a tail of the noncentral t distribution (Johnson, Kotz and Balakrishnan,
 * Continuous Univariate Distributions 2, 2nd ed. 1995, section 31.3). The integral is computed to about 1e-10. What is
 * approximate is the use: the deviation is the observed one, and the same at slopes other than the true one.
 *
 * @param bound \(b\), which the interval must clear
 * @param maximumHalfWidth \(h_{\max}\), positive or infinite
 * @param level of the two-sided interval, in (0, 1)
 * @param seeds \(n\), at least 2
 * @param standardDeviation \(\varsigma\) of the per-seed slopes
 */
public record Power(double bound, double maximumHalfWidth, double level, int seeds, double standardDeviation) {
    /** Probability mass of \(U\) that is left out at either end. */
    private static final double IGNORED_MASS = 1e-13;

    private static final int PANELS = 8;
    private static final int NODES = 40;

    /** Refuses values outside their ranges. */
    public Power {
        Require.finite("bound", bound);
        if (!(maximumHalfWidth > 0)) {
            throw new IllegalArgumentException("The maximum half-width (" + maximumHalfWidth + ") must be positive.");
        }
        Require.probability("level", level);
        Require.atLeast("number of seeds", seeds, 2);
        Require.nonNegative("standard deviation", standardDeviation);
    }

    /**
     * The probability that the interval falls wholly below the bound.
     *
     * @param trueSlope \(\beta\)
     * @return in [0, 1]
     */
    public double ofRejecting(double trueSlope) {
        return clearing(bound - Require.finite("true slope", trueSlope), false);
    }

    /**
     * The probability that the interval falls wholly on or above the bound.
     *
     * @param trueSlope \(\beta\)
     * @return in [0, 1]
     */
    public double ofSupporting(double trueSlope) {
        return clearing(Require.finite("true slope", trueSlope) - bound, true);
    }

    /**
     * The sentence for a report.
     *
     * @param trueSlope \(\beta\)
     * @return such as "would have rejected slope 0.8 with probability 0.98"
     */
    public String describe(double trueSlope) {
        return String.format(
                Locale.ROOT,
                "would have rejected slope %s with probability %.2f (%d seeds, standard deviation %.3f between them)",
                trueSlope,
                ofRejecting(trueSlope),
                seeds,
                standardDeviation);
    }

    /**
     * The sentence where there is nothing to be lucky with: an inequality between exact values, at points that are given.
     *
     * @param violation what would have been found, such as "a ratio below 0.99 μ"
     * @return the sentence, without a full stop
     */
    public static String atPoints(String violation) {
        return "would have found " + violation
                + " at the points checked with probability 1, as nothing is random there";
    }

    private double clearing(double distance, boolean countsTouching) {
        if (standardDeviation == 0) {
            return distance > 0 || (countsTouching && distance == 0) ? 1 : 0;
        }
        int freedom = seeds - 1;
        double t = new TDistribution(null, freedom).inverseCumulativeProbability((1 + level) / 2);
        ChiSquaredDistribution chiSquared = new ChiSquaredDistribution(null, freedom);
        double from = Math.sqrt(chiSquared.inverseCumulativeProbability(IGNORED_MASS) / freedom);
        double to = Math.min(
                Math.sqrt(chiSquared.inverseCumulativeProbability(1 - IGNORED_MASS) / freedom),
                maximumHalfWidth * Math.sqrt(seeds) / (t * standardDeviation));
        if (to <= from) {
            return 0;
        }
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        double shift = distance * Math.sqrt(seeds) / standardDeviation;
        GaussIntegratorFactory gauss = new GaussIntegratorFactory();
        double sum = 0;
        for (int i = 0; i < PANELS; i++) {
            GaussIntegrator panel =
                    gauss.legendre(NODES, from + (to - from) * i / PANELS, from + (to - from) * (i + 1) / PANELS);
            sum += panel.integrate(u -> normal.cumulativeProbability(shift - t * u)
                    * 2
                    * freedom
                    * u
                    * chiSquared.density(freedom * u * u));
        }
        return Math.min(1, Math.max(0, sum));
    }
}
