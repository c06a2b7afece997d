package org.plumbline.theory.panel;

import java.util.Optional;
import org.plumbline.algorithm.Law;
import org.plumbline.algorithm.TheoremSchedule;
import org.plumbline.theory.statistics.Interval;
import org.plumbline.theory.statistics.LogLogFit;
import org.plumbline.theory.statistics.StudentInterval;

/**
 * The exponent r of \(N = \tilde O(E^{-r})\), samples against the error E that was achieved. The fit is \(\ln E = a - b\ln N\),
 * one b a seed, and \(r = 1/b\): N has no error in it, so that the slope is not attenuated. With E in squared units,
 * \(\|\nabla\Phi\|^2\), the exponent for \(\|\nabla\Phi\|\) is 2r.
 *
 * @param estimate r, infinite where the error does not fall: no number of samples would do
 * @param lower end of its interval of level 95 %
 * @param upper end of it, infinite where the error may not fall at all
 */
public record SampleExponent(double estimate, double lower, double upper) {
    private static final double LEVEL = 0.95;

    /**
     * The exponent from the slopes of all seeds: reciprocals of the mean and of the ends of its Student interval.
     *
     * @param slopes b, all finite
     * @return the exponent, or empty with fewer than two slopes
     */
    public static Optional<SampleExponent> of(double[] slopes) {
        if (slopes.length < 2) {
            return Optional.empty();
        }
        StudentInterval b = StudentInterval.of(slopes);
        Interval ends = b.interval(LEVEL);
        double upper = ends.lower() > 0 ? 1 / ends.lower() : Double.POSITIVE_INFINITY;
        double lower = ends.upper() > 0 ? 1 / ends.upper() : Double.NaN;
        double estimate = b.mean() > 0 ? 1 / b.mean() : Double.POSITIVE_INFINITY;
        return Optional.of(new SampleExponent(estimate, lower, upper));
    }

    /**
     * The slope b of one seed.
     *
     * @param samples N at every target, in any order
     * @param errors E at every target
     * @return b, or NaN where a number is not positive and finite or two N are equal
     */
    public static double slope(double[] samples, double[] errors) {
        double[] x = samples.clone();
        double[] y = errors.clone();
        // Tuned constants may take fewer samples at a smaller target; a fit needs an order.
        sort(x, y);
        for (int i = 0; i < x.length; i++) {
            boolean usable = isPoint(x[i]) && isPoint(y[i]) && (i == 0 || x[i] > x[i - 1]);
            if (!usable) {
                return Double.NaN;
            }
        }
        return -LogLogFit.of(x, y).slope();
    }

    private static boolean isPoint(double value) {
        return value > 0 && value < Double.POSITIVE_INFINITY;
    }

    /**
     * The factor \(\ln(1/\epsilon)^k\) that the logarithmic laws of a schedule put into N where all draws grow with them; more than
     * that where only some do.
     *
     * @param schedule the schedule
     * @param epsilon the target
     * @return the factor
     */
    public static double logarithms(TheoremSchedule schedule, double epsilon) {
        long factors = schedule.laws().stream().filter(Law::logarithmic).count();
        return Math.pow(-Math.log(epsilon), (double) factors);
    }

    static void sort(double[] x, double[] y) {
        for (int i = 1; i < x.length; i++) {
            for (int j = i; j > 0 && x[j] < x[j - 1]; j--) {
                double swap = x[j];
                x[j] = x[j - 1];
                x[j - 1] = swap;
                swap = y[j];
                y[j] = y[j - 1];
                y[j - 1] = swap;
            }
        }
    }
}
