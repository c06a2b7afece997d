package org.plumbline.algorithm.rl;

import java.util.Map;
import org.plumbline.algorithm.AlgorithmUnderTest;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.OracleCounts;

class BoltzmannHypergradientTest implements AgentContract {
    private static final int K = 30;
    private static final int HORIZON = 2;

    @Override
    public BilevelAlgorithm algorithm(double lowerStep, double outerStep) {
        return new BoltzmannHypergradient(BATCH, K, HORIZON, lowerStep, outerStep);
    }

    /** nK lower and n upper gradients, n trajectories of H steps, one system for all value gradients. */
    @Override
    public OracleCounts publishedCost() {
        return AlgorithmUnderTest.cost(Map.of(
                Draw.LOWER_GRADIENT,
                BATCH * K,
                Draw.UPPER_GRADIENT,
                BATCH,
                Draw.TRAJECTORY,
                BATCH,
                Draw.TRANSITION,
                BATCH * HORIZON,
                Draw.LINEAR_SOLVE,
                1L));
    }

    @Override
    public double[] limitGradient(double[] phi) {
        return problem().truth().hypergradient(phi);
    }

    /** As for HPGD. The transitions of one state are known without error. */
    @Override
    public long iterationsToConverge() {
        return 2000;
    }
}
