package org.plumbline.theory.claim.pl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.CellResult;

class ModulusProfileTest {
    private static final SeedTree SEEDS = SeedTree.of(11).child("modulus");
    private static final double[] SIGMAS = {1, 1.0 / 64, 1.0 / 4096};

    private static final BilevelProblem SELECTING = Problems.named("rank-deficient-quadratic/claims");
    private static final BilevelProblem IGNORING = Problems.named("rank-deficient-quadratic/ignores-kernel");

    /** The declared modulus is exact there; eigenvectors come from differences that leave 1e-6 of a ratio. */
    @Test
    void theModulusIsFoundAtEverySigmaWhetherFSelectsOrNot() {
        for (BilevelProblem problem : new BilevelProblem[] {SELECTING, IGNORING}) {
            CellResult profile = new ModulusProfile(problem, SIGMAS, ModulusProfile.EFFORT).measure(SEEDS);
            double[] declared = profile.series(ModulusProfile.DECLARED);
            double[] searched = profile.series(ModulusProfile.SEARCHED);
            for (int k = 0; k < SIGMAS.length; k++) {
                assertEquals(1, searched[k] / declared[k], 1e-4);
            }
        }
    }

    /** A factor of 64 in σ multiplies the steps by about 64 where f selects, and leaves them where it does not. */
    @Test
    void stepsGrowOnlyWhereFSelects() {
        double[] sigmas = {1.0 / 64, 1.0 / 4096};
        CellResult selecting = new SelectingDescent(SELECTING, sigmas).measure(SEEDS.stream());
        CellResult ignoring = new SelectingDescent(IGNORING, sigmas).measure(SEEDS.stream());
        double[] many = selecting.series(SelectingDescent.STEPS);
        double[] few = ignoring.series(SelectingDescent.STEPS);
        assertEquals(64, many[1] / many[0], 16);
        assertTrue(few[1] - few[0] <= 2);
        assertTrue(many[1] <= selecting.series(SelectingDescent.GUARANTEED)[1]);
        assertTrue(selecting.value(SelectingDescent.BOUND) < Double.POSITIVE_INFINITY);
        assertEquals(Double.POSITIVE_INFINITY, ignoring.value(SelectingDescent.BOUND));
    }
}
