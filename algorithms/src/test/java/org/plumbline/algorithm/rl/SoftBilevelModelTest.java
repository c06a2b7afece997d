package org.plumbline.algorithm.rl;

import java.util.Map;
import org.plumbline.algorithm.AlgorithmUnderTest;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;

class SoftBilevelModelTest implements AgentContract {
    /** Four states and three actions: with a known model nothing is sampled but f. */
    private static final BilevelProblem CLAIMS = Problems.named("soft-mdp/claims");

    @Override
    public BilevelProblem problem() {
        return CLAIMS;
    }

    @Override
    public BilevelAlgorithm algorithm(double lowerStep, double outerStep) {
        return new SoftBilevelModel(BATCH, 3, 0.5, outerStep);
    }

    /** n upper gradients. */
    @Override
    public OracleCounts publishedCost() {
        return AlgorithmUnderTest.cost(Map.of(Draw.UPPER_GRADIENT, BATCH));
    }

    @Override
    public double[] limitGradient(double[] phi) {
        return problem().truth().hypergradient(phi);
    }

    /**
     * γ = 0.8: three backups contract V by 0.51, and a step of ½ the adjoint by 1 − ½(1−γ)²/S at the worst, 0.995; 1e-13 in 6000.
     */
    @Override
    public long iterationsToConverge() {
        return 6000;
    }
}
