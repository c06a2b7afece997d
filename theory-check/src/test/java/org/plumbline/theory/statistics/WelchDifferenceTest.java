package org.plumbline.theory.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.stat.inference.TTest;
import org.junit.jupiter.api.Test;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

/** Against the two-sided test of Commons Math, and against its own coverage. */
class WelchDifferenceTest {
    private static final double[] X = {1.2, 0.7, 3.1, 2.2, 1.9, 2.6};
    private static final double[] Y = {4.0, 9.5, 1.0, 7.5};

    @Test
    void theSmallerTailIsHalfOfTheTwoSidedPValueOfCommonsMath() {
        double twoSided = new TTest().tTest(X, Y);
        WelchDifference difference = WelchDifference.of(X, Y);
        assertEquals(twoSided / 2, difference.pValueBelow(0), 1e-12);
        assertEquals(1 - twoSided / 2, difference.pValueAbove(0), 1e-12);
        WelchDifference reversed = WelchDifference.of(Y, X);
        assertEquals(twoSided / 2, reversed.pValueAbove(0), 1e-12);
        assertEquals(-difference.mean(), reversed.mean(), 1e-15);
    }

    /** At an end of the interval the one-sided p-value is half of what is left out. */
    @Test
    void theIntervalIsTheSetOfDifferencesThatAreNotRejected() {
        WelchDifference difference = WelchDifference.of(X, Y);
        Interval interval = difference.interval(0.9);
        assertEquals(0.05, difference.pValueBelow(interval.upper()), 1e-9);
        assertEquals(0.05, difference.pValueAbove(interval.lower()), 1e-9);
    }

    /** 4000 intervals of level 0.95: a share outside [0.935, 0.965] has probability below 2e-5 where the coverage is 0.95. */
    @Test
    void intervalsCoverTheTrueDifferenceWhereVariancesDiffer() {
        RandomStream stream = SeedTree.of(11).child("welch").stream();
        int covered = 0;
        for (int i = 0; i < 4000; i++) {
            double[] x = new double[16];
            double[] y = new double[16];
            for (int k = 0; k < x.length; k++) {
                x[k] = 1 + stream.gaussian();
                y[k] = 3 * stream.gaussian();
            }
            covered += WelchDifference.of(x, y).interval(0.95).contains(1) ? 1 : 0;
        }
        assertTrue(covered >= 0.935 * 4000 && covered <= 0.965 * 4000, "covered " + covered);
    }

    @Test
    void samplesWithoutSpreadAreRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> WelchDifference.of(new double[] {1, 1}, new double[] {2, 2}));
        assertThrows(IllegalArgumentException.class, () -> WelchDifference.of(new double[] {1}, Y));
    }
}
