package org.plumbline.theory.panel;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.stat.StatUtils;
import org.plumbline.theory.CellResult;

/**
 * How a method stands after its contest. With E the error that was achieved and N the samples that it took, divided by what
 * the logarithms in the schedule put into it, the fit is \(\ln E = a - b\ln N\), one b a seed: N has no error in it, so that
 * the slope is not attenuated, and the exponent of \(N = \tilde O(E^{-r})\) is \(r = 1/b\). The requested target enters nowhere:
 * a fit against it would only return what the schedule typed in.
 *
 * @param contest what was run
 * @param result of its cell
 */
record Standing(Contest contest, CellResult result) {
    /** Fewer targets than this are no basis for an exponent. */
    static final int FEWEST_TARGETS = 3;

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
            for (int i = 0; i < y.length; i++) {
                y[i] = errors(criterion, from + i)[seed];
            }
            slopes[seed] = SampleExponent.slope(x, y);
        }
        return slopes;
    }

    /** r in squared units, with its interval. */
    Optional<SampleExponent> exponent(Contest.Criterion criterion) {
        return SampleExponent.of(slopes(criterion));
    }

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
