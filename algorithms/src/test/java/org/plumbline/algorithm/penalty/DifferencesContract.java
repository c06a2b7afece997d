package org.plumbline.algorithm.penalty;

import java.util.Map;
import org.plumbline.algorithm.AlgorithmUnderTest;
import org.plumbline.algorithm.BilevelAlgorithmContract;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.OracleCounts;

/** What the forms of {@link CentralDifferences} share: their cost and their limit, the difference quotient. */
interface DifferencesContract extends BilevelAlgorithmContract {
    double SIGMA = 0.05;
    long BATCH = 7;
    double OUTER_STEP = 0.1;

    QuadraticByElimination ELIMINATION = new QuadraticByElimination(QUADRATIC);

    int order();

    long innerBatch();

    int innerSteps();

    /** p chains with f and g in each, and two chains with f in one of them for p = 1. */
    @Override
    default OracleCounts publishedCost() {
        long perChain = innerSteps() * innerBatch() + BATCH;
        return AlgorithmUnderTest.cost(
                Map.of(Draw.LOWER_GRADIENT, Math.max(2, order()) * perChain, Draw.UPPER_GRADIENT, order() * perChain));
    }

    @Override
    default double[] limitGradient(double[] phi) {
        return ELIMINATION.quotient(order(), SIGMA, phi);
    }

    /** The flattest direction of Φ has curvature above 0.1: factor 0.99 an iteration, 1e-11 after 2500. */
    @Override
    default long iterationsToConverge() {
        return 2500;
    }
}
