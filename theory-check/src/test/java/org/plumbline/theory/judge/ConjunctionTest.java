package org.plumbline.theory.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.plumbline.theory.Verdict.INCONCLUSIVE;
import static org.plumbline.theory.Verdict.NOT_SUPPORTED;
import static org.plumbline.theory.Verdict.SUPPORTED;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The verdict of several parts. */
class ConjunctionTest {
    @Test
    void oneRefutedPartRefutesTheWhole() {
        assertEquals(NOT_SUPPORTED, Conjunction.of(List.of(SUPPORTED, INCONCLUSIVE, NOT_SUPPORTED)));
    }

    @Test
    void allPartsMustBeSupported() {
        assertEquals(SUPPORTED, Conjunction.of(List.of(SUPPORTED, SUPPORTED)));
        assertEquals(INCONCLUSIVE, Conjunction.of(List.of(SUPPORTED, INCONCLUSIVE)));
    }

    @Test
    void noPartsAreNoVerdict() {
        assertThrows(IllegalArgumentException.class, () -> Conjunction.of(List.of()));
    }

    @Test
    void thePValueOfTheWholeIsCorrectedForItsParts() {
        assertEquals(0.03, Conjunction.pValue(List.of(0.5, 0.01, 0.9)), 1e-15);
        assertEquals(0.02, Conjunction.pValue(List.of(0.5, 0.01, Double.NaN)), 1e-15);
        assertEquals(1, Conjunction.pValue(List.of(0.5, 0.9, 0.7)));
        assertTrue(Double.isNaN(Conjunction.pValue(List.of(Double.NaN))));
    }
}
