package org.plumbline.theory.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

class StudentIntervalTest {
    private static final StudentInterval ONE_TO_FIVE = StudentInterval.of(1, 2, 3, 4, 5);

    /** Tolerance 1e-6: the digits of the tabulated quantiles t(0.975, 4) = 2.776445 and t(0.95, 4) = 2.131847. */
    @Test
    void theIntervalUsesTheTabulatedQuantiles() {
        double error = Math.sqrt(0.5);
        assertEquals(2.776445 * error, ONE_TO_FIVE.interval(0.95).halfWidth(), 1e-6);
        assertEquals(3 - 2.131847 * error, ONE_TO_FIVE.lowerBound(0.95), 1e-6);
        assertEquals(3 + 2.131847 * error, ONE_TO_FIVE.upperBound(0.95), 1e-6);
    }

    /** For 4 degrees of freedom \(P(T \gt \sqrt 2) = 1/2 - 2/(3\sqrt 3)\) in closed form; the library gives 1e-10. */
    @Test
    void thePValuesAreTheTailsOfStudentsDistribution() {
        double tail = 0.5 - 2 / (3 * Math.sqrt(3));
        assertEquals(tail, ONE_TO_FIVE.pValueAbove(2), 1e-9);
        assertEquals(1 - tail, ONE_TO_FIVE.pValueBelow(2), 1e-9);
        assertEquals(tail, ONE_TO_FIVE.pValueBelow(4), 1e-9);
        assertEquals(0.5, ONE_TO_FIVE.pValueBelow(3), 1e-9);
    }

    @Test
    void equalValuesGiveAPointAndCertainty() {
        StudentInterval constant = StudentInterval.of(0.1, 0.1, 0.1);
        assertEquals(new Interval(0.1, 0.1), constant.interval(0.95));
        assertEquals(0, constant.pValueBelow(0.2));
        assertEquals(1, constant.pValueBelow(0.05));
        assertEquals(0, constant.pValueAbove(0.05));
        assertEquals(0.5, constant.pValueBelow(0.1), 1e-12);
    }

    /** Binomial(2000, 0.95) leaves [1860, 1940] with probability 4.5e-5: the false-alarm rate over seeds. */
    @Test
    void atTenSeedsTheIntervalCoversAsStated() {
        RandomStream stream = SeedTree.of(1).child("student-coverage").stream();
        double[] sample = new double[10];
        int covered = 0;
        for (int repetition = 0; repetition < 2000; repetition++) {
            stream.fillGaussian(sample);
            covered += StudentInterval.of(sample).interval(0.95).contains(0) ? 1 : 0;
        }
        assertTrue(covered >= 1860 && covered <= 1940, "covered " + covered + " of 2000");
    }

    @Test
    void samplesAndLevelsWithoutMeaningAreRefused() {
        assertEquals("The sample size (1) must be at least 2.", refusal(() -> StudentInterval.of(1)));
        assertEquals("The sample[1] (NaN) must be finite.", refusal(() -> StudentInterval.of(1, Double.NaN)));
        assertEquals(
                "The level (95.0) must lie strictly between 0 and 1 (0.95, not 95).",
                refusal(() -> ONE_TO_FIVE.interval(95)));
    }

    private static String refusal(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
