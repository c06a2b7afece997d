package org.plumbline.theory.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IntervalTest {
    private static final Interval UNIT = new Interval(0, 1);

    @Test
    void endsBelongToTheInterval() {
        assertTrue(UNIT.contains(0) && UNIT.contains(1));
        assertFalse(UNIT.contains(Double.NaN));
        assertTrue(UNIT.isWithin(UNIT));
        assertFalse(UNIT.isDisjointFrom(new Interval(1, 2)));
        assertTrue(UNIT.isDisjointFrom(new Interval(1.5, 2)) && new Interval(1.5, 2).isDisjointFrom(UNIT));
        assertFalse(UNIT.isWithin(new Interval(0.5, 2)));
    }

    @Test
    void theWholeLineIsInfinitelyWideAndAPointHasNoWidth() {
        assertEquals(Double.POSITIVE_INFINITY, Interval.everything().halfWidth());
        assertEquals(0, new Interval(3, 3).halfWidth());
        assertEquals(new Interval(0.5, 1.5), Interval.around(1, 0.5));
    }

    @Test
    void reversedAndUndefinedEndsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Interval(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Interval(Double.NaN, 0));
        assertThrows(IllegalArgumentException.class, () -> new Interval(0, Double.NaN));
    }
}
