package org.plumbline.theory.claim.bias;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Exponents of synthetic laws, where they are known. */
class DecayLawTest {
    private static final int[] HORIZONS = {50, 100, 200, 400};

    private static double exponent(double p, double r, double assumed) {
        DecayLaw.Member member = new DecayLaw.Member(assumed, h -> new double[] {3 * Math.pow(h, p) * Math.pow(r, h)});
        return DecayLaw.exponent(DecayLaw.scaled(member, HORIZONS), HORIZONS);
    }

    /** \(r^H\) has a relative rounding error of about \(H\) units in the last place. */
    @Test
    void theExponentOfAPowerLawIsItsOwn() {
        assertEquals(0, exponent(0, 0.8, 0.8), 1e-12);
        assertEquals(1, exponent(1, 0.65, 0.65), 1e-12);
    }

    /** A factor that is off by one per cent makes a slope of H ln(1.01): some units at these horizons. */
    @Test
    void aWrongFactorShows() {
        assertTrue(Math.abs(exponent(0, 0.8, 0.808)) > 1);
    }
}
