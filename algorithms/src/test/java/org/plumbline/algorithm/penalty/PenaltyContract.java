package org.plumbline.algorithm.penalty;

import java.util.Map;
import org.plumbline.algorithm.AlgorithmUnderTest;
import org.plumbline.algorithm.BilevelAlgorithmContract;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.OracleCounts;

/** What the variants of Algorithm 1 share: their cost and their limit. */
interface PenaltyContract extends BilevelAlgorithmContract {
    double SIGMA = 0.1;
    long BATCH = 7;

    /** The outer step 0.1 lies below 2/L_Φ on the contract's problem, whose ‖C‖² is below 6. */
    double OUTER_STEP = 0.1;

    int innerSteps();

    /** n(2K+2) lower and n(K+1) upper gradients. */
    @Override
    default OracleCounts publishedCost() {
        long k = innerSteps();
        return AlgorithmUnderTest.cost(
                Map.of(Draw.LOWER_GRADIENT, BATCH * (2 * k + 2), Draw.UPPER_GRADIENT, BATCH * (k + 1)));
    }

    @Override
    default double[] limitGradient(double[] phi) {
        return problem().truth().penaltyHypergradient(phi, SIGMA);
    }

    /** The flattest direction of Φ has curvature above 0.1: factor 0.99 an iteration, 1e-11 after 2500. */
    @Override
    default long iterationsToConverge() {
        return 2500;
    }
}
