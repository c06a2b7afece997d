package org.plumbline.algorithm.rl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.AlgorithmUnderTest;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.run.Probe;
import org.plumbline.run.Trace;

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
     * A return of two steps has a second, random reward, so that directions have noise although gradients have none, and the
     * run does not come to rest. Along it, from t = 300 on, the steps are those of ∇Φ plus errors of mean 0: at most four
     * standard deviations of 800 of them, in both components; a false alarm in 1e-4 of all seeds.
     */
    @Test
    @Override
    public void withoutNoiseTheGradientOfItsLimitVanishes() {
        Trace trace = run(algorithm(), problem().oracles(noiseless()), 1100, 1, Probe.NONE);
        for (int i = 0; i < problem().upperDimension(); i++) {
            SummaryStatistics errors = new SummaryStatistics();
            SummaryStatistics steps = new SummaryStatistics();
            for (int t = 300; t < 1100; t++) {
                double[] phi = trace.points().get(t).phi();
                double step = (phi[i] - trace.points().get(t + 1).phi()[i]) / OUTER_STEP;
                errors.addValue(step - limitGradient(phi)[i]);
                steps.addValue(limitGradient(phi)[i]);
            }
            double deviation = errors.getStandardDeviation() / Math.sqrt((double) errors.getN());
            assertEquals(0, errors.getMean(), 4 * deviation);
            // The gradients themselves are the noise that the run goes after: of the same size, with mean 0 alike.
            assertEquals(0, steps.getMean(), 4 * deviation);
        }
    }

    @Override
    public double[] limitGradient(double[] phi) {
        return problem().truth().hypergradient(phi);
    }

    /** Not asked for. */
    @Override
    public long iterationsToConverge() {
        return 0;
    }
}
