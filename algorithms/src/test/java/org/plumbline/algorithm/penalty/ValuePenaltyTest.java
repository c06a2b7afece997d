package org.plumbline.algorithm.penalty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.algorithm.AlgorithmUnderTest;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.BilevelAlgorithmContract;
import org.plumbline.algorithm.Stepper;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;

class ValuePenaltyTest implements BilevelAlgorithmContract {
    private static final long BATCH = 7;
    private static final int K = 4;

    /** g is smooth in both variables with L(1+‖C‖²), below 7L here: hence the step of an eighth. σ = 1. */
    @Override
    public BilevelAlgorithm algorithm(double lowerStep) {
        return new ValuePenalty(1, BATCH, K, lowerStep, lowerStep / 8);
    }

    /** n(K+2) lower and n upper gradients. */
    @Override
    public OracleCounts publishedCost() {
        return AlgorithmUnderTest.cost(Map.of(Draw.LOWER_GRADIENT, BATCH * (K + 2), Draw.UPPER_GRADIENT, BATCH));
    }

    @Override
    public double[] limitGradient(double[] phi) {
        return problem().truth().penaltyHypergradient(phi, 1);
    }

    /**
     * The step is 1/(8L) = 0.0125 in every direction of (φ, λ), and the flattest of them has curvature above 0.13: factor
     * 0.9984 an iteration, 3e-11 after 15 000.
     */
    @Override
    public long iterationsToConverge() {
        return 15_000;
    }

    /**
     * Two iterations by hand from φ = 1, λ = ω = 0 with γ = 2, K = 1, τ = ½ and α = ½/2 = ¼.
     *
     * <p>ω = ½; φ = 1 − ¼(1 + 2(1 − ½)) = ½; λ = 0 − ¼(−1 + 2(−1)) = ¾. Then ω = ½ − ½·0 = ½;
     * φ = ½ − ¼(½ + 2(−¼ − 0)) = ½; λ = ¾ − ¼(−¼ + 2·¼) = 0.6875. Every number is a binary fraction: no tolerance.
     */
    @Test
    void twoIterationsAreThoseByHand() {
        ValuePenalty method = new ValuePenalty(2, 1, 1, 0.5, 0.5);
        Stepper one = HandQuadratic.after(1, method, 1, 0);
        assertEquals(0.5, one.lambda()[0], 0);
        assertEquals(0.5, one.phi()[0], 0);
        assertEquals(0.75, one.penalisedLambda()[0], 0);
        Stepper two = HandQuadratic.after(2, method, 1, 0);
        assertEquals(0.5, two.lambda()[0], 0);
        assertEquals(0.5, two.phi()[0], 0);
        assertEquals(0.6875, two.penalisedLambda()[0], 0);
    }

    /** At γ = 2, σ = ½: φ = 1/(2+σ) = 0.4, λ = (φ+σ)/(1+σ) = 0.6 and ω = φ; the slowest factor is below 0.9, 1e-13 after 300. */
    @Test
    void theFixedPointIsThatOfThePenalty() {
        Stepper stepper = HandQuadratic.after(300, new ValuePenalty(2, 1, 5, 0.5, 0.5), 1, 0);
        assertEquals(0.4, stepper.phi()[0], 1e-11);
        assertEquals(0.6, stepper.penalisedLambda()[0], 1e-11);
        assertEquals(0.4, stepper.lambda()[0], 1e-11);
    }

    /**
     * The toy example of the source: g = (x+y)² + x sin²(x+y), whose only minimiser is y = −x with g* = 0, and
     * f = cos(4y+2)/(1+e^{2−4x}) + ½ ln((4x−2)²+1). Published code has the denominator 1 + (e^{2−4x})² in ∂f/∂x, where the
     * derivative has (1 + e^{2−4x})²; this is the derivative.
     */
    private static final class Toy implements FirstOrderOracle {
        @Override
        public int upperDimension() {
            return 1;
        }

        @Override
        public int lowerDimension() {
            return 1;
        }

        @Override
        public void lower(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            double s = phi[0] + lambda[0];
            gradLambda[0] = 2 * s + phi[0] * Math.sin(2 * s);
            gradPhi[0] = gradLambda[0] + Math.sin(s) * Math.sin(s);
        }

        @Override
        public void upper(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            double e = Math.exp(2 - 4 * phi[0]);
            double u = 4 * phi[0] - 2;
            gradPhi[0] = 4 * e * Math.cos(4 * lambda[0] + 2) / ((1 + e) * (1 + e)) + 4 * u / (u * u + 1);
            gradLambda[0] = -4 * Math.sin(4 * lambda[0] + 2) / (1 + e);
        }

        static double upperValue(double x, double y) {
            double u = 4 * x - 2;
            return Math.cos(4 * y + 2) / (1 + Math.exp(2 - 4 * x)) + Math.log(u * u + 1) / 2;
        }

        static double penalty(double gamma, double x, double y) {
            double s = x + y;
            return upperValue(x, y) + gamma * (s * s + x * Math.sin(s) * Math.sin(s));
        }
    }

    /**
     * Two starts in [0, 3] that end in the two stationary points inside, so that the source's projection would change nothing. There
     * the central differences of the values of F_γ vanish: they err by h² = 1e-10 times third derivatives below 200γ and by
     * rounding, 1e-15·γ/h, together below 1e-6. With the wrong denominator the derivative is off by 0.6 and 0.03.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 2.9})
    void theToyOfTheSourceEndsWhereThePenaltyIsStationary(double start) {
        double h = 1e-5;
        Stepper near = toy(10, start);
        double x = near.phi()[0];
        double y = near.penalisedLambda()[0];
        assertTrue(x > 0 && x < 3);
        assertEquals(-x, near.lambda()[0], 1e-6, "ω minimises g(x,·)");
        assertEquals(0, (Toy.penalty(10, x + h, y) - Toy.penalty(10, x - h, y)) / (2 * h), 1e-6);
        assertEquals(0, (Toy.penalty(10, x, y + h) - Toy.penalty(10, x, y - h)) / (2 * h), 1e-6);
        // The hypergradient d/dx f(x,−x) is the bias of the penalty, O(1/γ): ten times less for ten times γ, to second
        // order.
        double ratio = hypergradient(x) / hypergradient(toy(100, start).phi()[0]);
        assertEquals(10, ratio, 1);
    }

    private static double hypergradient(double x) {
        double h = 1e-5;
        return (Toy.upperValue(x + h, -x - h) - Toy.upperValue(x - h, -x + h)) / (2 * h);
    }

    private static Stepper toy(double gamma, double start) {
        Stepper stepper = new ValuePenalty(gamma, 1, 3, 0.1, 0.1)
                .start(new Toy(), new Start(new double[] {start}, new double[] {1}), new RandomStream(1));
        for (int t = 0; t < 1000 * gamma; t++) {
            stepper.step();
        }
        return stepper;
    }
}
