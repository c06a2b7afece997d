package org.plumbline.algorithm.rl;

import java.util.Map;
import org.plumbline.algorithm.AlgorithmUnderTest;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.OracleCounts;

class HyperPolicyGradientTest implements AgentContract {
    private static final int K = 30;
    private static final int ROLLOUTS = 2;
    private static final int PAIRS = 3;

    @Override
    public BilevelAlgorithm algorithm(double lowerStep, double outerStep) {
        return new HyperPolicyGradient(BATCH, K, ROLLOUTS, 1, lowerStep, outerStep);
    }

    /** nK lower and n upper gradients, mSA trajectories of one step. */
    @Override
    public OracleCounts publishedCost() {
        return AlgorithmUnderTest.cost(Map.of(
                Draw.LOWER_GRADIENT,
                BATCH * K,
                Draw.UPPER_GRADIENT,
                BATCH,
                Draw.TRAJECTORY,
                (long) ROLLOUTS * PAIRS,
                Draw.TRANSITION,
                (long) ROLLOUTS * PAIRS));
    }

    @Override
    public double[] limitGradient(double[] phi) {
        return problem().truth().hypergradient(phi);
    }

    /** Factor at most 1 − ρ/4 from the outer terms, and 30 inner steps follow: 1e-8 in fewer than 200; ten times that. */
    @Override
    public long iterationsToConverge() {
        return 2000;
    }
}
