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

class BilevelApproximationTest implements RandomTruncationContract {
    private static final int K = 3;

    @Override
    public BilevelAlgorithm algorithm(double lowerStep) {
        return new BilevelApproximation(BATCH, K, 0.5, TERMS, lowerStep, 20, 1, lowerStep, 0.02);
    }

    @Override
    public double outerStep(long iteration) {
        return 0.02;
    }

    /** n⌈K√(k+1)⌉ lower, n upper gradients and n Jacobian-vector products. */
    @Override
    public OracleCounts publishedCost(long iteration) {
        long steps = 0;
        // ⌈K√m⌉ in whole numbers: the least s with s² ≥ K²m.
        while (steps * steps < K * K * (iteration + 1)) {
            steps++;
        }
        return AlgorithmUnderTest.cost(
                Map.of(Draw.LOWER_GRADIENT, BATCH * steps, Draw.UPPER_GRADIENT, BATCH, Draw.JACOBIAN_VECTOR, BATCH));
    }

    /** The steps sum to 80, while the flattest direction of Φ has curvature above 0.1: eight times what it forgets in. */
    @Override
    public long iterationsToConverge() {
        return 4000;
    }

    /**
     * By hand, τ = η′ = ¼, K = 2, s = 1, b = 3, η = ½: β = ¼, ⅛ lead λ from (0, 0) over (½, ½) to (5/8, 11/16), where
     * u = f_λ = (−19/8, 11/16). With p products u becomes (½ᵖ u₁, (¾)ᵖ u₂), v is ¾ of it and g_φλ v = −2(v₁+v₂):
     * p = 0: v₁+v₂ = ¾(−27/16), h = 1 − 81/32 = −49/32; p = 1: ¾(−43/64), h = 1 − 129/128 = −1/128;
     * p = 2: ¾(−53/256), h = 1 − 159/512 = 353/512. The number of products in the ledger tells p. 40 seeds miss one of
     * the three values with probability 3e-7.
     */
    @Test
    void theFirstStepIsOneOfTheThreeDoneByHand() {
        double[] hypergradients = {-49.0 / 32, -1.0 / 128, 353.0 / 512};
        Set<Long> seen = new TreeSet<>();
        for (int seed = 1; seed <= 40; seed++) {
            Ledger ledger = new Ledger();
            Stepper stepper = new BilevelApproximation(1, 2, 0.5, 3, 0.25, 1, 1, 0.25, 0.5)
                    .start(
                            TinyQuadratic.oracles().secondOrder(ledger).orElseThrow(),
                            TinyQuadratic.START,
                            new RandomStream(seed));
            stepper.step();
            long p = ledger.counts().of(Draw.HESSIAN_VECTOR);
            assertArrayEquals(new double[] {0.625, 0.6875}, stepper.lambda());
            assertArrayEquals(new double[] {1 - hypergradients[Math.toIntExact(p)] / 2}, stepper.phi());
            seen.add(p);
        }
        assertEquals(Set.of(0L, 1L, 2L), seen);
    }

    /**
     * The second inner loop has ⌈2√2⌉ = 3 steps, its sizes start anew at ¼, ⅛, 1/12, and it goes on from (5/8, 11/16): the
     * gap to (φ, 2φ) is multiplied by (½)(¾)(5/6) = 5/16 and by (¾)(⅞)(11/12) = 77/128. Rounding of 1/12: 1e-15.
     */
    @Test
    void theSecondInnerLoopIsLongerAndStartsItsStepsAnew() {
        Stepper stepper = new BilevelApproximation(1, 2, 0.5, 1, 0.25, 1, 1, 0.25, 0.5)
                .start(new TinyQuadratic(), TinyQuadratic.START, new RandomStream(1));
        stepper.step();
        double phi = stepper.phi()[0];
        stepper.step();
        assertArrayEquals(
                new double[] {phi + (0.625 - phi) * 5 / 16, 2 * phi + (0.6875 - 2 * phi) * 77 / 128},
                stepper.lambda(),
                1e-15);
    }
}
