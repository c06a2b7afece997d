package org.plumbline.algorithm.penalty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.Stepper;
import org.plumbline.run.Probe;
import org.plumbline.run.StopReason;
import org.plumbline.run.Trace;
import org.plumbline.run.TracePoint;

class FullyFirstOrderStochasticTest implements PenaltyContract {
    /** The y-chain takes half the step, so it needs twice the steps of Algorithm 1, and more. */
    @Override
    public int innerSteps() {
        return 60;
    }

    @Override
    public BilevelAlgorithm algorithm(double lowerStep) {
        return new FullyFirstOrderStochastic(1 / SIGMA, BATCH, innerSteps(), lowerStep, 0.5, OUTER_STEP);
    }

    /**
     * m = 2, α = ¼, r = ½, so τ = 1/16; K = 1, η = ½ on {@link ByHand}. First step: z = 0 − ¼·2(0−1) = ½; y = 0 − [(0−3) +
     * 4(0−1)]/16 = 7/16; φ = 1 − ½[1 + 2(−2(7/16−1) + 2(½−1))] = 1 − ½[1 + 2·0.125] = 0.375. Second: z = ½ − ¼·2(½−0.375) =
     * 0.4375; y = 7/16 − [(7/16−3) + 4(7/16−0.375)]/16 = 0.4375 + 2.3125/16 = 0.58203125; φ = 0.375 − ½[0.375 +
     * 2(−0.4140625 + 0.125)] = 0.4765625. No rounding, so equality.
     */
    @Test
    void twoStepsAreThoseOfPencilAndPaper() {
        Stepper stepper = ByHand.start(new FullyFirstOrderStochastic(2, 1, 1, 0.25, 0.5, 0.5));
        stepper.step();
        assertEquals(0.5, stepper.lambda()[0]);
        assertEquals(0.4375, stepper.penalisedLambda()[0]);
        assertEquals(0.375, stepper.phi()[0]);
        stepper.step();
        assertEquals(0.4375, stepper.lambda()[0]);
        assertEquals(0.58203125, stepper.penalisedLambda()[0]);
        assertEquals(0.4765625, stepper.phi()[0]);
    }

    private Trace noisyRun(BilevelAlgorithm method) {
        Trace trace = run(method, problem().oracles(NOISE), 25, 5, Probe.NONE);
        assertEquals(StopReason.COMPLETED, trace.stop(), trace::detail);
        return trace;
    }

    private static FirstOrderPenalty converted(double multiplier) {
        return new FirstOrderPenalty(1 / multiplier, BATCH, 10, 0.1, 0.5 * 0.1, 0.02, Coupling.NONE, false);
    }

    /** A power of two scales every intermediate number without rounding, so the two writings are one computation. */
    @Test
    void withAPowerOfTwoAsMultiplierItIsAlgorithmOneBitByBit() {
        Trace trace = noisyRun(new FullyFirstOrderStochastic(8, BATCH, 10, 0.1, 0.5, 0.02));
        assertEquals(noisyRun(converted(8)).points(), trace.points());
    }

    /**
     * Otherwise they differ by rounding: some 10 operations on numbers of order 1 in each of 250 inner steps, differences
     * multiplied by m = 7 once an outer step, in a map that contracts: 25 · 7 · 10 · 1e-16 = 2e-13 at most.
     */
    @Test
    void convertedItIsAlgorithmOneToRounding() {
        List<TracePoint> expected = noisyRun(converted(7)).points();
        List<TracePoint> points = noisyRun(new FullyFirstOrderStochastic(7, BATCH, 10, 0.1, 0.5, 0.02))
                .points();
        for (int t = 0; t < points.size(); t++) {
            assertArrayEquals(expected.get(t).phi(), points.get(t).phi(), 2e-13);
            assertArrayEquals(expected.get(t).lambda(), points.get(t).lambda(), 2e-13);
            assertArrayEquals(expected.get(t).penalised(), points.get(t).penalised(), 2e-13);
            assertEquals(expected.get(t).counts(), points.get(t).counts());
        }
    }

    /** A file that leaves the ratio out gets the step 1/(2mL) of the paper. */
    @Test
    void theStepOfTheSourceIsTheDefault() {
        assertEquals(
                new FullyFirstOrderStochastic(4, 3, 2, 0.1, 0.5, 0.02),
                Algorithms.named("f2bsa")
                        .create(Map.of(
                                "multiplier", 4, "batch", 3, "innerSteps", 2, "lowerStep", 0.1, "outerStep", 0.02)));
    }
}
