package org.plumbline.algorithm.hypergradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.AlgorithmUnderTest;
import org.plumbline.algorithm.BatchRecorder;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.BilevelAlgorithmContract;
import org.plumbline.algorithm.Stepper;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.oracle.Start;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.RandomStream;

class ClippedSpectrumTest implements BilevelAlgorithmContract {
    private static final long BATCH = 5;

    /** The spectrum of the contract's problem is [1, 10]: with noise of 0.1/√5 clipping at ½ and 20 does not act. */
    @Override
    public BilevelAlgorithm algorithm(double lowerStep) {
        return new ClippedSpectrum(BATCH, lowerStep, 0.05, 0.5, 0.5, 20);
    }

    /** n lower and n upper gradients, nd Hessian- and n Jacobian-vector products. */
    @Override
    public OracleCounts publishedCost() {
        return AlgorithmUnderTest.cost(Map.of(
                Draw.LOWER_GRADIENT,
                BATCH,
                Draw.UPPER_GRADIENT,
                BATCH,
                Draw.HESSIAN_VECTOR,
                BATCH * problem().lowerDimension(),
                Draw.JACOBIAN_VECTOR,
                BATCH));
    }

    @Override
    public double[] limitGradient(double[] phi) {
        return problem().truth().hypergradient(phi);
    }

    /** The flattest direction of Φ has curvature above 0.1: factor 0.995 an iteration, 1e-11 after 5000. */
    @Override
    public long iterationsToConverge() {
        return 5000;
    }

    private static Stepper start(ClippedSpectrum method) {
        return method.start(
                new OneByOneQuadratic(), new Start(new double[] {1}, new double[] {0}), new RandomStream(1));
    }

    /**
     * By hand, τ = ¼, η = ½, β = ½, the Hessian 2 inside [½, 8], from φ = 1, λ = 0. First: g_λ = −2, v = −3/2,
     * h = 1 − 3 = −2; λ = ½, φ = 2. Second: g_λ = −3, average −5/2, λ = ½ + 5/8 = 9/8; v = −5/4, h = 2 − 5/2 = −½, average
     * −5/4, φ = 2 + 5/8 = 21/8. The decomposition of a matrix of order one is exact.
     */
    @Test
    void twoIterationsAreAsByHand() {
        Stepper stepper = start(new ClippedSpectrum(1, 0.25, 0.5, 0.5, 0.5, 8));
        stepper.step();
        assertEquals(0.5, stepper.lambda()[0]);
        assertEquals(2, stepper.phi()[0]);
        stepper.step();
        assertEquals(9.0 / 8, stepper.lambda()[0]);
        assertEquals(21.0 / 8, stepper.phi()[0]);
    }

    /** As above, but 2 is read as 4: v = −¾, h = 1 − 3/2, φ = 5/4; and as 1: v = −3, h = 1 − 6, φ = 7/2. */
    @Test
    void theSpectrumIsClippedAtBothEnds() {
        Stepper raised = start(new ClippedSpectrum(1, 0.25, 0.5, 1, 4, 8));
        raised.step();
        assertEquals(5.0 / 4, raised.phi()[0]);
        Stepper lowered = start(new ClippedSpectrum(1, 0.25, 0.5, 1, 0.5, 1));
        lowered.step();
        assertEquals(7.0 / 2, lowered.phi()[0]);
    }

    /**
     * H = [[1, 2], [2, 1]] has 3 at (1, 1) and −1 at (1, −1), clipped to 2 and ½. b = (3, 1) = 2(1, 1) + 1(1, −1) gives
     * v = (1, 1) + 2(1, −1) = (3, −1), which is the step of φ for η = 1. Rounding of a decomposition of order two: 1e-14.
     */
    @Test
    void anIndefiniteHessianIsClippedInItsOwnBasis() {
        ConstantCurvature oracle = new ConstantCurvature(new double[][] {{1, 2}, {2, 1}}, new double[] {3, 1});
        Stepper stepper = new ClippedSpectrum(1, 0.25, 1, 1, 0.5, 2)
                .start(oracle, new Start(new double[2], new double[2]), new RandomStream(1));
        stepper.step();
        assertArrayEquals(new double[] {3, -1}, stepper.phi(), 1e-14);
    }

    /** From λ*(φ), with the spectrum within [μ, L], the step is the closed-form ∇Φ: rounding times L/μ = 10, 1e-12. */
    @Test
    void whereNothingIsClippedTheStepIsTheHypergradient() {
        BilevelProblem problem = problem();
        double[] phi = problem.start().phi();
        SecondOrderOracle oracle =
                problem.oracles(NoiseModel.NONE).secondOrder(new Ledger()).orElseThrow();
        Stepper stepper = new ClippedSpectrum(1, 0.1, 1, 1, 0.5, 20)
                .start(oracle, new Start(phi, problem.truth().lowerSolution(phi)), new RandomStream(1));
        stepper.step();
        double[] step = stepper.phi();
        for (int i = 0; i < step.length; i++) {
            step[i] = phi[i] - step[i];
        }
        assertArrayEquals(problem.truth().hypergradient(phi), step, 1e-12);
    }

    /** A Hessian put together from several batches would be that of no function; the other answers have their own. */
    @Test
    void theWholeHessianIsOfOneBatch() {
        BatchRecorder recorder =
                new BatchRecorder(new ConstantCurvature(new double[][] {{1, 0}, {0, 1}}, new double[] {1, 1}));
        new ClippedSpectrum(1, 0.25, 1, 1, 0.5, 2)
                .start(recorder, new Start(new double[2], new double[2]), new RandomStream(1))
                .step();
        assertEquals(1, recorder.distinctBatches(Draw.HESSIAN_VECTOR));
        assertEquals(5, recorder.uses().size());
        assertEquals(4, recorder.distinctBatches());
    }
}
