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
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.RandomStream;

class ImplicitConjugateGradientTest implements BilevelAlgorithmContract {
    private static final long BATCH = 5;
    private static final int K = 20;
    private static final int Q = 4;

    @Override
    public BilevelAlgorithm algorithm(double lowerStep) {
        return new ImplicitConjugateGradient(BATCH, K, Q, lowerStep, 0.1);
    }

    /** nK lower and n upper gradients, n(Q+1) Hessian- and n Jacobian-vector products. */
    @Override
    public OracleCounts publishedCost() {
        return AlgorithmUnderTest.cost(Map.of(
                Draw.LOWER_GRADIENT,
                BATCH * K,
                Draw.UPPER_GRADIENT,
                BATCH,
                Draw.HESSIAN_VECTOR,
                BATCH * (Q + 1),
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
     * After 400 inner steps the gap is 0.9⁴⁰⁰ = 5e-19 of the first, and d conjugate-gradient steps solve the system up to
     * rounding times L/μ = 10; reading a step of 0.1 back costs another digit: 1e-12.
     */
    @Test
    void withAnExactInnerSolveTheFirstStepIsTheHypergradient() {
        BilevelProblem problem = problem();
        double eta = 0.1;
        ImplicitConjugateGradient method = new ImplicitConjugateGradient(
                1, 400, problem.lowerDimension(), 1 / problem.constants().require(Constants.L), eta);
        SecondOrderOracle oracle =
                problem.oracles(NoiseModel.NONE).secondOrder(new Ledger()).orElseThrow();
        Stepper stepper = method.start(oracle, problem.start(), new RandomStream(1));
        double[] before = problem.start().phi();
        stepper.step();
        double[] step = stepper.phi();
        for (int i = 0; i < step.length; i++) {
            step[i] = (before[i] - step[i]) / eta;
        }
        assertArrayEquals(problem.truth().hypergradient(before), step, 1e-12);
    }

    /**
     * By hand, τ = ¼, K = 2, η = ½: λ goes (0, 0) → (½, ½) → (¾, ⅞), where b = f_λ = (−9/4, 7/8). One step of conjugate
     * gradients from 0 is v = (bᵀb / bᵀHb) b with bᵀb = 373/64 and bᵀHb = 2 · 324/64 + 49/64 = 697/64, so
     * g_φλ v = −2 · (373/697)(−11/8) and the hypergradient is 1 − (11/4)(373/697). The ratio alone is rounded: 1e-15.
     */
    @Test
    void oneConjugateGradientStepIsTheOneDoneByHand() {
        assertArrayEquals(new double[] {1 - (1 - 2.75 * 373 / 697) / 2}, tiny(1, 1), 1e-15);
    }

    /** Two steps in two dimensions solve: v = (−9/8, 7/8), g_φλ v = −2(−1/4) = ½, the hypergradient ½. */
    @Test
    void twoConjugateGradientStepsSolveTwoEquations() {
        assertArrayEquals(new double[] {0.75}, tiny(2, 1), 1e-15);
    }

    /**
     * The second solve starts from the first v, (373/697) b, and one more step: λ = (¼·¾ + ¾φ, 9/16·7/8 + 7/16·2φ) and
     * r = f_λ − Hv by the same arithmetic, then v + (rᵀr / rᵀHr) r.
     */
    @Test
    void theSecondSolveStartsFromTheFirstSolution() {
        double phi = 1 - (1 - 2.75 * 373 / 697) / 2;
        double v1 = -2.25 * 373 / 697;
        double v2 = 0.875 * 373 / 697;
        double lambda1 = 0.1875 + 0.75 * phi;
        double lambda2 = 0.875 * 9 / 16 + 2 * phi * 7 / 16;
        double r1 = lambda1 - 3 - 2 * v1;
        double r2 = lambda2 - v2;
        double step = (r1 * r1 + r2 * r2) / (2 * r1 * r1 + r2 * r2);
        double hypergradient = phi + 2 * (v1 + step * r1 + v2 + step * r2);
        assertArrayEquals(new double[] {phi - hypergradient / 2}, tiny(1, 2), 1e-14);
    }

    private static double[] tiny(int solverSteps, int iterations) {
        Stepper stepper = new ImplicitConjugateGradient(3, 2, solverSteps, 0.25, 0.5)
                .start(new TinyQuadratic(), TinyQuadratic.START, new RandomStream(1));
        for (int t = 0; t < iterations; t++) {
            stepper.step();
        }
        return stepper.phi();
    }

    /** A system whose matrix changes from product to product has no solution, and conjugacy means nothing. */
    @Test
    void allProductsOfOneSolveShareABatchAndNothingElseDoes() {
        BatchRecorder recorder = new BatchRecorder(new TinyQuadratic());
        new ImplicitConjugateGradient(3, 2, 2, 0.25, 0.5)
                .start(recorder, TinyQuadratic.START, new RandomStream(1))
                .step();
        List<Batch> used = recorder.batches();
        assertEquals(7, used.size());
        assertEquals(5, recorder.distinctBatches());
        assertEquals(List.of(used.get(3), used.get(3), used.get(3)), used.subList(3, 6));
    }
}
