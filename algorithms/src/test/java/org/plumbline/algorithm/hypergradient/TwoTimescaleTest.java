package org.plumbline.algorithm.hypergradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.AlgorithmUnderTest;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.Stepper;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.random.RandomStream;

class TwoTimescaleTest implements RandomTruncationContract {
    @Override
    public BilevelAlgorithm algorithm(double lowerStep) {
        return new TwoTimescale(BATCH, TERMS, lowerStep, 0.4, lowerStep, 0.1, 0.6);
    }

    @Override
    public double outerStep(long iteration) {
        return 0.1 * Math.pow(iteration + 1.0, -0.6);
    }

    /** One lower and one upper gradient and one Jacobian-vector product, n samples each. */
    @Override
    public OracleCounts publishedCost(long iteration) {
        return AlgorithmUnderTest.cost(
                Map.of(Draw.LOWER_GRADIENT, BATCH, Draw.UPPER_GRADIENT, BATCH, Draw.JACOBIAN_VECTOR, BATCH));
    }

    /** The sum of the steps is then 0.1 · 2.5 · 5000^0.4 = 7.5, half of it after the first 900. */
    @Override
    public long iterationsToConverge() {
        return 5000;
    }

    /**
     * By hand, τ = η′ = ¼, b = 3, η = ½: λ goes from (0, 0) to (½, ½), where u = f_λ = (−5/2, ½). With p products u becomes
     * (½ᵖ u₁, (¾)ᵖ u₂), v is ¾ of it and g_φλ v = −2(v₁+v₂): p = 0: v₁+v₂ = ¾(−2), h = 1 − 3 = −2;
     * p = 1: ¾(−7/8), h = 1 − 21/16 = −5/16; p = 2: ¾(−11/32), h = 1 − 33/64 = 31/64. The number of products in the ledger
     * tells p. 40 seeds miss one of the three values with probability 3e-7.
     */
    @Test
    void theFirstStepIsOneOfTheThreeDoneByHand() {
        double[] hypergradients = {-2, -5.0 / 16, 31.0 / 64};
        Set<Long> seen = new TreeSet<>();
        for (int seed = 1; seed <= 40; seed++) {
            Ledger ledger = new Ledger();
            Stepper stepper = new TwoTimescale(1, 3, 0.25, 0.4, 0.25, 0.5, 0.6)
                    .start(
                            TinyQuadratic.oracles().secondOrder(ledger).orElseThrow(),
                            TinyQuadratic.START,
                            new RandomStream(seed));
            stepper.step();
            long p = ledger.counts().of(Draw.HESSIAN_VECTOR);
            assertArrayEquals(new double[] {0.5, 0.5}, stepper.lambda());
            assertArrayEquals(new double[] {1 - hypergradients[Math.toIntExact(p)] / 2}, stepper.phi());
            seen.add(p);
        }
        assertEquals(Set.of(0L, 1L, 2L), seen);
    }

    /**
     * With b = 1 nothing is random and h = φ − g_φλ(¼ f_λ) = φ + ½(λ₁ − 3 + λ₂). In iteration 32 the steps are ¼ · 32^−0.4 =
     * ¼ · ¼ and ½ · 32^−0.6 = ½ · ⅛, as 32 = 2⁵. A dozen roundings of numbers of order 1: 1e-15.
     */
    @Test
    void bothStepsFallAsPublished() {
        Stepper stepper = new TwoTimescale(1, 1, 0.25, 0.4, 0.25, 0.5, 0.6)
                .start(new TinyQuadratic(), TinyQuadratic.START, new RandomStream(1));
        for (int k = 0; k < 31; k++) {
            stepper.step();
        }
        double phi = stepper.phi()[0];
        double[] lambda = stepper.lambda();
        stepper.step();
        lambda[0] -= 2 * (lambda[0] - phi) / 16;
        lambda[1] -= (lambda[1] - 2 * phi) / 16;
        assertArrayEquals(lambda, stepper.lambda(), 1e-15);
        assertEquals(phi - (phi + (lambda[0] - 3 + lambda[1]) / 2) / 16, stepper.phi()[0], 1e-15);
    }
}
