package org.plumbline.theory.panel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.statistics.Interval;

class RobustMeansTest {
    /** To 1e-15 a unit: sums of a few doubles. */
    private static void assertMean(double expected, double... values) {
        assertEquals(expected, RobustMeans.interquartileMean(values), 1e-14);
    }

    /** By hand: the middle half of 1, …, 8 is 3, 4, 5, 6; a quarter of n is cut off at each end, if need be in part. */
    @Test
    void theInterquartileMeanCutsAQuarterAtEachEnd() {
        assertMean(4.5, 8, 1, 7, 2, 6, 3, 5, 4);
        assertMean((0.75 * 2 + 10 + 0.75 * 40) / 2.5, 1, 2, 10, 40, 1000);
        assertMean((0.5 * 2 + 4 + 8 + 0.5 * 32) / 3, -500, 2, 4, 8, 32, 500);
        assertMean((0.25 * 2 + 4 + 8 + 16 + 0.25 * 64) / 3.5, -9, 2, 4, 8, 16, 64, 512);
        assertMean((0.25 + 10 + 0.25 * 100) / 1.5, 1, 10, 100);
        assertMean(3, 2, 4);
        assertMean(7, 7);
    }

    @Test
    void theInputIsNotSorted() {
        double[] values = {3, 1, 2};
        RobustMeans.interquartileMean(values);
        assertArrayEquals(new double[] {3, 1, 2}, values);
    }

    @Test
    void theMedianIsTheMiddle() {
        assertEquals(3, RobustMeans.median(new double[] {100, 1, 3}));
        assertEquals(2.5, RobustMeans.median(new double[] {4, 1, 2, 3}));
    }

    /**
     * Twelve rows of four entries that are nearly equal within a row: what is known is twelve numbers, not 48. A percentile
     * bootstrap over 12 covers at least about 0.91 of the time, and Binomial(200, 0.91) is below 165 with probability 5e-5;
     * over single entries it would cover about 0.65, above 165 with probability 3e-8. Nor is it wide: the interquartile mean
     * of 12 normal values has a deviation near √(1.19/12) = 0.31, the interval a half-width near 0.6, the mean of 200 of them
     * a deviation below 0.02. Seed 5.
     */
    @Test
    void theBootstrapResamplesWholeRows() {
        RandomStream stream = SeedTree.of(5).child("bootstrap-coverage").stream();
        int covered = 0;
        double halfWidths = 0;
        for (int repetition = 0; repetition < 200; repetition++) {
            double[][] rows = new double[12][4];
            for (double[] row : rows) {
                double seed = stream.gaussian();
                Arrays.setAll(row, i -> seed + 0.01 * stream.gaussian());
            }
            Interval interval = RobustMeans.bootstrap(rows, 200, stream);
            covered += interval.contains(0) ? 1 : 0;
            halfWidths += interval.halfWidth() / 200;
        }
        assertTrue(covered >= 165, "covered " + covered + " of 200");
        assertTrue(halfWidths > 0.45 && halfWidths < 0.75, "mean half-width " + halfWidths);
    }

    @Test
    void equalRowsLeaveNoDoubt() {
        double[][] rows = {{2, 2}, {2, 2}, {2, 2}};
        Interval interval = RobustMeans.bootstrap(rows, 50, SeedTree.of(5).stream());
        assertEquals(new Interval(2, 2), interval);
    }
}
