package org.plumbline.theory.judge;

import java.util.Objects;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.statistics.Interval;

/**
 * What {@link RateRule} made of its data: the verdict and all that a reader needs to check it. The estimates are NaN,
 * and the intervals the whole line, where too few seeds finished to have them.
 *
 * @param verdict SUPPORTED, NOT_SUPPORTED or INCONCLUSIVE
 * @param reason one or more sentences with the numbers that decided
 * @param slope mean over seeds of the slope of \(\ln E\) against \(\ln\epsilon\) over the deciding \(\epsilon\)
 * @param standardDeviation of the per-seed slopes
 * @param interval the Student interval, which decides
 * @param bootstrap the studentised bootstrap interval, which stands beside it
 * @param slopeOfMeanError the slope of the logarithm of the *mean* error over seeds, which stands beside it: theorems
 *     bound an expectation, and rare bad seeds move it before they move the mean of the slopes
 * @param perSeedSlopes one a finished seed; cloned both ways
 * @param localSlopes mean over seeds between neighbouring \(\epsilon\), over *all* \(\epsilon\) from large to small
 *     (a value above the prediction is a dying transient, not an improvement); cloned both ways
 * @param trendStatistic Student's t of the last local slope against the prediction; very negative if \(E/\epsilon\) rose
 * @param trendPValue its one-sided p-value
 * @param seeds how many seeds finished
 * @param failedSeeds how many did not
 */
@SuppressWarnings("ArrayRecordComponent") // cloned both ways; equality is of identity
public record RateDecision(
        Verdict verdict,
        String reason,
        double slope,
        double standardDeviation,
        Interval interval,
        Interval bootstrap,
        double slopeOfMeanError,
        double[] perSeedSlopes,
        double[] localSlopes,
        double trendStatistic,
        double trendPValue,
        int seeds,
        int failedSeeds) {
    /** Clones the arrays. */
    public RateDecision {
        Objects.requireNonNull(verdict);
        Objects.requireNonNull(reason);
        Objects.requireNonNull(interval);
        Objects.requireNonNull(bootstrap);
        perSeedSlopes = perSeedSlopes.clone();
        localSlopes = localSlopes.clone();
    }

    @Override
    public double[] perSeedSlopes() {
        return perSeedSlopes.clone();
    }

    @Override
    public double[] localSlopes() {
        return localSlopes.clone();
    }
}
