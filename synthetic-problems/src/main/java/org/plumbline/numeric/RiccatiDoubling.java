package org.plumbline.numeric;

import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The structure-preserving doubling algorithm for \(P = Q + A^\top P (I + G P)^{-1} A\) with \(G = B R^{-1} B^\top\)
 * (E. K.-W. Chu, H.-Y. Fan, W.-W. Lin, C.-S. Wang, "Structure-preserving algorithms for periodic discrete-time
 * algebraic Riccati equations", Int. J. Control 77(8), 2004, 767–788). From \((A_0, G_0, H_0) = (A, G, Q)\),
 * \[ A_{k+1} = A_k W_k^{-1} A_k, \quad G_{k+1} = G_k + A_k W_k^{-1} G_k A_k^\top, \quad
 *    H_{k+1} = H_k + A_k^\top H_k W_k^{-1} A_k, \quad W_k = I + G_k H_k. \]
 * \(H_k\) is the cost of \(2^k\) steps of value iteration from zero, so it rises to P, quadratically.
 */
final class RiccatiDoubling {
    /** A closed loop with \(1 - \rho = 10^{-12}\), the nearest that the refinement accepts, takes about 45. */
    private static final int MAX_DOUBLINGS = 50;

    /** Relative change at which to stop: near rounding, as the refinement removes what is left. */
    private static final double NEGLIGIBLE = 1e-15;

    private RiccatiDoubling() {}

    /**
     * The last iterate, exactly symmetric; a first approximation only, and not finite where the doubling broke down.
     *
     * @param inputPerCost \(B R^{-1/2}\)
     */
    static RealMatrix solve(RealMatrix a, RealMatrix inputPerCost, RealMatrix q) {
        RealMatrix ak = a;
        RealMatrix gk = Symmetric.symmetrise(inputPerCost.multiply(inputPerCost.transpose()));
        RealMatrix hk = q;
        RealMatrix identity = MatrixUtils.createRealIdentityMatrix(a.getRowDimension());
        for (int k = 0; k < MAX_DOUBLINGS; k++) {
            // Threshold 0: W has eigenvalues ≥ 1, and the library's default is absolute.
            DecompositionSolver w = new LUDecomposition(identity.add(gk.multiply(hk)), 0).getSolver();
            RealMatrix wa = w.solve(ak);
            RealMatrix rise = Symmetric.symmetrise(ak.transpose().multiply(hk).multiply(wa));
            RealMatrix wg = w.solve(gk);
            gk = gk.add(Products.congruence(ak, wg));
            hk = hk.add(rise);
            ak = ak.multiply(wa);
            if (!(rise.getFrobeniusNorm() > NEGLIGIBLE * hk.getFrobeniusNorm())) {
                break;
            }
        }
        return hk;
    }
}
