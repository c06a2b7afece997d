package org.plumbline.theory.claim.bias;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.numeric.Vectors;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.CriticLimits;
import org.plumbline.problem.Problems;

/** The error at chains under returns of H steps, against what is known of it. */
class EstimatorChainsTest {
    private static EstimatorChains chains(String name) {
        BilevelProblem problem = Problems.named(name);
        return new EstimatorChains(problem, problem.start().phi());
    }

    private static final Map<String, Integer> SWEEPS = Map.of("lqr-reward-design/claims", 300, "soft-mdp/claims", 20);

    private static ChainBias returns(EstimatorChains chains, int horizon) {
        return ChainBias.returns(chains.problem(), horizon);
    }

    private static ChainBias swept(EstimatorChains chains, int sweeps) {
        return ChainBias.critic(chains.problem(), 10, limits -> limits.swept(0.1, sweeps));
    }

    private static double norm(double[] x) {
        return Math.sqrt(Vectors.squaredNorm(x));
    }

    /** With a horizon that misses nothing the limits are λ* and λ_σ, and the error is that of the penalty alone. */
    @ParameterizedTest
    @ValueSource(strings = {"lqr-reward-design/claims", "soft-mdp/claims"})
    void aLongHorizonLeavesTheErrorOfThePenalty(String name) {
        EstimatorChains chains = chains(name);
        double[] difference = chains.problem().truth().penaltyHypergradient(chains.phi(), 0.01);
        Vectors.add(-1, chains.problem().truth().hypergradient(chains.phi()), difference);
        assertEquals(norm(difference), chains.errors(returns(chains, 200), new double[] {0.01})[0], 1e-9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lqr-reward-design/claims", "soft-mdp/claims"})
    void theMeanOfTheEstimatorVanishesAtALimit(String name) {
        EstimatorChains chains = chains(name);
        double[] from = chains.problem().truth().lowerSolution(chains.phi());
        for (double sigma : new double[] {0, 0.1}) {
            for (ChainBias bias : List.of(returns(chains, 6), swept(chains, SWEEPS.get(name)))) {
                assertTrue(norm(chains.field(bias, sigma, from)) > 1e-3);
                EstimatorChains.Rest rest = chains.rest(bias, sigma, from);
                assertEquals(0, norm(chains.field(bias, sigma, rest.at())), 1e-12);
                assertTrue(rest.isFound());
            }
        }
    }

    /** Halving σ leaves the error of one horizon where it is, and doubles that of two. */
    @ParameterizedTest
    @ValueSource(strings = {"lqr-reward-design/claims", "soft-mdp/claims"})
    void onlyDifferentHorizonsAreDividedBySigma(String name) {
        EstimatorChains chains = chains(name);
        double[] sigmas = {0x1p-15, 0x1p-16};
        double[] one = chains.errors(returns(chains, 6), sigmas);
        double[] two = chains.errors(returns(chains, 6), returns(chains, 7), sigmas);
        assertEquals(1, one[1] / one[0], 0.01);
        assertEquals(2, two[1] / two[0], 0.01);
    }

    /** The limit of sweeps is a solved critic: no floor is left, and what is left is the penalty's. */
    @ParameterizedTest
    @ValueSource(strings = {"lqr-reward-design/claims", "soft-mdp/claims"})
    void manySweepsLeaveTheErrorOfThePenalty(String name) {
        EstimatorChains chains = chains(name);
        double[] sigma = {0x1p-10};
        ChainBias solved = ChainBias.critic(chains.problem(), 10, CriticLimits::complete);
        assertEquals(chains.errors(solved, sigma)[0], chains.errors(swept(chains, 1_000_000), sigma)[0], 1e-9);
    }

    /** Too few sweeps leave the regulator's mean without a zero near the best gain: that is said, and no error is returned. */
    @Test
    void aChainWithNowhereToRestHasNoError() {
        EstimatorChains chains = chains("lqr-reward-design/claims");
        assertTrue(Double.isNaN(chains.errors(swept(chains, 20), new double[] {0x1p-10})[0]));
    }

    /** Squares leave Θ_ux = 0 and so no gradient at K = 0. */
    @Test
    void squaresHoldTheRegulatorAtZero() {
        EstimatorChains chains = chains("lqr-reward-design/claims");
        ChainBias poor = ChainBias.critic(chains.problem(), 10, CriticLimits::poor);
        double[] zero = new double[chains.start().length];
        assertEquals(0, norm(chains.field(poor, 0.1, zero)), 1e-12);
    }

    /** At the best policy Q is a number for every state, which additive features contain; its derivative is not. */
    @Test
    void additiveFeaturesLeaveTheBestPolicyAndLoseTheResponse() {
        EstimatorChains chains = chains("soft-mdp/claims");
        ChainBias poor = ChainBias.critic(chains.problem(), 10, CriticLimits::poor);
        assertEquals(0, norm(chains.field(poor, 0, chains.start())), 1e-12);
        assertTrue(chains.errors(poor, new double[] {0x1p-10})[0] > 1);
    }

    @Test
    void whatIsNoDecisionProcessHasNoReturns() {
        assertFalse(ChainBias.isKnownOn(Problems.named("sine-composite/claims")));
    }
}
