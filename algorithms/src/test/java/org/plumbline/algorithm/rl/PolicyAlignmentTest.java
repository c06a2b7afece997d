package org.plumbline.algorithm.rl;

import java.util.Map;
import org.plumbline.algorithm.AlgorithmUnderTest;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.BilevelAlgorithmContract;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.OracleCounts;

/** On a quadratic, where it is implicit differentiation; {@link ExactDirectionsTest} has the policies. */
class PolicyAlignmentTest implements BilevelAlgorithmContract {
    private static final long BATCH = 5;
    private static final int K = 20;

    /** d = 6: a cold solve needs all of them. */
    private static final int Q = 6;

    @Override
    public BilevelAlgorithm algorithm(double lowerStep) {
        return new PolicyAlignment(BATCH, K, Q, lowerStep, 0.1);
    }

    /** nK lower and n upper gradients, nQ Hessian- and n Jacobian-vector products. */
    @Override
    public OracleCounts publishedCost() {
        return AlgorithmUnderTest.cost(Map.of(
                Draw.LOWER_GRADIENT,
                BATCH * K,
                Draw.UPPER_GRADIENT,
                BATCH,
                Draw.HESSIAN_VECTOR,
                BATCH * Q,
                Draw.JACOBIAN_VECTOR,
                BATCH));
    }

    @Override
    public double[] limitGradient(double[] phi) {
        return problem().truth().hypergradient(phi);
    }

    /** As for conjugate gradients with a warm start: factor 0.99 an iteration, 1e-11 after 2500. */
    @Override
    public long iterationsToConverge() {
        return 2500;
    }
}
