package org.plumbline.theory.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.algorithm.TheoremSchedule;

class SampleExponentTest {
    /** A power law is a line in logarithms, so only rounding is between the slope and 1/3. */
    @Test
    void aPowerLawHasItsExponentInWhateverOrder() {
        double[] samples = {1e6, 1e2, 1e4};
        double[] errors = {5e-2, 5 * Math.pow(1e2, -1.0 / 3), 5 * Math.pow(1e4, -1.0 / 3)};
        double slope = SampleExponent.slope(samples, errors);
        assertEquals(1.0 / 3, slope, 1e-14);
        SampleExponent r = SampleExponent.of(new double[] {slope, slope}).orElseThrow();
        assertEquals(3, r.estimate(), 1e-12);
        assertEquals(3, r.lower(), 1e-12);
        assertEquals(3, r.upper(), 1e-12);
        assertEquals(1e6, samples[0]);
    }

    @Test
    void whatIsNoPointOfAPowerLawHasNoSlope() {
        assertTrue(Double.isNaN(SampleExponent.slope(new double[] {1, 2, 3}, new double[] {1, 0, 1})));
        assertTrue(Double.isNaN(
                SampleExponent.slope(new double[] {1, 2, 3}, new double[] {1, Double.POSITIVE_INFINITY, 1})));
        assertTrue(Double.isNaN(SampleExponent.slope(new double[] {1, 2, 2}, new double[] {3, 2, 1})));
        assertTrue(SampleExponent.of(new double[] {1}).isEmpty());
    }

    /** b = 0.1 ± far: the error may not fall at all, so r has no upper end. */
    @Test
    void anIntervalThatReachesZeroIsOpen() {
        SampleExponent r = SampleExponent.of(new double[] {-0.4, 0.6}).orElseThrow();
        assertEquals(Double.POSITIVE_INFINITY, r.upper());
    }

    @Test
    void logarithmsAreCounted() {
        TheoremSchedule schedule = Algorithms.named("algorithm-1").card().schedule();
        assertEquals(Math.log(4), SampleExponent.logarithms(schedule, 0.25));
    }
}
