package org.plumbline.theory.claim.bias;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.junit.jupiter.api.Test;
import org.plumbline.oracle.Draw;
import org.plumbline.problem.Problems;
import org.plumbline.problem.lqr.FiniteHorizon;
import org.plumbline.problem.lqr.LqrRewardDesignProblem;
import org.plumbline.random.RandomStream;
import org.plumbline.sampling.MonteCarloReturns;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.judge.BoundCase;
import org.plumbline.theory.judge.BoundRule;

/** The measured bias of an estimator, and how it is compared with a prediction. */
class EstimatorBiasTest {
    private final LqrRewardDesignProblem problem = (LqrRewardDesignProblem) Problems.named("lqr-reward-design/claims");
    private final double[] phi = problem.start().phi();
    private final double[] lambda = problem.start().lambda();

    /** Returns with a baseline have little noise; four entries within 4 standard errors: false alarm 3e-4 over all seeds. */
    @Test
    void theMeanOfReturnsIsOffByTheGradientOfTheMissingCost() {
        CellResult result = EstimatorBias.of(problem, phi, lambda, new MonteCarloReturns(true), 2, 500)
                .repeat(100, new RandomStream(3));
        double[] predicted = FiniteHorizon.of(problem, phi, lambda).returnsBias(2);
        double[] biases = result.series("biases");
        double[] errors = result.series("standard errors");
        for (int i = 0; i < biases.length; i++) {
            assertEquals(predicted[i], biases[i], 4 * errors[i], "entry " + i);
        }
        assertEquals(50_000, result.counts().of(Draw.TRAJECTORY));
        assertEquals("", result.failure());
    }

    @Test
    void theExactGradientIsThatOfTheTruth() {
        double[] expected = new double[4];
        problem.truth().functions().lowerGradient(phi, lambda, new double[2], expected);
        EstimatorBias bias = EstimatorBias.of(problem, phi, lambda, new MonteCarloReturns(false), 2, 5);
        assertArrayEquals(expected, bias.exact());
    }

    /** The long horizon of the ablation misses less than a hundredth of the gradient, so that it may be called unbiased. */
    @Test
    void theLongHorizonOfTheAblationMissesLittle() {
        FiniteHorizon missed = FiniteHorizon.of(problem, phi, lambda);
        double gradient = norm(EstimatorBias.of(problem, phi, lambda, new MonteCarloReturns(false), 20, 5)
                .exact());
        assertTrue(norm(missed.returnsBias(20)) < gradient / 100);
        assertTrue(norm(missed.visitationBias(20)) < gradient / 100);
    }

    private static double norm(double[] x) {
        return new ArrayRealVector(x, false).getNorm();
    }

    /** An entry may be off to either side: both must be found. */
    @Test
    void aDeviationToEitherSideIsFound() {
        CellResult measured = CellResult.of(Map.of(
                "biases",
                new double[] {1, -2},
                "standard errors",
                new double[] {0.01, 0.01},
                "degrees of freedom",
                new double[] {30}));
        assertEquals(Verdict.SUPPORTED, decide(measured, 1, -2));
        assertEquals(Verdict.NOT_SUPPORTED, decide(measured, 1.1, -2));
        assertEquals(Verdict.NOT_SUPPORTED, decide(measured, 0.9, -2));
        assertEquals(Verdict.NOT_SUPPORTED, decide(measured, 1, -2.1));
    }

    private static Verdict decide(CellResult measured, double... predicted) {
        List<BoundCase> cases = EstimatorBias.cases("case", measured, predicted, 2);
        assertEquals(4, cases.size());
        return new BoundRule(0.01, 1e-9, 0.5, 0.8).decide(cases).verdict();
    }
}
