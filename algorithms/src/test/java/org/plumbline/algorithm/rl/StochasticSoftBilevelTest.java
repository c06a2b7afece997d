package org.plumbline.algorithm.rl;

import java.util.Map;
import org.plumbline.algorithm.AlgorithmUnderTest;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.OracleCounts;

class StochasticSoftBilevelTest implements AgentContract {
    private static final int K = 30;

    @Override
    public BilevelAlgorithm algorithm(double lowerStep, double outerStep) {
        return new StochasticSoftBilevel(BATCH, K, 1, lowerStep, outerStep);
    }

    /** nK lower and n upper gradients, n trajectories of 2H = 2 steps. */
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
                2 * BATCH));
    }

    /**
     * With two-step trajectories a return has a second, random reward, so that without noise of gradients the direction still
     * has some; its mean is what vanishes. {@link PolicyHypergradientTest} tests that.
     */
    @Override
    public void withoutNoiseTheGradientOfItsLimitVanishes() {}

    @Override
    public double[] limitGradient(double[] phi) {
        return problem().truth().hypergradient(phi);
    }

    @Override
    public long iterationsToConverge() {
        return 2000;
    }
}
