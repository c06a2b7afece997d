package org.plumbline.algorithm.hypergradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.AlgorithmUnderTest;
import org.plumbline.algorithm.BatchRecorder;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.BilevelAlgorithmContract;
import org.plumbline.algorithm.Stepper;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.oracle.Start;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.Problems;
import org.plumbline.problem.UpperLoss;
import org.plumbline.problem.quadratic.QuadraticProblem;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

class ZerothOrderJacobianTest implements BilevelAlgorithmContract {
    private static final long BATCH = 3;
    private static final int K = 10;
    private static final int Q = 4;

    @Override
    public BilevelAlgorithm algorithm(double lowerStep) {
        return new ZerothOrderJacobian(BATCH, K, Q, 0.1, lowerStep, 0.02);
    }

    /** nK lower and n upper gradients, and nKQ displaced ones. */
    @Override
    public OracleCounts publishedCost() {
        return AlgorithmUnderTest.cost(Map.of(
                Draw.LOWER_GRADIENT, BATCH * K, Draw.UPPER_GRADIENT, BATCH, Draw.DISPLACED_GRADIENT, BATCH * K * Q));
    }

    @Override
    public double[] limitGradient(double[] phi) {
        return problem().truth().hypergradient(phi);
    }

    /** The flattest direction of Φ has curvature above 0.1: factor 0.998 an iteration, 2e-11 after 12000. */
    @Override
    public long iterationsToConverge() {
        return 12_000;
    }

    /**
     * Without noise of the gradients that of the directions remains, in proportion to ‖f_λ‖; so the limit is reached where f_λ
     * vanishes at the optimum too, and nowhere else. For an eigenvalue b of CᵀWC the mean square of the distance contracts, with
     * an exact inner solve, by 1 − 2η(b+ρ) + η²(b+ρ)² + η²(p+1)b²/Q, at most 0.9966 for 0.1 ≤ b + ρ ≤ 7: 1e-18 after 12000
     * iterations, 1e-9 of the first distance. That K = 10 warm-started steps respond to φ with a share of 1 − 0.9¹⁰ in the flattest
     * direction changes the path and not the limit.
     */
    @Test
    @Override
    public void withoutNoiseTheGradientOfItsLimitVanishes() {
        BilevelProblem aligned = Problems.parse(
                "family: quadratic\ngenerate: {size: {lower: 6, upper: 3}, condition: 10, optimum: aligned}", "a.yaml");
        ZerothOrderJacobian method =
                (ZerothOrderJacobian) algorithm(1 / aligned.constants().require(Constants.L));
        Stepper stepper = method.start(
                aligned.oracles(NoiseModel.NONE).firstOrder(new Ledger()), aligned.start(), new RandomStream(1));
        for (long t = 0; t < iterationsToConverge(); t++) {
            stepper.step();
        }
        double norm = Math.sqrt(Vectors.squaredNorm(aligned.truth().hypergradient(stepper.phi())));
        assertTrue(norm <= 1e-8, () -> "the norm is " + norm);
    }

    /** g = (λ−φ)², f = ½(λ−1)². */
    private static FirstOrderOracle scalar() {
        UpperLoss upper = new UpperLoss(new double[] {1}, new double[] {1}, OuterTerms.centred(0, new double[] {0}));
        return new QuadraticProblem("scalar", new double[][] {{2}}, new double[][] {{1}}, upper)
                .oracles(NoiseModel.NONE)
                .firstOrder(new Ledger());
    }

    /**
     * By hand, with K = 1, τ = ¼, μ = ½, u = 2, η = 0.1, so that λ¹(φ) = λ − ½(λ−φ). From (1, 0): λ¹(1) = ½ and λ¹(2) = 1, so
     * δ = 1, f_λ = −½, and φ = 1 − 0.1·1·(−½)·2 = 1.1. From (1.1, ½): λ¹ = 0.8 and 1.3, δ = 1, f_λ = −0.2, φ = 1.14. Rounding
     * of a few operations on numbers near 1.
     */
    @Test
    void twoStepsAreThoseOfAHandCalculation() {
        Stepper stepper = new ZerothOrderJacobian(1, 1, 1, 0.5, 0.25, 0.1)
                .start(
                        scalar(),
                        new Start(new double[] {1}, new double[] {0}),
                        new RandomStream(1),
                        u -> Arrays.fill(u, 2));
        stepper.step();
        assertEquals(1.1, stepper.phi()[0], 1e-15);
        assertEquals(0.5, stepper.lambda()[0], 1e-15);
        stepper.step();
        assertEquals(1.14, stepper.phi()[0], 1e-15);
        assertEquals(0.8, stepper.lambda()[0], 1e-15);
    }

    /**
     * The directions √p e_i average uuᵀ to the identity, and λ^K is affine in φ, so displacements are exact at every size: the
     * step is the hypergradient. After 400 inner steps the gap and the missing response are 0.9⁴⁰⁰ = 5e-19 of their size;
     * rounding of λ, near 1, over μ = 0.1 and then over η = 0.1 leaves some 1e-14.
     */
    @Test
    void overAnOrthogonalDesignTheStepIsTheHypergradient() {
        BilevelProblem problem = problem();
        int p = problem.upperDimension();
        Consumer<double[]> design = new Consumer<>() {
            private int next;

            @Override
            public void accept(double[] u) {
                Arrays.fill(u, 0);
                u[next++] = Math.sqrt(p);
            }
        };
        double[] step = firstStep(new ZerothOrderJacobian(1, 400, p, 0.1, lowerStep(problem), 0.1), design);
        assertArrayEquals(problem.truth().hypergradient(problem.start().phi()), step, 1e-12);
    }

    private static double lowerStep(BilevelProblem problem) {
        return 1 / problem.constants().require(Constants.L);
    }

    /** What the first step takes from φ, over η. */
    private double[] firstStep(ZerothOrderJacobian method, Consumer<double[]> directions) {
        BilevelProblem problem = problem();
        double[] phi = problem.start().phi();
        Stepper stepper = method.start(
                problem.oracles(NoiseModel.NONE).firstOrder(new Ledger()),
                problem.start(),
                new RandomStream(1),
                directions);
        stepper.step();
        double[] after = stepper.phi();
        double[] step = new double[phi.length];
        Arrays.setAll(step, i -> (phi[i] - after[i]) / method.outerStep());
        return step;
    }

    /**
     * 4000 first steps with one Gaussian direction each. The mean of each of 3 components lies within five standard errors of
     * the hypergradient, and the mean squared distance within five of (p+1)‖a‖², a being its implicit part: false alarm
     * 4·6e-7. K = 120 inner steps leave 0.9¹²⁰ = 3e-6 of the response, far below the standard error of about 0.02.
     */
    @Test
    void gaussianDirectionsAreUnbiasedWithTheStatedVariance() {
        BilevelProblem problem = problem();
        int p = problem.upperDimension();
        double[] exact = problem.truth().hypergradient(problem.start().phi());
        double[] direct = new double[p];
        problem.truth()
                .functions()
                .upperGradient(
                        problem.start().phi(),
                        problem.truth().lowerSolution(problem.start().phi()),
                        direct,
                        new double[problem.lowerDimension()]);
        double implicitSquared = 0;
        for (int i = 0; i < p; i++) {
            implicitSquared += (exact[i] - direct[i]) * (exact[i] - direct[i]);
        }
        ZerothOrderJacobian method = new ZerothOrderJacobian(1, 120, 1, 0.1, lowerStep(problem), 0.1);
        RandomStream stream = SeedTree.of(67).child("pzobo").stream();
        int draws = 4000;
        double[][] errors = new double[p + 1][draws];
        for (int draw = 0; draw < draws; draw++) {
            double[] step = firstStep(method, stream::fillGaussian);
            for (int i = 0; i < p; i++) {
                errors[i][draw] = step[i] - exact[i];
                errors[p][draw] += errors[i][draw] * errors[i][draw];
            }
        }
        for (int i = 0; i < p; i++) {
            assertMean(0, errors[i]);
        }
        assertMean((p + 1) * implicitSquared, errors[p]);
    }

    private static void assertMean(double expected, double[] sample) {
        double mean = Arrays.stream(sample).average().orElseThrow();
        double variance =
                Arrays.stream(sample).map(x -> (x - mean) * (x - mean)).sum() / (sample.length - 1);
        assertEquals(expected, mean, 5 * Math.sqrt(variance / sample.length));
    }

    /** Step k of every chain takes the batch of step k of the first; without noise it cannot be seen. */
    @Test
    void allChainsTakeTheSameBatchesInTheSameOrder() {
        BatchRecorder recorder = new BatchRecorder(scalar());
        new ZerothOrderJacobian(1, 3, 2, 0.1, 0.1, 0.1)
                .start(recorder, new Start(new double[] {1}, new double[] {0}), new RandomStream(1))
                .step();
        List<Batch> lower = recorder.batches(Draw.LOWER_GRADIENT);
        List<Batch> displaced = recorder.batches(Draw.DISPLACED_GRADIENT);
        assertEquals(6, displaced.size());
        for (int i = 0; i < 6; i++) {
            assertSame(lower.get(i % 3), displaced.get(i));
        }
        assertEquals(4, recorder.distinctBatches(Draw.LOWER_GRADIENT, Draw.UPPER_GRADIENT));
    }
}
