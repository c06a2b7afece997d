package org.plumbline.algorithm.penalty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.Stepper;

class StochasticPlPenaltyTest implements PenaltyContract {
    @Override
    public int innerSteps() {
        return 20;
    }

    @Override
    public BilevelAlgorithm algorithm(double lowerStep) {
        return new StochasticPlPenalty(SIGMA, BATCH, innerSteps(), lowerStep, OUTER_STEP);
    }

    /**
     * σ = ½, α = ¼, K = 1, η = ½ on {@link ByHand}. First step: z = 0 − ¼·2(0−1) = ½; y = 0 − ¼[½(0−3) + 2(0−1)] = ⅞; x = 1
     * − ½[1 + (−2(⅞−1) + 2(½−1))/½] = 1 − ½[1 − 1.5] = 1.25. Second, from these: z = ½ − ¼·2(½−1.25) = 0.875; y = 0.875 −
     * ¼[½(0.875−3) + 2(0.875−1.25)] = 0.875 + ¼·1.8125 = 1.328125; x = 1.25 − ½[1.25 + 2(−0.15625 − 0.75)] = 1.53125.
     * Every number is a multiple of a power of two: no rounding, so equality.
     */
    @Test
    void twoStepsAreThoseOfPencilAndPaper() {
        Stepper stepper = ByHand.start(new StochasticPlPenalty(0.5, 1, 1, 0.25, 0.5));
        stepper.step();
        assertEquals(0.5, stepper.lambda()[0]);
        assertEquals(0.875, stepper.penalisedLambda()[0]);
        assertEquals(1.25, stepper.phi()[0]);
        stepper.step();
        assertEquals(0.875, stepper.lambda()[0]);
        assertEquals(1.328125, stepper.penalisedLambda()[0]);
        assertEquals(1.53125, stepper.phi()[0]);
    }
}
