package org.plumbline.example;

import java.util.Map;
import org.plumbline.algorithm.AlgorithmUnderTest;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.BilevelAlgorithmContract;
import org.plumbline.example.RewrittenAlgorithm.Change;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.OracleCounts;

/**
 * The contract that every method of this repository keeps: the stale copy keeps it as well, which is why there is a gate. Its
 * default methods are the tests: limits, costs, repeatability, failures.
 */
class RewrittenAlgorithmTest implements BilevelAlgorithmContract {
    private static final double SIGMA = 0.1;
    private static final long BATCH = 7;
    private static final int INNER = 5;

    @Override
    public BilevelAlgorithm algorithm(double lowerStep) {
        return new RewrittenAlgorithm.Spec(Change.STALE_COPY)
                .create(Map.of(
                        "sigma",
                        SIGMA,
                        "batch",
                        BATCH,
                        "innerSteps",
                        INNER,
                        "lowerStep",
                        lowerStep,
                        "outerStep",
                        0.02));
    }

    /** 2K + 2 lower and K + 1 upper gradients. */
    @Override
    public OracleCounts publishedCost() {
        return AlgorithmUnderTest.cost(
                Map.of(Draw.LOWER_GRADIENT, 2 * (INNER + 1) * BATCH, Draw.UPPER_GRADIENT, (INNER + 1) * BATCH));
    }

    @Override
    public double[] limitGradient(double[] phi) {
        return problem().truth().penaltyHypergradient(phi, SIGMA);
    }

    /** As for the example of the contributor's guide, which takes the same outer steps. */
    @Override
    public long iterationsToConverge() {
        return 15_000;
    }
}
