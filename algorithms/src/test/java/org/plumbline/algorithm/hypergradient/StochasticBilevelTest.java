package org.plumbline.algorithm.hypergradient;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.AlgorithmUnderTest;
import org.plumbline.algorithm.BatchRecorder;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.BilevelAlgorithmContract;
import org.plumbline.algorithm.Stepper;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;
import org.plumbline.run.Probe;
import org.plumbline.run.StopReason;

class StochasticBilevelTest implements BilevelAlgorithmContract {
    private static final long BATCH = 5;
    private static final double OUTER_STEP = 0.6;

    @Override
    public BilevelAlgorithm algorithm(double lowerStep) {
        return new StochasticBilevel(BATCH, lowerStep, OUTER_STEP, 0.5);
    }

    /** One sample of each kind, times n. */
    @Override
    public OracleCounts publishedCost() {
        return AlgorithmUnderTest.cost(Map.of(
                Draw.LOWER_GRADIENT,
                BATCH,
                Draw.UPPER_GRADIENT,
                BATCH,
                Draw.HESSIAN_VECTOR,
                BATCH,
                Draw.JACOBIAN_VECTOR,
                BATCH));
    }

    @Override
    public double[] limitGradient(double[] phi) {
        return problem().truth().hypergradient(phi);
    }

    /**
     * The flattest direction of Φ has curvature above 0.1, so that after T decaying steps it has shrunk by
     * exp(−0.1·0.6·2√T): 1e-10 of its first size at √T = 192.
     */
    @Override
    public long iterationsToConverge() {
        return 37_000;
    }

    /** Steps that decay come below 2/L before anything overflows, so the step size is too long for ever: a = 0. */
    @Override
    @Test
    public void aStepSizeTenTimesTooLongDiverges() {
        double tooLong = 10 / problem().constants().require(Constants.L);
        BilevelAlgorithm constant = new StochasticBilevel(BATCH, tooLong, OUTER_STEP, 0);
        assertEquals(
                StopReason.DIVERGED,
                run(constant, problem().oracles(NoiseModel.NONE), 1000, 3, Probe.NONE)
                        .stop());
    }

    /**
     * By hand, τ = ¼, η = ½, a = 1, from φ = 1, λ = v = 0. Factor 1: λ = 0 + ¼·2 = ½, v = 0 − ¼·3 = −¾ (f_λ at the old λ),
     * φ = 1 − ½(1 − 0) = ½ (old v). Factor ½: g_λ = 0, so λ = ½; v = −¾ − ⅛(−3/2 + 5/2) = −7/8; φ = ½ − ¼(½ − 3/2) = ¾.
     * Factor ⅓: λ = ½ + (1/12)·½ = 13/24, φ = ¾ − ⅙(¾ − 7/4) = 11/12; thirds are rounded, a few units in the last place.
     */
    @Test
    void threeIterationsAreAsByHand() {
        Stepper stepper = new StochasticBilevel(1, 0.25, 0.5, 1)
                .start(new OneByOneQuadratic(), new Start(new double[] {1}, new double[] {0}), new RandomStream(1));
        stepper.step();
        assertEquals(0.5, stepper.lambda()[0]);
        assertEquals(0.5, stepper.phi()[0]);
        stepper.step();
        assertEquals(0.5, stepper.lambda()[0]);
        assertEquals(0.75, stepper.phi()[0]);
        stepper.step();
        assertEquals(13.0 / 24, stepper.lambda()[0], 1e-15);
        assertEquals(11.0 / 12, stepper.phi()[0], 1e-15);
    }

    /** The source draws one index of each sum. */
    @Test
    void everythingOfTheLowerLossIsOfOneBatch() {
        BatchRecorder recorder = new BatchRecorder(new OneByOneQuadratic());
        new StochasticBilevel(1, 0.25, 0.5, 0.5)
                .start(recorder, new Start(new double[] {1}, new double[] {0}), new RandomStream(1))
                .step();
        assertEquals(4, recorder.uses().size());
        assertEquals(2, recorder.distinctBatches());
        assertEquals(recorder.batches(Draw.LOWER_GRADIENT), recorder.batches(Draw.HESSIAN_VECTOR));
        assertEquals(recorder.batches(Draw.LOWER_GRADIENT), recorder.batches(Draw.JACOBIAN_VECTOR));
    }
}
