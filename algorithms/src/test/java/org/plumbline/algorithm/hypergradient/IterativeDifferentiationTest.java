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
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.oracle.Start;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.random.RandomStream;

class IterativeDifferentiationTest implements BilevelAlgorithmContract {
    private static final long BATCH = 5;
    private static final int K = 60;

    @Override
    public BilevelAlgorithm algorithm(double lowerStep) {
        return new IterativeDifferentiation(BATCH, K, lowerStep, 0.1);
    }

    /** nK lower and n upper gradients, n(K−1) Hessian- and nK Jacobian-vector products. */
    @Override
    public OracleCounts publishedCost() {
        return AlgorithmUnderTest.cost(Map.of(
                Draw.LOWER_GRADIENT,
                BATCH * K,
                Draw.UPPER_GRADIENT,
                BATCH,
                Draw.HESSIAN_VECTOR,
                BATCH * (K - 1),
                Draw.JACOBIAN_VECTOR,
                BATCH * K));
    }

    /** K steps at λ* make the first K terms of the series. */
    @Override
    public double[] limitGradient(double[] phi) {
        return TruncatedInverse.hypergradient(
                problem(), 1 / problem().constants().require(Constants.L), K, phi);
    }

    /**
     * The flattest direction of Φ has curvature above 0.1, from which the truncation takes at most
     * ‖C‖²‖W‖(1−μ/L)⁶⁰ ≤ 6 · 1.5 · 0.0018 = 0.016: factor 0.9916 an iteration, 2e-13 after 3500.
     */
    @Override
    public long iterationsToConverge() {
        return 3500;
    }

    /**
     * By hand, τ = ¼, K = 2, η = ½, without any backward pass: from (0, 0), λ² = (φ(1−½²), 2φ(1−(¾)²)) = (¾φ, ⅞φ), so
     * f(φ, λ²(φ)) = ½(¾φ−3)² + ½(⅞φ)² + ½φ², whose derivative at 1 is ¾(−9/4) + 49/64 + 1 = 5/64. All exact in binary.
     */
    @Test
    void theFirstStepIsTheDerivativeDoneByHand() {
        Stepper stepper = new IterativeDifferentiation(3, 2, 0.25, 0.5)
                .start(new TinyQuadratic(), TinyQuadratic.START, new RandomStream(1));
        stepper.step();
        assertArrayEquals(new double[] {0.75, 0.875}, stepper.lambda());
        assertArrayEquals(new double[] {1 - 5.0 / 128}, stepper.phi());
    }

    /** Products are asked for at the batch that made the step, the last first; f has its own. */
    @Test
    void theBackwardPassUsesTheBatchesOfTheForwardPassInReverse() {
        BatchRecorder recorder = new BatchRecorder(new TinyQuadratic());
        new IterativeDifferentiation(3, 3, 0.25, 0.5)
                .start(recorder, TinyQuadratic.START, new RandomStream(1))
                .step();
        assertEquals(4, recorder.distinctBatches());
        List<Batch> used = recorder.batches();
        Batch[] b = used.subList(0, 4).toArray(new Batch[0]);
        assertEquals(List.of(b[0], b[1], b[2], b[3], b[2], b[2], b[1], b[1], b[0]), used);
    }

    /**
     * The step is the derivative of the noisy f at the end of the noisy inner loop, by differences: the same seed gives the
     * same batches, and the multiplicative noise is that of a random function, with products to match. Only the gradient of
     * f is asked for apart, so the inner loop is differenced, λ^K(φ ± h), and f_φ + (dλ^K/dφ)ᵀ f_λ formed from it. A
     * nonlinear lower level far from its solution, so that the iterates differ. Central differences of step 1e-4: 1e-8 of
     * third derivatives of order 1 and 1e-12 of rounding; 1e-6 leaves room. A backward pass on fresh batches misses by 1e-3.
     */
    @Test
    void theStepIsTheDerivativeOfTheNoisyInnerLoop() {
        BilevelProblem problem = Problems.named("sine-composite/claims");
        IterativeDifferentiation method = new IterativeDifferentiation(2, 6, 0.1, 1);
        double[] phi = problem.start().phi();
        double[] lambda = problem.start().lambda();
        Stepper stepper = stepper(method, problem, phi, lambda);
        stepper.step();
        double[] gradPhi = new double[phi.length];
        double[] gradLambda = new double[lambda.length];
        RandomStream stream = new RandomStream(7);
        SecondOrderOracle oracle = noisy(problem);
        for (int k = 0; k < method.innerSteps(); k++) {
            oracle.draw(method.batch(), stream);
        }
        oracle.upper(oracle.draw(method.batch(), stream), phi, stepper.lambda(), gradPhi, gradLambda);
        double h = 1e-4;
        double[] step = stepper.phi();
        for (int i = 0; i < phi.length; i++) {
            double[] ahead = inner(method, problem, phi, i, h);
            double[] behind = inner(method, problem, phi, i, -h);
            double expected = gradPhi[i];
            for (int j = 0; j < lambda.length; j++) {
                expected += (ahead[j] - behind[j]) / (2 * h) * gradLambda[j];
            }
            assertEquals(expected, phi[i] - step[i], 1e-6);
        }
    }

    private static double[] inner(
            IterativeDifferentiation method, BilevelProblem problem, double[] phi, int coordinate, double shift) {
        double[] shifted = phi.clone();
        shifted[coordinate] += shift;
        Stepper stepper = stepper(method, problem, shifted, problem.start().lambda());
        stepper.step();
        return stepper.lambda();
    }

    private static Stepper stepper(
            IterativeDifferentiation method, BilevelProblem problem, double[] phi, double[] lambda) {
        return method.start(noisy(problem), new Start(phi, lambda), new RandomStream(7));
    }

    private static SecondOrderOracle noisy(BilevelProblem problem) {
        return problem.oracles(new GaussianNoise(0.3, 0.3))
                .secondOrder(new Ledger())
                .orElseThrow();
    }
}
