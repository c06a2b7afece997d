package org.plumbline.algorithm.penalty;

import org.plumbline.algorithm.BilevelAlgorithm;

class ExactPenaltyTest implements PenaltyContract {
    @Override
    public int innerSteps() {
        return 20;
    }

    @Override
    public BilevelAlgorithm algorithm(double lowerStep) {
        return FirstOrderPenalty.exact(SIGMA, BATCH, innerSteps(), lowerStep, OUTER_STEP);
    }
}
