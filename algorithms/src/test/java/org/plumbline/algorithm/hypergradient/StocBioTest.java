package org.plumbline.algorithm.hypergradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.AlgorithmUnderTest;
import org.plumbline.algorithm.BatchRecorder;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.BilevelAlgorithmContract;
import org.plumbline.algorithm.Stepper;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.random.RandomStream;

class StocBioTest implements BilevelAlgorithmContract {
    private static final long BATCH = 5;
    private static final int K = 20;
    private static final int Q = 60;

    @Override
    public BilevelAlgorithm algorithm(double lowerStep) {
        return new StocBio(BATCH, K, Q, 0.5, lowerStep, lowerStep, 0.1);
    }

    /**
     * nK lower and n upper gradients, n Jacobian-vector products. With nQ = 300 and q = ½ the products of the chain take
     * 300, 150, 75, 38 (37.5), 19 (18.75), 10 (9.4), 5 (4.7), 3 (2.3), 2 (1.2), and 1 for each of the other 51: 653.
     */
    @Override
    public OracleCounts publishedCost() {
        return AlgorithmUnderTest.cost(Map.of(
                Draw.LOWER_GRADIENT,
                BATCH * K,
                Draw.UPPER_GRADIENT,
                BATCH,
                Draw.HESSIAN_VECTOR,
                653L,
                Draw.JACOBIAN_VECTOR,
                BATCH));
    }

    /** Q products make Q+1 terms. */
    @Override
    public double[] limitGradient(double[] phi) {
        return TruncatedInverse.hypergradient(
                problem(), 1 / problem().constants().require(Constants.L), Q + 1, phi);
    }

    /**
     * The flattest direction of Φ has curvature above 0.1, from which the truncation takes at most
     * ‖C‖²‖W‖(1−μ/L)⁶¹ ≤ 6 · 1.5 · 0.0016 = 0.015: factor 0.9915 an iteration, 1e-13 after 3500.
     */
    @Override
    public long iterationsToConverge() {
        return 3500;
    }

    /**
     * By hand, τ = η′ = ¼, K = Q = 2, η = ½: λ goes (0, 0) → (½, ½) → (¾, ⅞), so r₀ = f_λ = (−9/4, 7/8),
     * r₁ = (½·, ¾·)r₀ = (−9/8, 21/32), r₂ = (−9/16, 63/128) and v = ¼(−63/16, 259/128) = (−63/64, 259/512). Then
     * g_φλ v = −2(v₁+v₂) = 245/256, the hypergradient is 1 − 245/256 = 11/256 and φ₁ = 1 − 11/512. All exact in binary.
     */
    @Test
    void theFirstStepIsTheOneDoneByHand() {
        Stepper stepper = new StocBio(3, 2, 2, 1, 0.25, 0.25, 0.5)
                .start(new TinyQuadratic(), TinyQuadratic.START, new RandomStream(1));
        stepper.step();
        assertArrayEquals(new double[] {0.75, 0.875}, stepper.lambda());
        assertArrayEquals(new double[] {1 - 11.0 / 512}, stepper.phi());
    }

    /** Warm start: the second iteration begins at (¾, ⅞), not at (0, 0). With φ = 501/512: λ₁ = ¼ · ¾ + ¾ φ. */
    @Test
    void theSecondIterationBeginsWhereTheFirstEnded() {
        Stepper stepper = new StocBio(3, 2, 2, 1, 0.25, 0.25, 0.5)
                .start(new TinyQuadratic(), TinyQuadratic.START, new RandomStream(1));
        stepper.step();
        stepper.step();
        assertEquals(0.1875 + 0.75 * 501 / 512, stepper.lambda()[0]);
    }

    /** D inner batches, one for both parts of ∇f, nQ·1, nQ·½, nQ·¼ for the chain, one for the cross derivative. */
    @Test
    void everyBatchIsFreshAndOfItsSize() {
        BatchRecorder recorder = new BatchRecorder(new TinyQuadratic());
        new StocBio(4, 2, 3, 0.5, 0.25, 0.25, 0.5)
                .start(recorder, TinyQuadratic.START, new RandomStream(1))
                .step();
        assertEquals(7, recorder.distinctBatches());
        assertEquals(
                List.of(4L, 4L, 4L, 12L, 6L, 3L, 4L),
                recorder.batches().stream().map(Batch::size).toList());
    }
}
