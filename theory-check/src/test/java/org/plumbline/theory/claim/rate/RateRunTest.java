package org.plumbline.theory.claim.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.penalty.ProjectedPenalty;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.Problems;
import org.plumbline.problem.SampledProblem;
import org.plumbline.problem.UpperLoss;
import org.plumbline.problem.quadratic.QuadraticProblem;
import org.plumbline.random.SeedTree;
import org.plumbline.sampling.LeastSquaresCritic;
import org.plumbline.sampling.PathSharing;
import org.plumbline.theory.CellResult;

/** Which projected runs serve as evidence of a rate. */
class RateRunTest {
    private static final long ITERATIONS = 1000;

    /** g = ½(λ−φ)², f = ½(λ−1)² + ½φ²: Φ has its minimum at ½, and the start is above it. */
    private static final BilevelProblem PROBLEM = new QuadraticProblem(
            "quadratic/rate-run",
            new double[][] {{1}},
            new double[][] {{1}},
            new UpperLoss(new double[] {1}, new double[] {1}, OuterTerms.centred(1, new double[] {0})));

    private static CellResult run(double boxLower, double boxUpper) {
        return new RateRun(
                        PROBLEM,
                        PROBLEM.oracles(NoiseModel.NONE),
                        new ProjectedPenalty(0.1, 1, 20, 0.5, 0.5, 0.05, boxLower, boxUpper),
                        ITERATIONS,
                        SeedTree.of(1))
                .measure();
    }

    private static double halfway() {
        double start = PROBLEM.start().phi()[0];
        assertTrue(start > 0.5, () -> "the start is " + start);
        return (start + 0.5) / 2;
    }

    @Test
    void aRunThatIsNotProjectedServes() {
        CellResult result = run(-1e6, 1e6);
        assertEquals("", result.failure());
        assertEquals(0, result.value(RateRun.PROJECTIONS));
    }

    /** The box ends between the minimum and the start: the first step is cut to its upper end, and from there φ leaves it inwards. */
    @Test
    void aRunThatWasProjectedEarlyServesAndSaysSo() {
        CellResult result = run(-1e6, halfway());
        assertEquals("", result.failure());
        assertTrue(result.value(RateRun.PROJECTIONS) >= 1);
        assertEquals(run(-1e6, 1e6).value(RateRun.TAIL), result.value(RateRun.TAIL), 1e-12, "both end at one point");
    }

    /** Cut off from the minimum, φ is pushed against the lower end for ever: every step of the later half, 500, is projected. */
    @Test
    void aRunWhoseLaterHalfWasProjectedIsAFailure() {
        CellResult result = run(halfway(), 1e6);
        assertEquals("PROJECTED: 500 outer steps of the later half", result.failure());
        assertTrue(result.values().isEmpty(), "no value is left that a judge could use");
    }

    /** In its reinforcement-learning form, too: from trajectories of a finite process, in a box that leaves no way. */
    @Test
    void anAgentsRunWhoseLaterHalfWasProjectedIsAFailure() {
        SampledProblem process = (SampledProblem) Problems.named("soft-mdp/claims");
        assertEquals("", agent(process, 1e6).failure());
        String failure = agent(process, 1e-3).failure();
        assertTrue(failure.startsWith("PROJECTED: "), failure);
    }

    private static CellResult agent(SampledProblem process, double box) {
        return new RateRun(
                        process,
                        process.trajectories(
                                10,
                                new LeastSquaresCritic(LeastSquaresCritic.Features.COMPLETE),
                                PathSharing.COMMON_NUMBERS),
                        new ProjectedPenalty(0.1, 20, 2, 0.1, 0.1, 0.5, -box, box),
                        20,
                        SeedTree.of(2))
                .measure();
    }
}
