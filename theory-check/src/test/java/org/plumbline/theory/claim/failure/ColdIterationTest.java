package org.plumbline.theory.claim.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.Start;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.run.Probe;
import org.plumbline.run.Recording;
import org.plumbline.run.Runner;
import org.plumbline.run.StopRule;
import org.plumbline.run.Trace;

/** The measured iteration is one of Algorithm 1. */
class ColdIterationTest {
    private static final double SIGMA = 0.1;
    private static final double STEP = 0.1;

    private final BilevelProblem problem = Problems.named("sine-composite/claims");
    private final double[] phi = problem.box().upper();
    private final double[] lambda = problem.sampleLower(phi, new RandomStream(9));
    private final ColdIteration iteration = new ColdIteration(problem, phi, lambda, lambda, STEP);

    /** The direction is \((\varphi_0 - \varphi_1)/\eta\); with η = 1 rounding of numbers of order 10 is left. */
    @Test
    void itsErrorIsThatOfTheFirstStepOfAlgorithmOne() {
        Trace trace = new Runner(
                        FirstOrderPenalty.exact(SIGMA, 1, 7, STEP, 1).cold(),
                        problem.oracles(NoiseModel.NONE),
                        new Start(phi, lambda),
                        StopRule.iterations(1),
                        SeedTree.of(1),
                        Recording.ENDS)
                .run(Probe.NONE);
        double[] error = phi.clone();
        Vectors.add(-1, trace.last().phi(), error);
        Vectors.add(-1, problem.truth().penaltyHypergradient(phi, SIGMA), error);
        double expected = Vectors.squaredNorm(error);
        assertEquals(expected, iteration.squaredError(SIGMA, 7), 1e-10 * expected);
        double gap = problem.truth().functions().lower(phi, trace.last().lambda());
        assertEquals(gap, iteration.gap(7), 1e-13);
    }

    /** Descent contracts, and rounding over σ, squared, is left: far below 1e-20. */
    @Test
    void enoughStepsLeaveNoError() {
        assertEquals(0, iteration.squaredError(SIGMA, 2000), 1e-20);
        assertEquals(0, iteration.gap(2000), 1e-20);
    }
}
