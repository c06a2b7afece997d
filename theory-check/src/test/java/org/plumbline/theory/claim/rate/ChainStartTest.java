package org.plumbline.theory.claim.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.UpperLoss;
import org.plumbline.problem.quadratic.QuadraticProblem;
import org.plumbline.random.SeedTree;

/** Where two inner steps end that are too few, with pencil and paper. */
class ChainStartTest {
    private static final double SIGMA = 1e-3;
    private static final double STEP = 0.5;

    /** g = ½(λ−φ)², f = ½(λ−1)² + ½φ², chains from λ = 0: ∇Φ = 2φ − 1. */
    private static final BilevelProblem PROBLEM = new QuadraticProblem(
            "quadratic/chain-start",
            new double[][] {{1}},
            new double[][] {{1}},
            new UpperLoss(new double[] {1}, new double[] {1}, OuterTerms.centred(1, new double[] {0})));

    private static double error(ChainStart start) {
        return new RateRun(
                        PROBLEM,
                        PROBLEM.oracles(NoiseModel.NONE),
                        start.of(FirstOrderPenalty.exact(SIGMA, 1, 2, STEP, 0.1)),
                        2000,
                        SeedTree.of(1))
                .measure()
                .value(RateRun.TAIL);
    }

    /** λ_σ = (φ+σ)/(1+σ), and ∇Φ_σ = 2φ − 1 + O(σ): the bias is σ(1−φ) = σ/2 at φ = ½. */
    @Test
    void warmChainsLeaveTheBiasOfThePenalty() {
        assertEquals(SIGMA * SIGMA / 4, error(ChainStart.WARM), 1e-2 * SIGMA * SIGMA);
    }

    /**
     * With D = (λ′−λ)/σ as σ → 0: λ is φ/2 after one step, D is ½ and then ½·½ − ½(φ/2 − 1) = ¾ − φ/4. The direction φ − D is 0 at
     * φ = 0.6, where ∇Φ = 0.2.
     */
    @Test
    void coldChainsFromOnePointLeaveAnErrorThatDoesNotDependOnSigma() {
        assertEquals(0.04, error(ChainStart.COLD), 40 * SIGMA * 0.04);
    }

    /** D starts at 1/σ and is a quarter of that − φ/4 + O(1) after two steps: the direction is 0 at φ = 1/(5σ), where ∇Φ = 400. */
    @Test
    void coldChainsFromTwoPointsLeaveTheirDistanceOverSigma() {
        assertEquals(160_000, error(ChainStart.COLD_APART), 40 * SIGMA * 160_000);
    }
}
