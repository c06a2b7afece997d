package org.plumbline.algorithm.hypergradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.AlgorithmUnderTest;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.BilevelAlgorithmContract;
import org.plumbline.algorithm.Stepper;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.FiniteSum;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;
import org.plumbline.run.Probe;
import org.plumbline.run.TracePoint;

class StochasticAverageTest implements BilevelAlgorithmContract {
    private static final int LOWER_TERMS = 10;
    private static final int UPPER_TERMS = 6;
    private static final FiniteSum SUM = new FiniteSum(LOWER_TERMS, UPPER_TERMS, 0.3, 0.3, 5);
    private static final double OUTER_STEP = 0.02;

    @Override
    public BilevelAlgorithm algorithm(double lowerStep) {
        return new StochasticAverage(lowerStep / 4, OUTER_STEP);
    }

    @Override
    public NoiseModel noise() {
        return SUM;
    }

    /** Terms that differ are no noise to this method: the contract holds on them as on exact oracles. */
    @Override
    public NoiseModel noiseless() {
        return SUM;
    }

    /** One of each kind. */
    @Override
    public OracleCounts publishedCost() {
        return AlgorithmUnderTest.cost(Map.of(
                Draw.LOWER_GRADIENT, 1L, Draw.UPPER_GRADIENT, 1L, Draw.HESSIAN_VECTOR, 1L, Draw.JACOBIAN_VECTOR, 1L));
    }

    /** Filling the tables costs the first iteration n lower and m upper gradients more. */
    @Override
    @Test
    public void everyIterationCostsWhatIsPublished() {
        List<TracePoint> points =
                run(algorithm(), problem().oracles(noise()), 6, 3, Probe.NONE).points();
        assertEquals(
                AlgorithmUnderTest.cost(Map.of(
                        Draw.LOWER_GRADIENT,
                        LOWER_TERMS + 1L,
                        Draw.UPPER_GRADIENT,
                        UPPER_TERMS + 1L,
                        Draw.HESSIAN_VECTOR,
                        1L,
                        Draw.JACOBIAN_VECTOR,
                        1L)),
                points.get(1).counts());
        for (int t = 2; t < points.size(); t++) {
            assertEquals(
                    publishedCost(),
                    points.get(t).counts().minus(points.get(t - 1).counts()));
        }
    }

    @Override
    public double[] limitGradient(double[] phi) {
        return problem().truth().hypergradient(phi);
    }

    /** The flattest direction of Φ has curvature above 0.1: factor 0.998 an iteration, 1e-11 after 12500. */
    @Override
    public long iterationsToConverge() {
        return 12_500;
    }

    /**
     * By hand, τ = ¼, η = ½, from φ = 1, λ = v = 0. With full tables the first step is exact, whatever is drawn: λ = ½,
     * v = −¾, φ = ½ as for exact oracles. In the second, with signs i and j,
     * ĝ_λ = (0 + i/2) − (−2) + (−2) = i/2, so λ = ½ − i/8; the product J v is 3/2 for both terms,
     * f̂_φ = (½ + j/2) − 1 + 1, so φ = ½ − ½(½ + j/2 − 3/2) = 1 − j/4. All of it is exact in binary.
     */
    @Test
    void twoIterationsAreAsByHand() {
        for (long seed = 1; seed <= 8; seed++) {
            TwoTermQuadratic oracle = new TwoTermQuadratic();
            Stepper stepper = new StochasticAverage(0.25, 0.5)
                    .start(oracle, new Start(new double[] {1}, new double[] {0}), new RandomStream(seed));
            stepper.step();
            assertEquals(0.5, stepper.lambda()[0]);
            assertEquals(0.5, stepper.phi()[0]);
            oracle.take();
            stepper.step();
            List<Double> signs = oracle.take();
            assertEquals(2, signs.size());
            assertEquals(0.5 - signs.get(0) / 8, stepper.lambda()[0]);
            assertEquals(1 - signs.get(1) / 4, stepper.phi()[0]);
        }
    }

    /** The same recursion with the terms written out, over 100 iterations of numbers of order 1: rounding below 1e-12. */
    @Test
    void aHundredIterationsEqualTheStraightLine() {
        TwoTermQuadratic oracle = new TwoTermQuadratic();
        Stepper stepper = new StochasticAverage(0.05, 0.02)
                .start(oracle, new Start(new double[] {1}, new double[] {0}), new RandomStream(1));
        double phi = 1;
        double lambda = 0;
        double v = 0;
        // Rows: g_λ, Hv, Jv by the sign of i; f_λ, f_φ by the sign of j. Column 0 is the plus.
        double[][] table = {{-2, -2}, {0, 0}, {0, 0}, {-3 + 1, -3 - 1}, {1, 1}};
        for (int t = 0; t < 100; t++) {
            oracle.take();
            stepper.step();
            List<Double> signs = oracle.take();
            double i = signs.get(signs.size() - 2);
            double j = signs.get(signs.size() - 1);
            double[] fresh = {
                2 * (lambda - phi) + i * lambda, (2 + i) * v, -2 * v, lambda - 3 + j * phi, phi + j * lambda
            };
            double[] estimate = new double[5];
            for (int q = 0; q < 5; q++) {
                int column = (q < 3 ? i : j) > 0 ? 0 : 1;
                estimate[q] = fresh[q] - table[q][column] + (table[q][0] + table[q][1]) / 2;
                table[q][column] = fresh[q];
            }
            lambda -= 0.05 * estimate[0];
            v -= 0.05 * (estimate[1] - estimate[3]);
            phi -= 0.02 * (estimate[4] - estimate[2]);
            assertEquals(lambda, stepper.lambda()[0], 1e-12);
            assertEquals(phi, stepper.phi()[0], 1e-12);
        }
    }

    /**
     * What variance reduction means: linear convergence under constant steps to the exact optimum, where the same steps
     * without tables stall. The flattest curvature of Φ is 0.164, so that with η = 0.02 the mean step of both methods
     * shrinks ∇Φ by exp(−0.02·0.164·2500) = 3e-4 in 2500 iterations, below 1e-3 with the rest of the noise: in the first
     * half of the run and in the second. For SOBA ∇Φ stays above 1e-3 of the start in the mean over the second half, a
     * thousand times what SABA has at the end. Seed 1; the linear rate is that of an expectation, and a single run's
     * logarithm deviates by less than 1 of the 1.3 that are left.
     */
    @Test
    void convergenceIsLinearWhereSobaStalls() {
        double lowerStep = 0.25 / problem().constants().require(Constants.L);
        int half = 2500;
        Stepper saba = new StochasticAverage(lowerStep, OUTER_STEP)
                .start(
                        problem().oracles(SUM).finiteSum(new Ledger()).orElseThrow(),
                        problem().start(),
                        new RandomStream(1));
        Stepper soba = new StochasticBilevel(1, lowerStep, OUTER_STEP, 0)
                .start(
                        problem().oracles(SUM).secondOrder(new Ledger()).orElseThrow(),
                        problem().start(),
                        new RandomStream(1));
        double start = norm(saba);
        double middle = start;
        double sobaMean = 0;
        for (int t = 1; t <= 2 * half; t++) {
            saba.step();
            soba.step();
            middle = t == half ? norm(saba) : middle;
            sobaMean += t > half ? norm(soba) / half : 0;
        }
        double end = norm(saba);
        String seen = "SABA: " + start + ", " + middle + ", " + end + "; SOBA in the mean: " + sobaMean;
        assertTrue(middle <= 1e-3 * start, seen);
        assertTrue(end <= 1e-3 * middle, seen);
        assertTrue(sobaMean >= 1e-3 * start, seen);
    }

    private double norm(Stepper stepper) {
        return Math.sqrt(Vectors.squaredNorm(limitGradient(stepper.phi())));
    }
}
