package org.plumbline.theory.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.plumbline.oracle.OracleCounts;

class CurveTest {
    private static final Curve CURVE = new Curve(
            new long[] {0, 1, 2, 3, 4, 5},
            new double[6],
            new double[] {32, 16, 8, 4, 2, 100},
            OracleCounts.NONE,
            true,
            "");

    /** By hand: a run that ends at T is measured on φ_0, …, φ_{T−1}, its tail on those from ⌊T/2⌋ on. */
    @Test
    void criteriaAreThoseOfARunThatEndsAtThePoint() {
        assertEquals((8 + 4 + 2) / 3.0, CURVE.tail(5));
        assertEquals((8 + 4) / 2.0, CURVE.tail(4));
        assertEquals((32 + 16 + 8 + 4 + 2) / 5.0, CURVE.average(5), 1e-15 * 62);
        assertEquals(2, CURVE.best(5));
        assertEquals(2, CURVE.best(4));
        assertEquals(4, CURVE.best(3));
    }

    @Test
    void aReasonIsAFailure() {
        assertFalse(CURVE.failed());
        assertTrue(new Curve(new long[1], new double[1], new double[1], OracleCounts.NONE, true, "why").failed());
    }
}
