package org.plumbline.theory.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PowerTest {
    private static Power withoutWidthLimit(int seeds, double deviation) {
        return new Power(0, Double.POSITIVE_INFINITY, 0.95, seeds, deviation);
    }

    /** R: power.t.test(n = 10, delta = 1, sd = 1, type = "one.sample") prints 0.8030962, all of it in one tail. */
    @Test
    void withoutAWidthLimitItIsTheNoncentralTail() {
        assertEquals(0.8030962, withoutWidthLimit(10, 1).ofRejecting(-1), 1e-6);
        assertEquals(0.8030962, withoutWidthLimit(10, 1).ofSupporting(1), 1e-6);
    }

    /** At the bound itself the tail is half of what the two-sided interval leaves out; quadrature is good to 1e-9. */
    @Test
    void onTheBoundBothErrorsAreTwoAndAHalfPercent() {
        for (int seeds : new int[] {2, 3, 10, 500}) {
            assertEquals(0.025, withoutWidthLimit(seeds, 0.3).ofRejecting(0), 1e-9);
            assertEquals(0.025, withoutWidthLimit(seeds, 0.3).ofSupporting(0), 1e-9);
        }
    }

    /** Far from the bound only the width can fail: \(P(h \le m) = P(\chi^2_9 \le 9)\) = 0.562726 for this m. */
    @Test
    void farFromTheBoundOnlyTheWidthCanFail() {
        double margin = 2.2621571627 * 0.1 / Math.sqrt(10);
        assertEquals(0.562726, new Power(0.9, margin, 0.95, 10, 0.1).ofRejecting(-5), 1e-5);
    }

    @Test
    void widthAndDistanceLowerThePower() {
        Power precise = new Power(0.9, 0.1, 0.95, 10, 0.05);
        Power noisy = new Power(0.9, 0.1, 0.95, 10, 0.1);
        assertTrue(noisy.ofRejecting(0.8) < precise.ofRejecting(0.8));
        assertTrue(precise.ofRejecting(0.85) < precise.ofRejecting(0.8));
        assertTrue(new Power(0.9, 0.1, 0.95, 10, 10).ofRejecting(0.8) < 1e-9);
    }

    @Test
    void withoutSpreadItIsCertain() {
        Power exact = new Power(0.9, 0.1, 0.95, 10, 0);
        assertEquals(1, exact.ofRejecting(0.8));
        assertEquals(0, exact.ofRejecting(0.9));
        assertEquals(1, exact.ofSupporting(0.9));
    }

    @Test
    void theSentenceNamesSlopeAndProbability() {
        String sentence = new Power(0.9, 0.1, 0.95, 10, 0.05).describe(0.8);
        assertTrue(sentence.startsWith("would have rejected slope 0.8 with probability 1.00 (10 seeds"), sentence);
    }

    @Test
    void aWidthLimitOfZeroIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Power(0.9, 0, 0.95, 10, 0.1));
        assertThrows(IllegalArgumentException.class, () -> new Power(0.9, 0.1, 0.95, 1, 0.1));
    }

    @Test
    void theSentenceForExactValuesIsFixed() {
        assertEquals(
                "would have found a ratio below μ at the points checked with probability 1, as nothing is random there",
                Power.atPoints("a ratio below μ"));
    }
}
