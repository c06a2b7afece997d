package org.plumbline.theory.panel;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.stat.StatUtils;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.statistics.Interval;
import org.plumbline.theory.statistics.LogLogFit;
import org.plumbline.theory.statistics.StudentInterval;

/**
 * How a method stands after its contest. With E the error that was achieved and N the samples that it took, divided by the
 * logarithms in the schedule, the fit is \(\ln E = a - b\ln N\), one b a seed: N has no error in it, so that the slope is not
 * attenuated, and the exponent of \(N = \tilde O(E^{-r})\) is \(r = 1/b\). The requested target enters nowhere: a fit
 * against it would only return what the schedule typed in.
 *
 * @param contest what was run
 * @param result of its cell
 */
record Standing(Contest contest, CellResult result) {
    /** Fewer targets than this are no basis for an exponent. */
    static final int FEWEST_TARGETS = 3;

    private static final double LEVEL = 0.95;

    double[] targets() {
        return result.series(Contest.TARGETS);
    }

    double[] samples() {
        return result.series(Contest.SAMPLES);
    }

    double[] errors(Contest.Criterion criterion, int target) {
        return result.series(criterion.series(target));
    }

    /** Under the theorem's schedule the target at which the constants were found is left out: they were chosen on it. */
    private int firstDeciding() {
        return contest.mode() == Mode.THEOREM ? 1 : 0;
    }

    int decidingTargets() {
        return targets().length - firstDeciding();
    }

    boolean hasExponent() {
        return decidingTargets() >= FEWEST_TARGETS && slopes(Contest.Criterion.TAIL).length >= 2;
    }

    /** b of every seed that finished at all deciding targets. */
    double[] slopes(Contest.Criterion criterion) {
        return finite(slopesBySeed(criterion));
    }

    /** b by seed, NaN for a seed that did not finish at all deciding targets. */
    double[] slopesBySeed(Contest.Criterion criterion) {
        int from = firstDeciding();
        int length = targets().length;
        double[] slopes = new double[contest.effort().seeds()];
        Arrays.fill(slopes, Double.NaN);
        if (length - from < FEWEST_TARGETS) {
            return slopes;
        }
        double[] reduced = samples();
        double[] logarithms = result.series(Contest.LOGARITHMS);
        for (int i = 0; i < length; i++) {
            reduced[i] /= logarithms[i];
        }
        for (int seed = 0; seed < slopes.length; seed++) {
            double[] x = Arrays.copyOfRange(reduced, from, length);
            double[] y = new double[x.length];
            boolean usable = true;
            for (int i = 0; i < y.length; i++) {
                y[i] = errors(criterion, from + i)[seed];
                usable &= y[i] > 0 && y[i] < Double.POSITIVE_INFINITY;
            }
            // Tuned constants may take fewer samples at a smaller target; a fit needs an order.
            sort(x, y);
            if (usable && distinct(x)) {
                slopes[seed] = -LogLogFit.of(x, y).slope();
            }
        }
        return slopes;
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

    private static boolean distinct(double[] sorted) {
        for (int i = 1; i < sorted.length; i++) {
            if (!(sorted[i] > sorted[i - 1])) {
                return false;
            }
        }
        return true;
    }

    /** r in squared units, with its interval: the reciprocals of the ends of the Student interval of b. */
    Optional<Exponent> exponent(Contest.Criterion criterion) {
        double[] slopes = slopes(criterion);
        if (slopes.length < 2) {
            return Optional.empty();
        }
        StudentInterval b = StudentInterval.of(slopes);
        Interval ends = b.interval(LEVEL);
        double upper = ends.lower() > 0 ? 1 / ends.lower() : Double.POSITIVE_INFINITY;
        double lower = ends.upper() > 0 ? 1 / ends.upper() : Double.NaN;
        double estimate = b.mean() > 0 ? 1 / b.mean() : Double.POSITIVE_INFINITY;
        return Optional.of(new Exponent(estimate, lower, upper));
    }

    /**
     * An exponent of N against achieved error.
     *
     * @param estimate r, infinite where the error does not fall: no number of samples would do
     * @param lower end of the interval
     * @param upper end of the interval, infinite where the error may not fall at all
     */
    record Exponent(double estimate, double lower, double upper) {}

    /** The mean over the seeds that finished, NaN if none did. */
    double mean(Contest.Criterion criterion, int target) {
        return StatUtils.mean(finite(errors(criterion, target)));
    }

    private static double[] finite(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).toArray();
    }

    Search.Grade grade(int target) {
        return Search.Grade.values()[(int) result.series(Contest.REACHED)[target]];
    }

    int failedRuns() {
        return (int) StatUtils.sum(result.series(Contest.FAILED));
    }
}
