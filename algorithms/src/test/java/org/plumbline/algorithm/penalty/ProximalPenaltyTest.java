package org.plumbline.algorithm.penalty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.AlgorithmUnderTest;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.BilevelAlgorithmContract;
import org.plumbline.algorithm.Stepper;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.OracleCounts;

class ProximalPenaltyTest implements BilevelAlgorithmContract {
    private static final double SIGMA = 0.1;
    private static final long BATCH = 7;
    private static final int K = 20;

    /** g is strongly convex here, so ρ may exceed 1/L; at 2/L the inner step of 10/L leaves the stable range. */
    @Override
    public BilevelAlgorithm algorithm(double lowerStep) {
        double proximal = 2 / problem().constants().require(Constants.L);
        return new ProximalPenalty(SIGMA, BATCH, K, lowerStep, proximal, 0.8, 0.1);
    }

    /** n(2K+2) lower and n(K+1) upper gradients. */
    @Override
    public OracleCounts publishedCost() {
        return AlgorithmUnderTest.cost(
                Map.of(Draw.LOWER_GRADIENT, BATCH * (2 * K + 2), Draw.UPPER_GRADIENT, BATCH * (K + 1)));
    }

    @Override
    public double[] limitGradient(double[] phi) {
        return problem().truth().penaltyHypergradient(phi, SIGMA);
    }

    /**
     * The flattest direction of Φ has curvature above 0.1: factor 0.99 an iteration, 1e-11 after 2500. A chain contracts by
     * 1 − 0.8(1 − 1/(1 + ρμ)) = 0.87 meanwhile, so that φ is the slower.
     */
    @Override
    public long iterationsToConverge() {
        return 2500;
    }

    /**
     * One iteration by hand from φ = 1, y = z = 0 with σ = ½, K = 2, τ = ρ = ½ (γ = ¼), β = ½, η = 0.1.
     *
     * <p>w: −¼(−1 + 0) = ¼, then ¼ − ¼(−¾ + 2·¼) = 0.3125. u: −¼(½(−1) − 1) = 0.375, then
     * 0.375 − ¼(½(−0.625) − 0.625 + 2·0.375) = 0.421875. Half way: z = 0.15625, y = 0.2109375.
     * φ = 1 − 0.1(1 + 2(z − y)) = 1 − 0.1·0.890625 = 0.9109375.
     */
    @Test
    void oneIterationIsThatByHand() {
        Stepper stepper = HandQuadratic.after(1, new ProximalPenalty(0.5, 1, 2, 0.5, 0.5, 0.5, 0.1), 1, 0);
        assertEquals(0.15625, stepper.lambda()[0], 1e-15);
        assertEquals(0.2109375, stepper.penalisedLambda()[0], 1e-15);
        assertEquals(0.9109375, stepper.phi()[0], 1e-15);
    }

    /**
     * With β = 1 and the subproblems solved, the chains are the proximal points of the start λ = 0 at φ = 1, ρ = ½: of g,
     * (λ−1) + 2λ = 0 gives 1/3; of σf + g with σ = ½, 1.5(λ−1) + 2λ = 0 gives 3/7. The inner contraction is
     * ½·½ = 0.25 and 0.125 a step, so 60 steps leave rounding only.
     */
    @Test
    void solvedSubproblemsAreProximalPoints() {
        Stepper stepper = HandQuadratic.after(1, new ProximalPenalty(0.5, 1, 60, 0.5, 0.5, 1, 0.1), 1, 0);
        assertEquals(1.0 / 3, stepper.lambda()[0], 1e-15);
        assertEquals(3.0 / 7, stepper.penalisedLambda()[0], 1e-15);
    }

    /** φ = 1/(2+σ) = 0.4 for σ = ½, y = λ_σ = (φ+σ)/(1+σ) = 0.6, z = φ; every mode contracts by 0.9 or better, 1e-13 after 300. */
    @Test
    void theFixedPointIsThatOfThePenalty() {
        Stepper stepper = HandQuadratic.after(300, new ProximalPenalty(0.5, 1, 5, 0.5, 0.5, 0.5, 0.05), 1, 0);
        assertEquals(0.4, stepper.phi()[0], 1e-11);
        assertEquals(0.6, stepper.penalisedLambda()[0], 1e-11);
        assertEquals(0.4, stepper.lambda()[0], 1e-11);
    }
}
