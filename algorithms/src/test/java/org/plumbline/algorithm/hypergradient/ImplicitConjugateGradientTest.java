package org.plumbline.algorithm.hypergradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.AlgorithmUnderTest;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.BilevelAlgorithmContract;
import org.plumbline.algorithm.Stepper;
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
}
