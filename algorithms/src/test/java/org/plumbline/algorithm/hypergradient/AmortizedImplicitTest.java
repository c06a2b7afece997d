package org.plumbline.algorithm.hypergradient;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.AlgorithmUnderTest;
import org.plumbline.algorithm.BatchRecorder;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.BilevelAlgorithmContract;
import org.plumbline.algorithm.Stepper;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;

class AmortizedImplicitTest implements BilevelAlgorithmContract {
    private static final long BATCH = 5;
    private static final int K = 20;
    private static final int Q = 15;

    @Override
    public BilevelAlgorithm algorithm(double lowerStep) {
        return new AmortizedImplicit(BATCH, K, Q, lowerStep, lowerStep, 0.1);
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

    /** The flattest direction of Φ has curvature above 0.1: factor 0.99 an iteration, 1e-11 after 2500. */
    @Override
    public long iterationsToConverge() {
        return 2500;
    }

    /**
     * By hand, K = Q = 2, τ = τ_v = ¼, η = ½, from φ = 1, λ = 0. λ − ½(λ − 1) twice: ½, ¾. f_λ = ¾ − 3 = −9/4, f_φ = 1.
     * v − ¼(2v + 9/4) twice from 0: −9/16, −27/32. φ = 1 − ½(1 − (−2)(−27/32)) = 1 + ½·11/16 = 43/32. All of it is exact
     * in binary.
     */
    @Test
    void theFirstIterationIsAsByHand() {
        Stepper stepper = new AmortizedImplicit(1, 2, 2, 0.25, 0.25, 0.5)
                .start(new OneByOneQuadratic(), new Start(new double[] {1}, new double[] {0}), new RandomStream(1));
        stepper.step();
        assertEquals(0.75, stepper.lambda()[0]);
        assertEquals(43.0 / 32, stepper.phi()[0]);
    }

    /**
     * The second iteration goes on from v = −5/8, K = Q = 1. First: λ = ½, v = −¼·5/2 = −5/8, φ = 1 − ½(1 − 5/4) = 9/8.
     * Second: λ = ½ + ½·5/8 = 13/16, f_λ = −35/16, v = −5/8 − ¼(−5/4 + 35/16) = −55/64,
     * φ = 9/8 − ½(9/8 − 55/32) = 91/64.
     */
    @Test
    void bothChainsAreWarmStarted() {
        Stepper stepper = new AmortizedImplicit(1, 1, 1, 0.25, 0.25, 0.5)
                .start(new OneByOneQuadratic(), new Start(new double[] {1}, new double[] {0}), new RandomStream(1));
        stepper.step();
        assertEquals(9.0 / 8, stepper.phi()[0]);
        stepper.step();
        assertEquals(13.0 / 16, stepper.lambda()[0]);
        assertEquals(91.0 / 64, stepper.phi()[0]);
    }

    /** K + 1 + Q + 1 queries, each of a batch of its own. */
    @Test
    void everyAnswerHasAFreshBatch() {
        BatchRecorder recorder = new BatchRecorder(new OneByOneQuadratic());
        new AmortizedImplicit(1, 3, 4, 0.25, 0.25, 0.5)
                .start(recorder, new Start(new double[] {1}, new double[] {0}), new RandomStream(1))
                .step();
        assertEquals(9, recorder.uses().size());
        assertEquals(9, recorder.distinctBatches());
    }
}
