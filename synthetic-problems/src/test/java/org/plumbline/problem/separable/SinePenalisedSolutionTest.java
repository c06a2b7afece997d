package org.plumbline.problem.separable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** λ_σ is the global minimiser also where g + σf has several minima. */
class SinePenalisedSolutionTest {
    private static final int GRID = 17;
    private static final double SIGMA = 0.1;

    /**
     * Where two minima tie to 1e-9 either is right, so values are compared there; elsewhere the points must agree to
     * 1e-6, as the ternary search on values resolves the square root of the rounding unit, 1e-8, times the width of
     * the basin.
     */
    @Test
    void theSolutionAgreesWithBruteForceWhereThereAreSeveralStationaryPoints() {
        int several = 0;
        for (int i = 0; i < GRID; i++) {
            for (int j = 0; j < GRID; j++) {
                double z = -6 + 12.0 * i / (GRID - 1);
                KnownSine sine = new KnownSine(0.9, 1, -6.1 + 12.0 * j / (GRID - 1));
                double expected = sine.bruteForceMinimiser(z, SIGMA);
                double actual = sine.problem().truth().penalisedSolution(new double[] {z}, SIGMA)[0];
                double best = sine.loss(expected, z, SIGMA);
                double reached = sine.loss(actual, z, SIGMA);
                String where = "at z = " + z + ", e = " + sine.target();
                assertTrue(reached <= best + 1e-14 * (1 + best), () -> "beaten by the grid " + where);
                several += sine.localMinima(z, SIGMA) > 1 ? 1 : 0;
                if (Math.abs(actual - expected) > 1e-6) {
                    assertEquals(best, reached, 1e-9, where);
                }
            }
        }
        int found = several;
        assertTrue(found >= GRID * GRID / 10, () -> "the grid must hold hard cases, it has " + found);
    }
}
