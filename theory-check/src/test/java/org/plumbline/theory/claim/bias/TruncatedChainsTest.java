package org.plumbline.theory.claim.bias;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.numeric.Vectors;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;

/** The error at chains under returns of H steps, against what is known of it. */
class TruncatedChainsTest {
    private static TruncatedChains chains(String name) {
        BilevelProblem problem = Problems.named(name);
        return new TruncatedChains(
                problem,
                TruncatedChains.returnsOn(problem).orElseThrow(),
                problem.start().phi());
    }

    private static double norm(double[] x) {
        return Math.sqrt(Vectors.squaredNorm(x));
    }

    /** With a horizon that misses nothing the limits are λ* and λ_σ, and the error is that of the penalty alone. */
    @ParameterizedTest
    @ValueSource(strings = {"lqr-reward-design/claims", "soft-mdp/claims"})
    void aLongHorizonLeavesTheErrorOfThePenalty(String name) {
        TruncatedChains chains = chains(name);
        double[] difference = chains.problem().truth().penaltyHypergradient(chains.phi(), 0.01);
        Vectors.add(-1, chains.problem().truth().hypergradient(chains.phi()), difference);
        assertEquals(norm(difference), chains.errors(200, 200, new double[] {0.01})[0], 1e-9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lqr-reward-design/claims", "soft-mdp/claims"})
    void theMeanOfTheEstimatorVanishesAtALimit(String name) {
        TruncatedChains chains = chains(name);
        double[] from = chains.problem().truth().lowerSolution(chains.phi());
        for (double sigma : new double[] {0, 0.1}) {
            assertTrue(norm(chains.field(6, sigma, from)) > 1e-3);
            assertEquals(0, norm(chains.field(6, sigma, chains.limit(6, sigma, from))), 1e-13);
        }
    }

    /** Halving σ leaves the error of one horizon where it is, and doubles that of two. */
    @ParameterizedTest
    @ValueSource(strings = {"lqr-reward-design/claims", "soft-mdp/claims"})
    void onlyDifferentHorizonsAreDividedBySigma(String name) {
        TruncatedChains chains = chains(name);
        double[] sigmas = {0x1p-15, 0x1p-16};
        double[] one = chains.errors(6, 6, sigmas);
        double[] two = chains.errors(6, 7, sigmas);
        assertEquals(1, one[1] / one[0], 0.01);
        assertEquals(2, two[1] / two[0], 0.01);
    }

    @Test
    void whatIsNoDecisionProcessHasNoReturns() {
        assertTrue(TruncatedChains.returnsOn(Problems.named("sine-composite/claims"))
                .isEmpty());
    }
}
