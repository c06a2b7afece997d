package org.plumbline.theory.judge;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.plumbline.theory.statistics.Interval;
import org.plumbline.theory.statistics.LogLogFit;
import org.plumbline.theory.statistics.StudentInterval;

/**
 * A prediction out of sample: per seed, \(\ln E\) is fitted against \(\ln\epsilon\) over all targets but the smallest, and the line is
 * drawn on to that one. With \(d\) the measured \(\ln E\) there less the predicted one, seed by seed,
 * \[ \bar d \pm t_{1-\alpha/2,\,s-1}\, \mathrm{sd}(d)/\sqrt s \]
 * contains 0 with probability \(1-\alpha\) if \(E\) is a power of \(\epsilon\) on the whole grid and \(d\) is normal: seeds are paired,
 * so that what a seed adds at every target cancels. A transient that dies below the fit shows as \(\bar d \gt 0\), errors above what large
 * targets promised. It does not decide: a rate may hold in the limit where a power law does not hold on the grid.
 *
 * @param epsilon the smallest target
 * @param predicted the geometric mean of the predicted errors
 * @param interval where the geometric mean of the measured errors is to be expected, around the predicted one
 * @param measured the geometric mean of the measured errors
 */
public record HeldOut(double epsilon, double predicted, Interval interval, double measured) {
    /**
     * The prediction for the smallest target.
     *
     * @param data errors by seed, five targets or more; with four there are three points a fit, which say little
     * @param level of the interval, in (0, 1)
     * @return the prediction, or empty with fewer than two seeds
     */
    public static Optional<HeldOut> of(RateData data, double level) {
        int last = data.epsilons().length - 1;
        if (data.seeds() < 2) {
            return Optional.empty();
        }
        double[] fitted = Arrays.copyOf(data.epsilons(), last);
        double epsilon = data.epsilons()[last];
        double[] deviations = new double[data.seeds()];
        double predicted = 0;
        double measured = 0;
        for (int seed = 0; seed < deviations.length; seed++) {
            double[] errors = data.errorsBySeed()[seed];
            LogLogFit fit = LogLogFit.of(fitted, Arrays.copyOf(errors, last));
            double line = fit.intercept() + fit.slope() * Math.log(epsilon);
            deviations[seed] = Math.log(errors[last]) - line;
            predicted += line / deviations.length;
            measured += Math.log(errors[last]) / deviations.length;
        }
        StudentInterval deviation = StudentInterval.of(deviations);
        double half = deviation.interval(level).halfWidth();
        return Optional.of(new HeldOut(
                epsilon,
                Math.exp(predicted),
                new Interval(Math.exp(predicted - half), Math.exp(predicted + half)),
                Math.exp(measured)));
    }

    /**
     * Whether the measured error lies where it was expected.
     *
     * @return true where the interval contains it
     */
    public boolean holds() {
        return interval.contains(measured);
    }

    /**
     * The outcome in a sentence, for the reason of a verdict.
     *
     * @return with a full stop
     */
    public String describe() {
        return String.format(
                Locale.ROOT,
                "Out of sample, which does not decide: at the smallest target E is %.3f of what the larger ones predict, %s"
                        + " [%.3f, %.3f], where a power of ε on the whole grid would put it.",
                measured / predicted,
                holds() ? "within" : "outside",
                interval.lower() / predicted,
                interval.upper() / predicted);
    }
}
