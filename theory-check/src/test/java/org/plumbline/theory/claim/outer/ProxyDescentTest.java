package org.plumbline.theory.claim.outer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.problem.chain.Chain;

class ProxyDescentTest {
    /** Φ = ½(φ−1)² + 0.05 φ² without a penalty bias in its shape: curvature 2/(2+σ) + 0.1, start at the corner 1 of the box. */
    private static final BilevelProblem SCALAR =
            Problems.parse("family: quadratic\nH: [[2]]\nC: [[1]]\nupper: {target: [3], weight: [1], rho: 0.1}", "one");

    /** With η = 1/L one step is exact: the average over one step is the bound, and a second step has nothing left. */
    @Test
    void theBoundIsAttainedByOneStepOfAQuadratic() {
        double sigma = 0.5;
        double curvature = 2 / (2 + sigma) + 0.1;
        ProxyDescent descent = new ProxyDescent(SCALAR, sigma, 1 / curvature);
        descent.step();
        assertEquals(descent.bound(), descent.average(), 1e-12 * descent.bound());
        double once = descent.average();
        descent.step();
        assertEquals(once / 2, descent.average(), 1e-12);
        assertEquals(2, descent.steps());
        assertEquals(2, descent.outside());
    }

    @Test
    void aStepBeyondTwoOverLBreaksTheBound() {
        ProxyDescent descent = new ProxyDescent(SCALAR, 0.5, 2.5 / 0.9);
        for (int i = 0; i < 8; i++) {
            descent.step();
        }
        assertTrue(descent.average() > Math.max(0, descent.bound()));
    }

    /** One new coordinate a step: after t steps the last T − t coordinates are still 0. */
    @Test
    void onAChainAStepSeesOneLink() {
        Chain chain = Chain.forTarget(0.125, 1, 12 * Chain.LINK_SMOOTHNESS * 6 * 0.125);
        ProxyDescent descent = new ProxyDescent(chain.instance("chain"), 1, 1);
        for (int t = 1; t < chain.length(); t++) {
            descent.step();
            assertEquals(0, descent.phi()[t]);
        }
    }
}
