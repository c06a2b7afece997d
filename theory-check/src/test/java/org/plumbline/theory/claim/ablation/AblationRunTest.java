package org.plumbline.theory.claim.ablation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.SeedTree;
import org.plumbline.run.Recording;
import org.plumbline.run.Runner;
import org.plumbline.run.StopRule;
import org.plumbline.theory.measure.StationarityProbe;

class AblationRunTest {
    private static final double SIGMA = 0.125;

    private final BilevelProblem problem = Problems.named("quadratic/isotropic");
    private final AblationRun run = new AblationRun(
            problem,
            new GaussianNoise(1, 0.5),
            problem.start(),
            20,
            SeedTree.of(1).child("run"));

    @Test
    void theTailIsThatOfTheProbeOfTheRateClaims() {
        FirstOrderPenalty method = FirstOrderPenalty.exact(SIGMA, 100, 2, 0.2, 0.1);
        StationarityProbe probe = new StationarityProbe(problem);
        new Runner(
                        method,
                        problem.oracles(run.noise()),
                        problem.start(),
                        StopRule.iterations(20),
                        run.seeds(),
                        Recording.ENDS)
                .run(probe);
        AblationRun.Path path = run.run(method);
        assertEquals(probe.tail(), run.tail(path), 1e-12 * probe.tail());
        assertEquals(
                probe.average(),
                AblationRun.mean(path, problem.truth()::hypergradient, 0, 20),
                1e-12 * probe.average());
        assertEquals(100 * (2 * 2 + 2) * 20, path.counts().of(org.plumbline.oracle.Draw.LOWER_GRADIENT));
    }

    @Test
    void aRunThatLeavesIsInfiniteFromThereOn() {
        AblationRun.Path path = run.run(FirstOrderPenalty.exact(SIGMA, 100, 2, 0.2, 30));
        assertTrue(path.iterates().length < 20);
        assertEquals(Double.POSITIVE_INFINITY, run.tail(path));
        assertTrue(Double.isFinite(AblationRun.mean(path, problem.truth()::hypergradient, 0, 1)));
    }

    /** Against the value of \(\Phi_\sigma\), which the class does not use. */
    @Test
    void theProxyHasItsMinimiserAndGaps() {
        ProxyQuadratic proxy = new ProxyQuadratic(problem, SIGMA);
        double[] minimiser = proxy.minimiser();
        assertArrayEquals(new double[3], problem.truth().penaltyHypergradient(minimiser, SIGMA), 1e-12);
        double least = problem.truth().penaltyObjective(minimiser, SIGMA);
        for (int i = 0; i < 5; i++) {
            double[] at = proxy.at(4, SeedTree.of(1).child("gap", i).stream());
            assertEquals(4, problem.truth().penaltyObjective(at, SIGMA) - least, 1e-10);
        }
    }
}
