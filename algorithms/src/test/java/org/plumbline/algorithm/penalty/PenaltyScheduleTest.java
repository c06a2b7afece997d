package org.plumbline.algorithm.penalty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The laws of the theorem's schedule, and of those that depart from it in one exponent. */
class PenaltyScheduleTest {
    private static final double PIVOT = 1.0 / 32;

    private static final PenaltySchedule THEOREM =
            new PenaltySchedule(0.5, 3, PenaltySchedule.THEOREM_BATCH_EXPONENT, 4 / Math.log(2), 2, 5, 0.2, 0.1);

    /** σ = ½√ε, n = 3ε⁻², K = 4 log₂(1/ε) + 2, T = 5/ε. */
    @Test
    void theTheoremsLawsAreTheDefault() {
        for (int i = 0; i < 12; i++) {
            double epsilon = Math.scalb(1.0, -i);
            FirstOrderPenalty method = THEOREM.at(epsilon);
            assertEquals(0.5 * Math.sqrt(epsilon), method.sigma(), "to the last bit");
            assertEquals(3L << (2 * i), method.batch());
            assertEquals(4 * i + 2, method.innerSteps());
            assertEquals(5L << i, THEOREM.outerIterations(epsilon));
        }
    }

    /** A factor of 16 in ε is one of 2 in ε^(1/4), and of 4 in ε^(1/2). */
    @Test
    void everyLawHasItsExponent() {
        PenaltySchedule fourthRoot = THEOREM.withSigmaExponent(0.25, PIVOT);
        assertEquals(2, fourthRoot.at(PIVOT).sigma() / fourthRoot.at(PIVOT / 16).sigma(), 1e-14);
        PenaltySchedule constant = THEOREM.withSigmaExponent(0, PIVOT);
        assertEquals(constant.at(PIVOT).sigma(), constant.at(PIVOT / 16).sigma());
        PenaltySchedule few = THEOREM.withOuterExponent(0.5, PIVOT);
        assertEquals(4 * few.outerIterations(PIVOT), few.outerIterations(PIVOT / 16));
        PenaltySchedule slow = THEOREM.withInnerFactor(3 / Math.log(2), PIVOT);
        assertEquals(slow.at(PIVOT).innerSteps() + 12, slow.at(PIVOT / 16).innerSteps());
        PenaltySchedule still = THEOREM.withInnerFactor(0, PIVOT);
        assertEquals(still.at(PIVOT).innerSteps(), still.at(PIVOT / 16).innerSteps());
        PenaltySchedule linear = THEOREM.withBatchExponent(1, PIVOT);
        assertEquals(16 * linear.at(PIVOT).batch(), linear.at(PIVOT / 16).batch());
    }

    /** Roots and powers differ in the last bits of σ at most. */
    @Test
    void everyChangedScheduleAgreesAtThePivot() {
        FirstOrderPenalty expected = THEOREM.at(PIVOT);
        for (PenaltySchedule changed : List.of(
                THEOREM.withSigmaExponent(0.25, PIVOT),
                THEOREM.withSigmaExponent(0, PIVOT),
                THEOREM.withBatchExponent(1, PIVOT),
                THEOREM.withInnerFactor(0, PIVOT),
                THEOREM.withInnerFactor(3 / Math.log(2), PIVOT),
                THEOREM.withOuterExponent(0.5, PIVOT))) {
            FirstOrderPenalty method = changed.at(PIVOT);
            assertEquals(expected.sigma(), method.sigma(), 1e-15);
            assertEquals(expected.batch(), method.batch());
            assertEquals(expected.innerSteps(), method.innerSteps());
            assertEquals(THEOREM.outerIterations(PIVOT), changed.outerIterations(PIVOT));
        }
    }

    /** One change leaves the other laws alone, and another one later leaves the first. */
    @Test
    void changesAreIndependent() {
        double epsilon = PIVOT / 64;
        PenaltySchedule all = THEOREM.withSigmaExponent(0.25, PIVOT)
                .withBatchExponent(1, PIVOT)
                .withInnerFactor(0, PIVOT)
                .withOuterExponent(0.5, PIVOT);
        FirstOrderPenalty method = all.at(epsilon);
        assertEquals(THEOREM.withSigmaExponent(0.25, PIVOT).at(epsilon).sigma(), method.sigma());
        assertEquals(THEOREM.withBatchExponent(1, PIVOT).at(epsilon).batch(), method.batch());
        assertEquals(THEOREM.withInnerFactor(0, PIVOT).at(epsilon).innerSteps(), method.innerSteps());
        assertEquals(THEOREM.withOuterExponent(0.5, PIVOT).outerIterations(epsilon), all.outerIterations(epsilon));
        assertEquals(THEOREM.lowerStep(), method.lowerStep());
        assertEquals(THEOREM.outerStep(), method.outerStep());
    }

    /** A larger factor would start above the K that the pivot has; negative exponents would let n and T fall. */
    @Test
    void whatCannotAgreeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> THEOREM.withInnerFactor(5 / Math.log(2), PIVOT));
        assertThrows(IllegalArgumentException.class, () -> THEOREM.withOuterExponent(-1, PIVOT));
        assertThrows(IllegalArgumentException.class, () -> THEOREM.withSigmaExponent(Double.NaN, PIVOT));
        assertThrows(IllegalArgumentException.class, () -> THEOREM.withBatchExponent(-0.5, PIVOT));
    }
}
