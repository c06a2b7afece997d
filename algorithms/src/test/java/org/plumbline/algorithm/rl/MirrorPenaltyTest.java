package org.plumbline.algorithm.rl;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.AlgorithmUnderTest;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.OracleCounts;

class MirrorPenaltyTest implements AgentContract {
    private static final int K = 2;
    private static final int HORIZON = 2;

    /** σ = 1: penalisedStep is the step of both variables, and takes the place of the outer step. */
    @Override
    public BilevelAlgorithm algorithm(double lowerStep, double outerStep) {
        return new MirrorPenalty(1, BATCH, K, HORIZON, 1, outerStep == OUTER_STEP ? lowerStep : outerStep);
    }

    /** nK trajectories of H steps with a system for each mirror step, 2n lower and n upper gradients. */
    @Override
    public OracleCounts publishedCost() {
        return AlgorithmUnderTest.cost(Map.of(
                Draw.LOWER_GRADIENT,
                2 * BATCH,
                Draw.UPPER_GRADIENT,
                BATCH,
                Draw.TRAJECTORY,
                BATCH * K,
                Draw.TRANSITION,
                BATCH * K * HORIZON,
                Draw.LINEAR_SOLVE,
                (long) K));
    }

    /** f + g − g* in both variables is stationary where λ is that of σ = 1. */
    @Override
    public double[] limitGradient(double[] phi) {
        return problem().truth().penaltyHypergradient(phi, 1);
    }

    /** The declared L is loose: in the flattest direction a step of 1/L contracts by 0.996 only; 1e-14 after 8000. */
    @Override
    public long iterationsToConverge() {
        return 8000;
    }

    @Test
    void aMirrorStepAboveOneIsRefused() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> new MirrorPenalty(1, 1, 1, 1, 1.5, 0.1));
        assertTrue(refusal.getMessage().contains("mirrorStep (1.5)"));
    }
}
