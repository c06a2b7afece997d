package org.plumbline.algorithm.penalty;

import org.plumbline.algorithm.BilevelAlgorithm;

class ColdPenaltyTest implements PenaltyContract {
    /** Cold chains end at 0.9³⁰⁰ = 2e-14 of their first gap on the contract's problem, L/μ = 10; over σ that is 2e-13. */
    @Override
    public int innerSteps() {
        return 300;
    }

    @Override
    public BilevelAlgorithm algorithm(double lowerStep) {
        return FirstOrderPenalty.exact(SIGMA, BATCH, innerSteps(), lowerStep, OUTER_STEP)
                .cold();
    }
}
