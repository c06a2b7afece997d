package org.plumbline.theory.claim.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.hypergradient.ClippedSpectrum;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.oracle.Draw;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.quadratic.QuadraticFamily;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.CellResult;

class LeastEffortTest {
    private static final SeedTree SEEDS = SeedTree.of(3);
    private static final double ACCURACY = 0.01;

    private final BilevelProblem problem = QuadraticFamily.diagonal("diagonal", 12, 12, 10, new RandomStream(5));

    private static LeastEffort penalty(double sigma) {
        return new LeastEffort(
                "algorithm-1", m -> FirstOrderPenalty.exact(sigma, 1, m, 0.09, LeastEffort.OUTER_STEP), m -> 1L);
    }

    /** That less is not enough cannot be read off the search, so every smaller effort is tried. */
    @Test
    void lessEffortIsNotEnough() {
        CellResult found = penalty(1e-3).on(problem, ACCURACY, SEEDS);
        assertTrue(found.value("error") <= ACCURACY);
        int least = (int) found.value("effort");
        for (int m = Math.max(1, least - 10); m < least; m++) {
            int effort = m;
            CellResult fixed = new LeastEffort(
                            "fixed",
                            any -> FirstOrderPenalty.exact(1e-3, 1, effort, 0.09, LeastEffort.OUTER_STEP),
                            any -> 1L)
                    .on(problem, ACCURACY, SEEDS);
            assertFalse(fixed.failure().isEmpty(), "K = " + m);
        }
    }

    /** 2K+2 gradients of g and K+1 of f, each of d + p reals, and in the ledger those of all trials. */
    @Test
    void workIsThatOfTheLastTrialAndTheLedgerThatOfAll() {
        CellResult found = penalty(1e-3).on(problem, ACCURACY, SEEDS);
        double k = found.value("effort");
        assertEquals((3 * k + 3) * 24, found.value("work"), 0);
        assertEquals(3 * k + 3, found.value("samples"), 0);
        assertTrue(found.counts().samples() > 3 * k + 3);
    }

    /** A bias beyond the accuracy is not removed by effort. */
    @Test
    void itSaysWhereNoEffortSuffices() {
        CellResult found = penalty(5).on(problem, ACCURACY, SEEDS);
        assertFalse(found.failure().isEmpty());
        assertTrue(found.counts().samples() > 0);
    }

    @Test
    void aHessianCostsAsManyProductsAsThereAreDimensions() {
        CellResult found = new LeastEffort(
                        "mgbio", m -> new ClippedSpectrum(1, 0.09, LeastEffort.OUTER_STEP, 1, 1, 10), m -> (long) m)
                .on(problem, ACCURACY, SEEDS);
        double iterations = found.value("effort");
        assertEquals(iterations * (12 * 12 + 2 * 24 + 12), found.value("work"), 0);
        assertTrue(found.counts().of(Draw.HESSIAN_VECTOR) >= 12 * iterations);
    }
}
