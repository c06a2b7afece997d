package org.plumbline.theory.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class LogLogFitProperties {
    /** Tolerance 1e-9: exponents to 4 and ln x over 0.7 or more lose some three digits of sixteen, and some room. */
    @Property(seed = "20240601", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void anExactPowerLawIsRecoveredWithoutError(
            @ForAll @DoubleRange(min = -4, max = 4) double slope,
            @ForAll @DoubleRange(min = 0.01, max = 1e3) double factor,
            @ForAll @IntRange(min = 3, max = 8) int points) {
        double[] x = new double[points];
        double[] y = new double[points];
        double[] expected = new double[points - 1];
        for (int i = 0; i < points; i++) {
            x[i] = Math.pow(2, -i);
            y[i] = factor * Math.pow(x[i], slope);
        }
        Arrays.fill(expected, slope);
        LogLogFit fit = LogLogFit.of(x, y);
        assertEquals(slope, fit.slope(), 1e-9);
        assertEquals(Math.log(factor), fit.intercept(), 1e-9);
        assertEquals(0, fit.standardError(), 1e-9);
        assertArrayEquals(expected, fit.localSlopes(), 1e-9);
    }
}
