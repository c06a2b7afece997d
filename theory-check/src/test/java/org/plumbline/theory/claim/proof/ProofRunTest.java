package org.plumbline.theory.claim.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.SeedTree;
import org.plumbline.run.Probe;
import org.plumbline.run.Recording;
import org.plumbline.run.Runner;
import org.plumbline.run.StopRule;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.claim.Implementation;

class ProofRunTest {
    private static final SeedTree SEEDS = SeedTree.of(11);
    private static final int ITERATIONS = 12;
    private static final FirstOrderPenalty METHOD = FirstOrderPenalty.exact(0.1, 64, 6, 0.09, 0.1);

    private final BilevelProblem problem = Problems.named("quadratic/claims");

    private CellResult run(FirstOrderPenalty method, NoiseModel noise, Defect defect) {
        return new ProofRun(problem, method, Implementation.SOUND, ITERATIONS, defect)
                .measure(problem.oracles(noise), SEEDS);
    }

    /** A run that is watched is the run that is not. */
    @Test
    void watchingChangesNothing() {
        GaussianNoise noise = new GaussianNoise(1, 0.5);
        var plain = new Runner(
                        METHOD,
                        problem.oracles(noise),
                        problem.start(),
                        StopRule.iterations(ITERATIONS),
                        SEEDS,
                        Recording.ENDS)
                .run(Probe.NONE);
        assertEquals(plain.counts(), run(METHOD, noise, Defect.NONE).counts());
        double[][] last = new double[1][];
        new Runner(
                        METHOD,
                        new WatchedOracles(problem.oracles(noise), query -> {}),
                        problem.start(),
                        StopRule.iterations(ITERATIONS),
                        SEEDS,
                        Recording.ENDS)
                .run((t, phi, lambda, penalised) -> last[0] = phi);
        assertArrayEquals(plain.last().phi(), last[0], 0);
    }

    /** Without noise the estimate's error is that of the inner gaps alone, and the budget says so. */
    @Test
    void theBudgetSeparatesNoiseFromGaps() {
        double[] exact = run(METHOD, NoiseModel.NONE, Defect.NONE).series("budget");
        assertTrue(exact[3] < 1e-20, "noise " + exact[3]);
        assertEquals(exact[5], exact[4], 1e-9 * exact[5]);
        double[] noisy = run(METHOD, new GaussianNoise(1, 0), Defect.NONE).series("budget");
        assertTrue(noisy[3] > 1e-4);
    }

    /** The variance of three estimates from n samples each, over σ², to the accuracy of some dozens of draws. */
    @Test
    void theNoiseOfTheEstimateIsThatOfItsGradients() {
        FirstOrderPenalty method = FirstOrderPenalty.exact(0.1, 400, 2, 0.09, 1e-6);
        ProofRun watched = new ProofRun(problem, method, Implementation.SOUND, 400, Defect.NONE);
        double[] budget =
                watched.measure(problem.oracles(new GaussianNoise(1, 0)), SEEDS).series("budget");
        int p = problem.start().phi().length;
        // A gradient in φ has a variance of 1/n a coordinate or a share of it: whatever it is, f's is σ² of g's.
        double unit = budget[3] / (p * (2 / (0.1 * 0.1) + 1) / 400.0);
        assertTrue(unit > 0.05 && unit < 1.2, "share " + unit);
    }

    @Test
    void nothingIsViolatedAndEveryDefectIs() {
        GaussianNoise noise = new GaussianNoise(1, 0.5);
        CellResult sound = run(METHOD, noise, Defect.NONE);
        for (Step step : Step.values()) {
            assertEquals(0, sound.series("violation " + step).length, step.label());
        }
        for (Defect defect : List.of(Defect.NO_NOISE, Defect.NO_DIVISION, Defect.SQUARED_SIGMA, Defect.NO_ERROR)) {
            CellResult broken = run(METHOD, noise, defect);
            assertTrue(
                    defect.changed().stream().anyMatch(step -> broken.series("violation " + step).length > 0),
                    defect.label());
            for (Step step : Step.values()) {
                assertTrue(
                        defect.changed().contains(step) || broken.series("violation " + step).length == 0,
                        defect + " changes " + step);
            }
        }
    }

    @Test
    void everyPremiseHoldsAndEachIsBrokenByItsDefectAlone() {
        GaussianNoise noise = new GaussianNoise(1, 0.5);
        for (Defect defect : List.of(Defect.NONE, Defect.SHORTER_STEP, Defect.SHARED_BATCHES, Defect.UNCHARGED_BATCH)) {
            CellResult run = run(METHOD, noise, defect);
            for (Premise premise : Premise.values()) {
                assertEquals(
                        defect.breaks().contains(premise),
                        run.series("violation " + premise).length > 0,
                        defect + " and " + premise);
            }
        }
    }

    /** A step beyond 1/L is seen as such. */
    @Test
    void stepsThatAreTooLongShow() {
        CellResult run = run(FirstOrderPenalty.exact(0.1, 64, 6, 0.15, 0.1), new GaussianNoise(1, 0), Defect.NONE);
        assertTrue(run.series("curvatures")[0] > 1.2);
    }
}
