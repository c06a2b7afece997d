package org.plumbline.algorithm.hypergradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.AlgorithmUnderTest;
import org.plumbline.algorithm.BatchRecorder;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.BilevelAlgorithmContract;
import org.plumbline.algorithm.Stepper;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.oracle.Start;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.RandomStream;

class GradientReformulationTest implements BilevelAlgorithmContract {
    private static final long BATCH = 5;
    private static final int K = 20;
    private static final int Q = 25;

    @Override
    public BilevelAlgorithm algorithm(double lowerStep) {
        return new GradientReformulation(BATCH, K, Q, lowerStep, lowerStep, 0.1);
    }

    /** nK lower and n upper gradients, 2nQ Hessian- and n Jacobian-vector products. */
    @Override
    public OracleCounts publishedCost() {
        return AlgorithmUnderTest.cost(Map.of(
                Draw.LOWER_GRADIENT,
                BATCH * K,
                Draw.UPPER_GRADIENT,
                BATCH,
                Draw.HESSIAN_VECTOR,
                2 * BATCH * Q,
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
     * By hand with noise, K = 1, Q = 2, τ = s = ¼, so ρ = 1/16, η = ½, from φ = 1, λ = w = 0. The batches are drawn as
     * lower, upper, then inner and outer factor of each step, with Hessians 3, 1 and 1, 3. λ = ½, f_λ = −5/2.
     * w = 0 − (1/16)·1·(−5/2 + 3·0) = 5/32; then w = 5/32 − (1/16)·3·(−5/2 + 1·5/32) = 5/32 + 225/512 = 305/512.
     * φ = 1 − ½(1 − 2·305/512) = 561/512. All of it is exact in binary.
     */
    @Test
    void theFirstIterationIsAsByHand() {
        Stepper stepper = new GradientReformulation(1, 1, 2, 0.25, 0.25, 0.5)
                .start(
                        new OneByOneQuadratic(0, 0, 1, -1, -1, 1),
                        new Start(new double[] {1}, new double[] {0}),
                        new RandomStream(1));
        stepper.step();
        assertEquals(0.5, stepper.lambda()[0]);
        assertEquals(561.0 / 512, stepper.phi()[0]);
    }

    /**
     * H is the matrix of ones, b = (3, 1): Hw = −b has no solution, and −H⁺b = −¼Hb = (−1, −1) is the least-squares one of
     * least norm. The one nonzero eigenvalue is 2, so with ρ = 1/16 the error falls by ¾ a step: 1e-25 after 200. The
     * step of φ is −w; twenty rounded sums are below 1e-14.
     */
    @Test
    void aSingularHessianGivesTheSolutionOfLeastNorm() {
        ConstantCurvature oracle = new ConstantCurvature(new double[][] {{1, 1}, {1, 1}}, new double[] {3, 1});
        Stepper stepper = new GradientReformulation(1, 1, 200, 0.25, 0.25, 1)
                .start(oracle, new Start(new double[2], new double[2]), new RandomStream(1));
        stepper.step();
        assertArrayEquals(new double[] {1, 1}, stepper.phi(), 1e-14);
    }

    /**
     * Rank-deficient below, f blind to the kernel: the closed-form ∇Φ vanishes in the limit. Curvature of Φ as in the
     * contract, the nonzero spectrum of the Hessian within [1, 10] too, so the same count and the same 1e-8.
     */
    @Test
    void whereTheHessianIsSingularTheHypergradientVanishes() {
        BilevelProblem singular = Problems.named("rank-deficient-quadratic/ignores-kernel");
        Stepper stepper = new GradientReformulation(
                        1, K, Q, 1 / singular.constants().require(Constants.L), 0.1, 0.1)
                .start(
                        singular.oracles(NoiseModel.NONE)
                                .secondOrder(new Ledger())
                                .orElseThrow(),
                        singular.start(),
                        new RandomStream(1));
        assertTrue(norm(singular, stepper) > 0.1);
        for (int t = 0; t < 2500; t++) {
            stepper.step();
        }
        assertEquals(0, norm(singular, stepper), 1e-8);
    }

    private static double norm(BilevelProblem problem, Stepper stepper) {
        return Math.sqrt(Vectors.squaredNorm(problem.truth().hypergradient(stepper.phi())));
    }

    /** One batch for both factors would be biased; K + 1 + 2Q + 1 batches are all different. */
    @Test
    void theTwoFactorsHaveIndependentBatches() {
        BatchRecorder recorder = new BatchRecorder(new OneByOneQuadratic());
        new GradientReformulation(1, 3, 4, 0.25, 0.25, 0.5)
                .start(recorder, new Start(new double[] {1}, new double[] {0}), new RandomStream(1))
                .step();
        assertEquals(8, recorder.batches(Draw.HESSIAN_VECTOR).size());
        assertEquals(13, recorder.distinctBatches());
    }
}
