package org.plumbline.theory.judge;

import java.util.List;
import java.util.Objects;
import org.plumbline.theory.Verdict;

/**
 * What {@link BoundRule} made of its cases.
 *
 * @param verdict SUPPORTED, NOT_SUPPORTED or INCONCLUSIVE
 * @param reason a sentence with the numbers that decided
 * @param violated the names of the violated cases, in their order
 * @param cases how many were decided together
 * @param worst the case with the least p-value, and among equals the greatest relative excess
 * @param worstCorrectedPValue its p-value after Holm's correction; 0 or 1 if it is exact
 * @param leastPower the least probability, over the cases, of detecting a violation of the stated size
 */
public record BoundDecision(
        Verdict verdict,
        String reason,
        List<String> violated,
        int cases,
        BoundCase worst,
        double worstCorrectedPValue,
        double leastPower) {
    /** Copies the list. */
    public BoundDecision {
        Objects.requireNonNull(verdict);
        Objects.requireNonNull(reason);
        Objects.requireNonNull(worst);
        violated = List.copyOf(violated);
    }
}
