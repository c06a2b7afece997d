package org.plumbline.algorithm.hypergradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.algorithm.AlgorithmUnderTest;
import org.plumbline.algorithm.BatchRecorder;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.BilevelAlgorithmContract;
import org.plumbline.algorithm.Stepper;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.oracle.Start;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.Problems;
import org.plumbline.problem.UpperLoss;
import org.plumbline.problem.quadratic.QuadraticProblem;
import org.plumbline.random.RandomStream;

class JacobianFreeTest implements BilevelAlgorithmContract {
    private static final long BATCH = 5;
    private static final double NEVER_BINDING = 1e6;

    @Override
    public BilevelAlgorithm algorithm(double lowerStep) {
        return new JacobianFree(BATCH, 0.1, lowerStep, lowerStep, 0.02, NEVER_BINDING);
    }

    /** n lower gradients, n upper ones, and two displaced ones a sample, each with both parts. */
    @Override
    public OracleCounts publishedCost() {
        return AlgorithmUnderTest.cost(
                Map.of(Draw.LOWER_GRADIENT, BATCH, Draw.UPPER_GRADIENT, BATCH, Draw.DISPLACED_GRADIENT, 2 * BATCH));
    }

    /** Gradients of a quadratic are affine: differences are products exactly, and the fixed point has ∇Φ = 0. */
    @Override
    public double[] limitGradient(double[] phi) {
        return problem().truth().hypergradient(phi);
    }

    /**
     * The flattest direction of Φ has curvature above 0.1: factor 0.998 an outer step, 2e-11 after 12000. λ and v contract
     * five times as fast as any other direction (0.9 against 1 − 0.02·L_Φ with L_Φ below 7, at the least 0.86) or follow.
     */
    @Override
    public long iterationsToConverge() {
        return 12_000;
    }

    /** g = (λ−φ)², f = ½(λ−1)². */
    private static FirstOrderOracle scalar() {
        UpperLoss upper = new UpperLoss(new double[] {1}, new double[] {1}, OuterTerms.centred(0, new double[] {0}));
        return new QuadraticProblem("scalar", new double[][] {{2}}, new double[][] {{1}}, upper)
                .oracles(NoiseModel.NONE)
                .firstOrder(new Ledger());
    }

    /**
     * By hand, with g_λ = 2(λ−φ), g_φ = −2(λ−φ), f_λ = λ − 1, f_φ = 0, so h = 2v and j = −2v:
     * <pre>
     * t   φ       λ        v        h      f_λ
     * 0   1       0        0        0     −1
     * 1   1       0.5     −0.5     −1     −0.5
     * 2   1.1     0.75    −0.25    −0.5   −0.25
     * 3   1.15    0.925   −0.125   −0.25
     * 4   1.175   1.0375
     * </pre>
     * All numbers are short; differences over 2δ = 1 cost a unit in the last place or two.
     */
    @Test
    void fourStepsAreThoseOfAHandCalculation() {
        Stepper stepper = new JacobianFree(1, 0.5, 0.25, 0.5, 0.1, NEVER_BINDING)
                .start(scalar(), new Start(new double[] {1}, new double[] {0}), new RandomStream(1));
        double[][] expected = {{1, 0.5}, {1.1, 0.75}, {1.15, 0.925}, {1.175, 1.0375}};
        for (double[] row : expected) {
            stepper.step();
            assertEquals(row[0], stepper.phi()[0], 1e-15);
            assertEquals(row[1], stepper.lambda()[0], 1e-15);
        }
    }

    /** In the same calculation r = ¼ cuts v₁ = −½ down to −¼, so that j₁ = ½ and φ₂ = 1 + 0.1·½. */
    @Test
    void theLinearSolutionIsProjectedToTheBall() {
        Stepper stepper = new JacobianFree(1, 0.5, 0.25, 0.5, 0.1, 0.25)
                .start(scalar(), new Start(new double[] {1}, new double[] {0}), new RandomStream(1));
        stepper.step();
        stepper.step();
        assertEquals(1.05, stepper.phi()[0], 1e-15);
        assertEquals(0.75, stepper.lambda()[0], 1e-15);
    }

    /**
     * The second step is the first one with v ≠ 0, and shows the error of the differences of g_φ; the third also that of g_λ,
     * through v. The distance from the step with exact products along the same iterates falls by four when δ is halved, as
     * central differences of a smooth gradient do, where one-sided ones would halve: the next term of the expansion changes the
     * quotient by a share of order δ²‖v‖² = 0.01, and 0.1 is left for it.
     */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void theErrorOfTheDifferencesIsOfSecondOrderInTheDisplacement(int steps) {
        assertEquals(4, errorOfTheLastStep(steps, 0.1) / errorOfTheLastStep(steps, 0.05), 0.1);
    }

    private static double errorOfTheLastStep(int steps, double displacement) {
        BilevelProblem problem = Problems.named("sine-composite/claims");
        SecondOrderOracle exact =
                problem.oracles(NoiseModel.NONE).secondOrder(new Ledger()).orElseThrow();
        double rho = 0.5;
        double eta = 0.1;
        Stepper stepper = new JacobianFree(1, displacement, 0.1, rho, eta, NEVER_BINDING)
                .start(exact, problem.start(), new RandomStream(1));
        Batch any = exact.draw(1, new RandomStream(1));
        double[] v = new double[problem.lowerDimension()];
        double[] expected = stepper.phi();
        for (int t = 0; t < steps; t++) {
            expected = stepper.phi();
            double[] phi = stepper.phi();
            double[] lambda = stepper.lambda();
            double[] gradPhi = new double[phi.length];
            double[] gradLambda = new double[lambda.length];
            double[] cross = new double[phi.length];
            double[] product = new double[lambda.length];
            exact.upper(any, phi, lambda, gradPhi, gradLambda);
            exact.jacobianVector(any, phi, lambda, v, cross);
            exact.hessianVector(any, phi, lambda, v, product);
            for (int i = 0; i < phi.length; i++) {
                expected[i] -= eta * (gradPhi[i] - cross[i]);
            }
            for (int j = 0; j < v.length; j++) {
                v[j] -= rho * (product[j] - gradLambda[j]);
            }
            stepper.step();
        }
        double squared = 0;
        for (int i = 0; i < expected.length; i++) {
            double error = stepper.phi()[i] - expected[i];
            squared += error * error;
        }
        return Math.sqrt(squared);
    }

    /** The noise of a difference stays bounded as δ falls only under a common batch; without noise it cannot be seen. */
    @Test
    void bothDisplacedPointsShareABatchAndNothingElseDoes() {
        BatchRecorder recorder = new BatchRecorder(scalar());
        Stepper stepper = new JacobianFree(2, 0.1, 0.1, 0.1, 0.1, 1)
                .start(recorder, new Start(new double[] {1}, new double[] {0}), new RandomStream(1));
        stepper.step();
        stepper.step();
        List<Batch> displaced = recorder.batches(Draw.DISPLACED_GRADIENT);
        assertEquals(4, displaced.size());
        assertSame(displaced.get(0), displaced.get(1));
        assertSame(displaced.get(2), displaced.get(3));
        assertEquals(6, recorder.distinctBatches());
    }

    @Test
    void parametersOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new JacobianFree(1, 0, 1, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new JacobianFree(1, 1, 1, 1, 1, Double.NaN));
        Map<String, Object> given = Map.of("batch", 3, "displacement", 0.1, "lowerStep", 0.2, "outerStep", 0.3);
        assertEquals(new JacobianFree(3, 0.1, 0.2, 0.2, 0.3, 1e6), new JacobianFree.Spec().create(given));
    }

    /** λ moves by plain descent, whatever v does: bit by bit that of a loop. */
    @Test
    void theLowerVariableIsNotTouchedByTheDifferences() {
        Stepper stepper = new JacobianFree(1, 0.5, 0.25, 0.5, 1e-300, NEVER_BINDING)
                .start(scalar(), new Start(new double[] {1}, new double[] {0}), new RandomStream(1));
        double lambda = 0;
        for (int t = 0; t < 20; t++) {
            stepper.step();
            lambda -= 0.25 * (2 * (lambda - 1));
        }
        assertArrayEquals(new double[] {lambda}, stepper.lambda());
    }
}
