package org.plumbline.algorithm.rl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.BilevelAlgorithmContract;
import org.plumbline.oracle.Constants;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.run.Probe;
import org.plumbline.run.StopReason;
import org.plumbline.run.Trace;

/**
 * The contract for methods that need an agent. In a process with one state and trajectories of one step nothing is random
 * that matters: advantages are those of the reward itself, exact once every action was tried. So the limit is reached as by
 * other methods without noise.
 */
interface AgentContract extends BilevelAlgorithmContract {
    /** One state, three actions, p = 2, γ = ½, τ = 1, ρ = 1. */
    BilevelProblem BANDIT = Problems.named("soft-mdp/bandit");

    /** An action of probability above 0.04 is missed by 400 trajectories with a probability below 1e-7. */
    long BATCH = 400;

    double OUTER_STEP = 0.25;

    /** The method with both step sizes. */
    BilevelAlgorithm algorithm(double lowerStep, double outerStep);

    @Override
    default BilevelAlgorithm algorithm(double lowerStep) {
        return algorithm(lowerStep, OUTER_STEP);
    }

    @Override
    default BilevelProblem problem() {
        return BANDIT;
    }

    /** No step is too long for logits: gradients of a softmax policy are bounded, and logits go nowhere near infinity. */
    @Override
    default void aStepSizeTenTimesTooLongDiverges() {}

    /** Φ has the curvature ρ = 1 from its outer terms alone: a step of 10 multiplies by 9 or more, and overflows in time. */
    @Test
    default void anOuterStepTenTimesTooLongDiverges() {
        BilevelAlgorithm wild = algorithm(1 / problem().constants().require(Constants.L), 10);
        Trace trace = run(wild, problem().oracles(noiseless()), 1000, 3, Probe.NONE);
        assertEquals(StopReason.DIVERGED, trace.stop());
    }
}
