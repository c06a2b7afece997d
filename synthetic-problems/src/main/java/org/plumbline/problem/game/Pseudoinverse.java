package org.plumbline.problem.game;

import org.apache.commons.math3.linear.DiagonalMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.Products;
import org.plumbline.numeric.RefusedException;

/**
 * \(Q^+\) of a symmetric positive semidefinite Q, in its factors.
 *
 * @param q Q, d×d
 * @param basis an orthonormal basis of the range of Q, d×k
 * @param eigenvalues the nonzero ones, in falling order
 */
record Pseudoinverse(RealMatrix q, RealMatrix basis, double[] eigenvalues) {
    /**
     * Relative to the largest, an eigenvalue up to the first is zero (rounding of Q leaves about 10⁻¹⁵), one above the
     * second is not, and one in between is refused, as data and rounding cannot be told apart there.
     */
    private static final double ZERO = 1e-12;

    private static final double CERTAIN = 1e-10;

    /** A refinement divides the error by about 10¹⁶/κ, at least 10⁶. */
    private static final int ROUNDS = 3;

    static Pseudoinverse of(RealMatrix q) {
        EigenDecomposition spectrum = new EigenDecomposition(q);
        // Commons Math sorts the eigenvalues of a symmetric matrix in falling order.
        double[] all = spectrum.getRealEigenvalues();
        int rank = 0;
        for (double value : all) {
            if (value > CERTAIN * all[0]) {
                rank++;
            } else if (value > ZERO * all[0]) {
                throw new RefusedException("Q (an eigenvalue of " + value + ", the largest " + all[0]
                        + ") must have eigenvalues above " + CERTAIN + " or at most " + ZERO
                        + " of the largest, or its rank is uncertain. Maybe make the small ones 0.");
            }
        }
        if (rank == 0) {
            throw new RefusedException("Q (zero) must have a positive eigenvalue. Maybe use the identity.");
        }
        double[] eigenvalues = new double[rank];
        System.arraycopy(all, 0, eigenvalues, 0, rank);
        return new Pseudoinverse(q, spectrum.getV().getSubMatrix(0, q.getRowDimension() - 1, 0, rank - 1), eigenvalues);
    }

    /** The part of each column of a d×m matrix in ker Q. */
    RealMatrix outside(RealMatrix x) {
        return x.subtract(basis.multiply(basis.transpose().multiply(x)));
    }

    /** \(Q^+X\) for columns in the range of Q, refined with residuals in twice the working precision. */
    RealMatrix solve(RealMatrix x) {
        RealMatrix negated = q.scalarMultiply(-1);
        RealMatrix solution = apply(x);
        for (int round = 0; round < ROUNDS; round++) {
            solution = solution.add(apply(Products.addAccurately(x, negated, solution)));
        }
        return solution;
    }

    private RealMatrix apply(RealMatrix x) {
        double[] inverses = new double[eigenvalues.length];
        for (int i = 0; i < inverses.length; i++) {
            inverses[i] = 1 / eigenvalues[i];
        }
        RealMatrix scaled =
                new DiagonalMatrix(inverses).multiply(basis.transpose().multiply(x));
        return MatrixUtils.createRealMatrix(basis.multiply(scaled).getData());
    }
}
