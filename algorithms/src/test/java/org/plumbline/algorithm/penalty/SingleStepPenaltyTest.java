package org.plumbline.algorithm.penalty;

import java.util.Map;
import org.plumbline.algorithm.BilevelAlgorithm;

/** K = 1: chains with equal steps need no inner loop, see docs/theory.md, "Unequal chain steps". */
class SingleStepPenaltyTest implements PenaltyContract {
    @Override
    public int innerSteps() {
        return 1;
    }

    /** A quarter of the other variants' outer step: the chains must follow φ, which an inner loop did for them. */
    @Override
    public BilevelAlgorithm algorithm(double lowerStep) {
        return new PracticalPenalty.SingleStep()
                .create(Map.of("sigma", SIGMA, "batch", BATCH, "lowerStep", lowerStep, "outerStep", OUTER_STEP / 4));
    }

    @Override
    public long iterationsToConverge() {
        return 4 * PenaltyContract.super.iterationsToConverge();
    }
}
