package org.plumbline.numeric;

import java.util.Optional;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.linear.RealMatrix;

/** What A, B, Q, R must meet for the regulator problem to have one stabilising solution. */
final class RegulatorConditions {
    private RegulatorConditions() {}

    /** Shapes, finiteness, symmetry, \(Q \succeq 0\) and \(R \succ 0\). */
    static void requireWellFormed(RealMatrix a, RealMatrix b, RealMatrix q, RealMatrix r) {
        MatrixConditions.requireSquare("A", a);
        int n = a.getRowDimension();
        int m = b.getColumnDimension();
        String asState = "as A is " + MatrixConditions.shape(a);
        MatrixConditions.requireShape("B", b, n, m, asState);
        MatrixConditions.requireShape("Q", q, n, n, asState);
        MatrixConditions.requireShape("R", r, m, m, "as B is " + MatrixConditions.shape(b));
        MatrixConditions.requireFinite("A", a);
        MatrixConditions.requireFinite("B", b);
        MatrixConditions.requireFinite("Q", q);
        MatrixConditions.requireFinite("R", r);
        MatrixConditions.requirePositiveSemidefinite("Q", q);
        MatrixConditions.requirePositiveDefinite("R", r);
    }

    /**
     * Stabilisability of (A, B), looked at with the inputs in units of their cost, \(B R^{-1/2}\), so that the verdict
     * does not depend on units.
     */
    static void requireStabilisable(RealMatrix a, RealMatrix inputPerCost) {
        Optional<Complex> mode = HautusCriterion.unreachableMode(a, inputPerCost);
        if (mode.isPresent()) {
            throw new RefusedException("The pair (A, B) is not stabilisable: the mode with " + describe(mode.get())
                    + " cannot be reached by the input. Every mode with modulus ≥ 1 must be reachable;"
                    + " maybe change B or lower the discount factor.");
        }
    }

    /** Detectability of (A, Q), looked at through the output \(Q^{1/2} x\), whose squared length is the cost. */
    static void requireDetectable(RealMatrix a, RealMatrix q) {
        Optional<Complex> mode = HautusCriterion.unobservableMode(a, Symmetric.squareRoot(q));
        if (mode.isPresent()) {
            throw new RefusedException("The pair (A, Q) is not detectable: the mode with " + describe(mode.get())
                    + " costs nothing. Every mode with modulus ≥ 1 must be seen by the cost;"
                    + " maybe add a multiple of the identity to Q or lower the discount factor.");
        }
    }

    private static String describe(Complex mode) {
        return "eigenvalue " + Numeral.of(mode) + " (modulus " + Numeral.of(mode.abs()) + ")";
    }
}
