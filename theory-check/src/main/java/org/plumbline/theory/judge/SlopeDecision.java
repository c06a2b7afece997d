package org.plumbline.theory.judge;

import java.util.Objects;
import java.util.Optional;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.statistics.Interval;

/**
 * What {@link SlopeRule} made of a sample of slopes.
 *
 * @param verdict SUPPORTED, NOT_SUPPORTED or INCONCLUSIVE
 * @param reason a sentence with the numbers that decided
 * @param slope the mean, NaN without any slope
 * @param standardDeviation between the slopes, NaN with fewer than two
 * @param interval the Student interval of the mean, the whole line with fewer than two
 * @param smallest the least of the slopes, NaN without any: a mean can hide one instance that is off
 * @param largest the greatest of the slopes, NaN without any
 * @param size how many slopes there were
 */
public record SlopeDecision(
        Verdict verdict,
        String reason,
        double slope,
        double standardDeviation,
        Interval interval,
        double smallest,
        double largest,
        int size) {
    /** Refuses missing parts. */
    public SlopeDecision {
        Objects.requireNonNull(verdict);
        Objects.requireNonNull(reason);
        Objects.requireNonNull(interval);
    }

    /**
     * The mean slope as a quantity that a claim decides on.
     *
     * @param name what it is the slope of
     * @return the mean with its interval
     */
    public Evidence.Effect effect(String name) {
        return new Evidence.Effect(name, slope, Optional.of(interval));
    }
}
