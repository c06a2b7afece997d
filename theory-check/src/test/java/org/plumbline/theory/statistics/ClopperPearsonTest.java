package org.plumbline.theory.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.apache.commons.math3.exception.NotStrictlyPositiveException;
import org.apache.commons.math3.stat.interval.ClopperPearsonInterval;
import org.junit.jupiter.api.Test;

class ClopperPearsonTest {
    /** Newcombe, Statistics in Medicine 17 (1998), 857–872, Table I, method 5; four printed digits. */
    @Test
    void itMatchesThePublishedIntervals() {
        assertInterval(0.2527, 0.3676, ClopperPearson.interval(81, 263, 0.95));
        assertInterval(0.0578, 0.1617, ClopperPearson.interval(15, 148, 0.95));
        assertInterval(0, 0.1684, ClopperPearson.interval(0, 20, 0.95));
        assertInterval(0.0009, 0.1776, ClopperPearson.interval(1, 29, 0.95));
    }

    /** Closed form \(1 - (\alpha/2)^{1/n}\); the library's quantile is good to 1e-9. */
    @Test
    void withoutFailuresTheLowerEndIsTheRootOfTheTail() {
        Interval all = ClopperPearson.interval(30, 30, 0.95);
        assertEquals(Math.pow(0.025, 1.0 / 30), all.lower(), 1e-8);
        assertEquals(1, all.upper());
    }

    /** Commons Math computes the same inside and throws at the ends, which is why it is not used. */
    @Test
    void itAgreesWithCommonsMathWhereThatWorks() {
        ClopperPearsonInterval reference = new ClopperPearsonInterval();
        Interval interval = ClopperPearson.interval(7, 31, 0.99);
        assertEquals(reference.createInterval(31, 7, 0.99).getLowerBound(), interval.lower(), 1e-7);
        assertEquals(reference.createInterval(31, 7, 0.99).getUpperBound(), interval.upper(), 1e-7);
        assertThrows(NotStrictlyPositiveException.class, () -> reference.createInterval(31, 0, 0.99));
        assertThrows(NotStrictlyPositiveException.class, () -> reference.createInterval(31, 31, 0.99));
    }

    @Test
    void moreSuccessesThanTrialsAreRefused() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> ClopperPearson.interval(4, 3, 0.95));
        assertEquals("The number of successes (4) must be at most that of trials (3).", refusal.getMessage());
    }

    private static void assertInterval(double lower, double upper, Interval interval) {
        assertEquals(lower, interval.lower(), 5e-5);
        assertEquals(upper, interval.upper(), 5e-5);
    }
}
