package org.plumbline.problem.quadratic;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.plumbline.numeric.RefusedException;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.UpperLoss;

class QuadraticProblemTest {
    private static final double[][] COUPLING = {{1}, {2}};
    private static final UpperLoss UPPER =
            new UpperLoss(new double[2], new double[] {1, 1}, OuterTerms.centred(1, new double[1]));

    private static void assertRefused(double[][] h) {
        RefusedException refusal =
                assertThrows(RefusedException.class, () -> new QuadraticProblem("q", h, COUPLING, UPPER));
        assertTrue(refusal.getMessage().startsWith("H "), refusal::getMessage);
    }

    @Test
    void aSingularHessianIsRefused() {
        assertRefused(new double[][] {{1, 1}, {1, 1}});
    }

    @Test
    void anIndefiniteHessianIsRefused() {
        assertRefused(new double[][] {{1, 2}, {2, 1}});
    }

    /** With H not symmetric, Hr is not the gradient of ½rᵀHr, although its eigenvalues 1, 1 look harmless. */
    @Test
    void anAsymmetricHessianIsRefused() {
        assertRefused(new double[][] {{1, 0.5}, {0, 1}});
    }

    @Test
    void aHessianWithNanIsRefused() {
        assertRefused(new double[][] {{1, Double.NaN}, {Double.NaN, 1}});
    }
}
