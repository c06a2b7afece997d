package org.plumbline.theory.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.junit.jupiter.api.Test;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.statistics.Interval;

class RobustMeansWithInfinitiesTest {
    private static final double FAR = Double.POSITIVE_INFINITY;

    /** Bit for bit, as the formula is the same. */
    @Test
    void theMedianIsThatOfCommonsMath() {
        RandomStream stream = SeedTree.of(1).stream();
        for (int n = 1; n <= 12; n++) {
            double[] values = new double[n];
            stream.fillGaussian(values);
            assertEquals(new Percentile().evaluate(values, 50), RobustMeans.median(values));
        }
    }

    @Test
    void theMiddleHalfOfFiveIsWeighted() {
        // A quarter of five is 1.25: the ends are gone, and 0.75 of the second and of the fourth value is left.
        assertEquals(
                (0.75 * 2 + 3 + 0.75 * 5) / 2.5, RobustMeans.interquartileMean(new double[] {9, 2, 1, 5, 3}), 1e-15);
    }

    @Test
    void infiniteValuesAreValues() {
        assertEquals(2, RobustMeans.median(new double[] {FAR, 1, 2}));
        assertEquals(FAR, RobustMeans.median(new double[] {FAR, 1, 2, FAR}));
        assertEquals(FAR, RobustMeans.median(new double[] {FAR, FAR}));
        assertEquals(2.5, RobustMeans.interquartileMean(new double[] {1, 2, 3, FAR}));
        assertEquals(FAR, RobustMeans.interquartileMean(new double[] {1, 2, FAR, FAR}));
        double[][] rows = {{1}, {2}, {3}, {FAR}};
        Interval interval = RobustMeans.bootstrap(rows, 2000, SeedTree.of(1).stream());
        assertTrue(interval.lower() >= 1 && interval.lower() < 2.5);
        assertEquals(FAR, interval.upper());
    }
}
