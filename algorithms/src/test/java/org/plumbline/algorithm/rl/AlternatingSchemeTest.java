package org.plumbline.algorithm.rl;

import java.util.Map;
import org.plumbline.algorithm.AlgorithmUnderTest;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.BilevelAlgorithmContract;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.OracleCounts;

class AlternatingSchemeTest implements BilevelAlgorithmContract {
    private static final long BATCH = 7;
    private static final int K = 20;

    @Override
    public BilevelAlgorithm algorithm(double lowerStep) {
        return new AlternatingScheme(BATCH, K, lowerStep, 0.1);
    }

    /** nK lower and n upper gradients. */
    @Override
    public OracleCounts publishedCost() {
        return AlgorithmUnderTest.cost(Map.of(Draw.LOWER_GRADIENT, BATCH * K, Draw.UPPER_GRADIENT, BATCH));
    }

    /** The direct part at λ*. */
    @Override
    public double[] limitGradient(double[] phi) {
        double[] direct = new double[phi.length];
        double[] unused = new double[problem().lowerDimension()];
        problem().truth().functions().upperGradient(phi, problem().truth().lowerSolution(phi), direct, unused);
        return direct;
    }

    /** The upper loss is quadratic in φ with a curvature of at least 0.1: factor 0.99 an iteration, 1e-11 after 2500. */
    @Override
    public long iterationsToConverge() {
        return 2500;
    }
}
