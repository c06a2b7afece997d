package org.plumbline.theory.claim.bias;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.linear.ArrayRealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.numeric.Vectors;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.theory.claim.bias.MisreadChains.Reading;

/** The error at biased chains, against what is known of it. */
class MisreadChainsTest {
    private static final double[] DIRECTION = {0.6, -0.8};

    private static double norm(double[] x) {
        return new ArrayRealVector(x, false).getNorm();
    }

    /** Without bias the error is that of the penalty alone: \(\|\nabla\Phi_\sigma - \nabla\Phi\|\), to rounding over σ. */
    @ParameterizedTest
    @ValueSource(strings = {"sine-composite/claims", "lqr-reward-design/claims", "soft-mdp/claims"})
    void withoutBiasItIsTheErrorOfThePenalty(String name) {
        BilevelProblem problem = Problems.named(name);
        double[] phi = problem.truth().knownOptimum().orElseThrow().phi();
        double[] difference = problem.truth().penaltyHypergradient(phi, 0.01);
        Vectors.add(-1, problem.truth().hypergradient(phi), difference);
        for (Reading reading : Reading.values()) {
            MisreadChains chains = MisreadChains.adding(problem, phi, DIRECTION, reading);
            assertEquals(norm(difference), chains.error(0.01, 0), 1e-10);
        }
    }

    /**
     * The limit of the first chain is a zero of its biased gradient, found here by descent: on the sine composite the field
     * is \(-bCs'\psi'(\lambda)\), λ-dependent, and descent with \(\tau = 1/L\) contracts by 0.8 at least a step.
     */
    @Test
    void theLimitOfAChainIsWhereItsBiasedGradientVanishes() {
        BilevelProblem problem = Problems.named("sine-composite/claims");
        double[] phi = problem.truth().knownOptimum().orElseThrow().phi();
        double[] misread = phi.clone();
        Vectors.add(0.05, DIRECTION, misread);
        double[] at = problem.truth().lowerSolution(phi);
        double[] exact = new double[at.length];
        double[] biased = new double[at.length];
        for (int k = 0; k < 500; k++) {
            problem.truth().functions().lowerGradient(phi, at, new double[2], exact);
            problem.truth().functions().lowerGradient(misread, at, new double[2], biased);
            double[] bias = biased.clone();
            Vectors.add(-1, exact, bias);
            Vectors.add(-1 / 4.25, exact, at);
            Vectors.add(-1 / 4.25, bias, at);
        }
        double[] expected = problem.truth().lowerSolution(misread);
        Vectors.add(-1, at, expected);
        assertEquals(0, norm(expected), 1e-12);
    }

    /** Halving σ at a fixed bias doubles the error of opposite biases and leaves that of a common one. */
    @Test
    void onlyOppositeBiasesAreDividedBySigma() {
        BilevelProblem problem = Problems.named("soft-mdp/claims");
        double[] phi = problem.truth().knownOptimum().orElseThrow().phi();
        MisreadChains opposite = MisreadChains.adding(problem, phi, DIRECTION, Reading.OPPOSITE);
        MisreadChains common = MisreadChains.adding(problem, phi, DIRECTION, Reading.COMMON);
        double smaller = 0x1p-18;
        assertEquals(2, opposite.error(smaller, 0x1p-8) / opposite.error(2 * smaller, 0x1p-8), 0.01);
        assertEquals(1, common.error(smaller, 0x1p-8) / common.error(2 * smaller, 0x1p-8), 0.01);
    }

    /** The signs are such that a bias never helps to first order: more of it, more error. */
    @Test
    void theErrorsOfBiasAndPenaltyAdd() {
        BilevelProblem problem = Problems.named("lqr-reward-design/claims");
        double[] phi = problem.box().upper();
        for (Reading reading : Reading.values()) {
            MisreadChains chains = MisreadChains.adding(problem, phi, DIRECTION, reading);
            assertTrue(chains.error(0x1p-10, 0x1p-10) > chains.error(0x1p-10, 0));
        }
    }

    /** Brent's minimum is no larger than that of a fine grid. */
    @Test
    void theBestSigmaIsTheBest() {
        BilevelProblem problem = Problems.named("sine-composite/claims");
        double[] phi = problem.truth().knownOptimum().orElseThrow().phi();
        MisreadChains chains = MisreadChains.adding(problem, phi, DIRECTION, Reading.OPPOSITE);
        MisreadChains.Best best = chains.best(1e-6, 0.125, 1e-4);
        for (int i = 0; i <= 200; i++) {
            double sigma = Math.exp(Math.log(1e-6) + i / 200.0 * Math.log(0.125 / 1e-6));
            assertTrue(best.error() <= chains.error(sigma, 1e-4) * (1 + 1e-6), "σ = " + sigma);
        }
        assertEquals(chains.error(best.sigma(), 1e-4), best.error(), 1e-15);
    }
}
