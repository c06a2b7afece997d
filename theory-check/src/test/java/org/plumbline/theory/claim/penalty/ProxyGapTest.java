package org.plumbline.theory.claim.penalty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;

class ProxyGapTest {
    private static final double SIGMA = 0.125;

    /** g = λ² (a = 2, φ = 0), f = ½(λ−1)²: λ_σ = σ/(2+σ), Φ = ½ and Φ − Φ_σ = ½σ/(2+σ). */
    @Test
    void inOneDimensionItIsTheClosedForm() {
        BilevelProblem problem = Problems.parse(
                "family: quadratic\nH: [[2]]\nC: [[1]]\nupper: {target: [1], weight: [1], rho: 0.1}", "one");
        ProxyGap gap = new ProxyGap(problem.truth(), new double[1]);
        double expected = SIGMA / (2 + SIGMA) / 2;
        assertEquals(expected, gap.at(SIGMA, SIGMA), gap.rounding(SIGMA));
        assertEquals(expected, gap.integrated(SIGMA), 1e-14);
        assertEquals(SIGMA / (2 * (2 + SIGMA)), gap.bound(SIGMA, 2 + SIGMA), 1e-15);
    }

    /** The default method of a ground truth and the closed forms of families are other ways to the same number. */
    @Test
    void itAgreesWithTheFamiliesOwnProxy() {
        for (String id : new String[] {"karimi/claims", "lqr-imitation/claims", "soft-mdp/claims"}) {
            BilevelProblem problem = Problems.named(id);
            double[] phi = problem.start().phi();
            ProxyGap gap = new ProxyGap(problem.truth(), phi);
            double own = problem.truth().objective(phi) - problem.truth().penaltyObjective(phi, SIGMA);
            assertEquals(own, gap.at(SIGMA, SIGMA), 1e-11);
            assertEquals(own, gap.integrated(SIGMA), 1e-9);
            assertTrue(gap.at(SIGMA, 1) > 1.5 * own);
        }
    }
}
