package org.plumbline.algorithm.penalty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.AlgorithmUnderTest;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.BilevelAlgorithmContract;
import org.plumbline.algorithm.Stepper;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.OracleCounts;

/** The contract runs with all exponents 0, where the limit is a fixed point; the theorem's exponents have tests of their own. */
class FullyFirstOrderTest implements BilevelAlgorithmContract {
    private static final double MULTIPLIER = 10;
    private static final long BATCH = 7;
    private static final int K = 20;

    @Override
    public BilevelAlgorithm algorithm(double lowerStep) {
        return new FullyFirstOrder(MULTIPLIER, lowerStep, lowerStep, 0.1, K, BATCH, 0, 0, 0);
    }

    /** n(2K+2) lower and n(K+1) upper gradients. */
    @Override
    public OracleCounts publishedCost() {
        return AlgorithmUnderTest.cost(
                Map.of(Draw.LOWER_GRADIENT, BATCH * (2 * K + 2), Draw.UPPER_GRADIENT, BATCH * (K + 1)));
    }

    @Override
    public double[] limitGradient(double[] phi) {
        return problem().truth().penaltyHypergradient(phi, 1 / MULTIPLIER);
    }

    /** The flattest direction of Φ has curvature above 0.1: factor 0.99 an iteration, 1e-11 after 2500. */
    @Override
    public long iterationsToConverge() {
        return 2500;
    }

    /**
     * Two iterations by hand from φ = 1, y = z = 0 with Λ₀ = 2, γ₀ = ½, α₀ = ½/2 = ¼, η = 0.1 and K = 1.
     *
     * <p>t = 0: z = 0 − ½(0−1) = ½; y = 0 − ¼((0−1) + 2(0−1)) = ¾;
     * φ = 1 − 0.1(1 + 2((1−¾) − (1−½))) = 1 − 0.1·½ = 0.95.
     *
     * <p>t = 1: Λ = 2·2^{1/7} = 2.2081790273, γ = ½·2^{-4/7} = 0.3364750482, α = ¼·2^{-5/7} = 0.1523767068 and the outer step
     * is 0.1·2^{-5/7} = 0.0609506827. z = 0.5 + 0.45γ = 0.6514137717; y = 0.75 + α(0.25 + 0.2Λ) = 0.8553891863;
     * φ = 0.95 − 0.0609506827(0.95 + Λ(z − y)) = 0.9195499064.
     *
     * <p>The powers are written to ten places: 1e-9.
     */
    @Test
    void twoIterationsAreThoseByHand() {
        FullyFirstOrder method = FullyFirstOrder.published(2, 0.5, 0.1, 1);
        Stepper one = HandQuadratic.after(1, method, 1, 0);
        assertEquals(0.5, one.lambda()[0], 1e-15);
        assertEquals(0.75, one.penalisedLambda()[0], 1e-15);
        assertEquals(0.95, one.phi()[0], 1e-15);
        Stepper two = HandQuadratic.after(2, method, 1, 0);
        assertEquals(0.6514137717, two.lambda()[0], 1e-9);
        assertEquals(0.8553891863, two.penalisedLambda()[0], 1e-9);
        assertEquals(0.9195499064, two.phi()[0], 1e-9);
    }

    /**
     * Without noise φ_t follows 1/(2+σ_t), σ_t = σ₀ t^{-1/7}, where |∇Φ| = σ/(2+σ), up to two lags. The target moves by σ/(28t) an
     * iteration and is approached at the rate 2η t^{-5/7}, which leaves φ behind, |∇Φ| greater, by the share
     * t^{-2/7}/(14η) of σ/2. The y-chain's target moves by σ/(14t) and is approached at the rate γ₀t^{-4/7}; what it lacks is
     * multiplied by 1/σ in the upper direction and makes |∇Φ| less by the share t^{-2/7}/(7γ₀σ₀). With η = 0.3, γ₀ = 0.9, σ₀ = 0.1
     * the sum is −1.349 t^{-2/7}: −9.7 and −5.0 per cent. Second-order terms are its square, 0.9 and 0.3 per cent.
     */
    @Test
    void theHypergradientFallsAsTheReciprocalOfTheMultiplier() {
        assertEquals(1 - 1.349 * Math.pow(1e4, -2.0 / 7), shareOfTheBias(10_000), 0.01);
        assertEquals(1 - 1.349 * Math.pow(1e5, -2.0 / 7), shareOfTheBias(100_000), 0.005);
    }

    private static double shareOfTheBias(long steps) {
        double phi = HandQuadratic.after(steps, FullyFirstOrder.published(10, 0.9, 0.3, 1), 1, 0)
                .phi()[0];
        double sigma = 0.1 * Math.pow((double) steps, -1.0 / 7);
        return (1 - 2 * phi) * (2 + sigma) / sigma;
    }

    /**
     * The slip in public code, Λ ∝ t^{6/7} with α ∝ t^{-5/7}: the y-chain's step on g, α_tΛ_t = τ t^{1/7} here, passes 2/L = 2 at
     * t = 2⁷ for τ = 1, and without any noise the chain is lost; the theorem's t^{1/7} keeps it falling as t^{-4/7}.
     */
    @Test
    void aMultiplierThatGrowsAsSixSeventhsIsLostWithoutNoise() {
        FullyFirstOrder slip = new FullyFirstOrder(
                10, 1, 1, 0.1, 1, 1, FullyFirstOrder.LOWER_DECAY, FullyFirstOrder.PENALISED_DECAY, 6.0 / 7);
        assertTrue(Double.isFinite(HandQuadratic.after(100, slip, 1, 0).phi()[0]));
        assertFalse(Double.isFinite(HandQuadratic.after(10_000, slip, 1, 0).phi()[0]));
        FullyFirstOrder theorem = FullyFirstOrder.published(10, 1, 0.1, 1);
        assertEquals(0.5, HandQuadratic.after(10_000, theorem, 1, 0).phi()[0], 0.05);
    }
}
