package org.plumbline.numeric;

import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * A condition number of the stabilising solution of {@link DiscreteRiccati}'s equation. To first order, changes of the
 * data change P as they change the cost of the fixed gain K, which is stationary in it: with
 * \(F = A - BK\) and \(\delta F = \delta A - \delta B\,K\),
 * \[ \delta P = \delta Q + K^\top\delta R\,K + \delta F^\top PF + F^\top P\,\delta F + F^\top\delta P\,F. \]
 * The map \(S \mapsto \sum_j (F^j)^\top SF^j\) is positive, so its norm is its value at the identity,
 * \(\|H\|\) with \(H = I + F^\top HF\). Relative changes of A, B, Q, R of size ε, each in its own spectral norm, so move P by at
 * most \(\hat\kappa\,\varepsilon\|P\|\) with
 * \[ \hat\kappa = \frac{\|H\|}{\|P\|}\Bigl(\|Q\| + \|K\|^2\|R\| + 2\,\|P\|\,\|F\|\,(\|A\| + \|B\|\,\|K\|)\Bigr). \]
 * Rounding of the data alone makes ε = \(2^{-53}\). (The same first-order analysis, with other norms: J.-G. Sun,
 * "Perturbation theory for algebraic Riccati equations", SIAM J. Matrix Anal. Appl. 19, 1998, 39–65.)
 */
public final class RiccatiCondition {
    private RiccatiCondition() {}

    /**
     * The condition number \(\hat\kappa\).
     *
     * @param a A, n × n
     * @param b B, n × m
     * @param q Q, n × n, symmetric
     * @param r R, m × m, symmetric
     * @param solution the solution, or an approximation whose closed loop is stable
     * @return \(\hat\kappa\), which does not depend on the unit of cost
     * @throws RefusedException if the closed loop is not stable
     */
    public static double of(RealMatrix a, RealMatrix b, RealMatrix q, RealMatrix r, DiscreteRiccati.Solution solution) {
        RealMatrix gain = solution.gain();
        RealMatrix loop = Products.addAccurately(a, b, gain.scalarMultiply(-1));
        RealMatrix identity = MatrixUtils.createRealIdentityMatrix(a.getRowDimension());
        double growth = Symmetric.largestEigenvalue(DiscreteLyapunov.solve(loop.transpose(), identity));
        double p = Spectra.spectralNorm(solution.costToGo());
        if (p == 0) {
            return growth;
        }
        double k = Spectra.spectralNorm(gain);
        double moved = Spectra.spectralNorm(a) + Spectra.spectralNorm(b) * k;
        // Quotients first: squares of norms near the ends of the range would leave it.
        double stage = Spectra.spectralNorm(q) / p + k * (Spectra.spectralNorm(r) / p) * k;
        return growth * (stage + 2 * Spectra.spectralNorm(loop) * moved);
    }
}
