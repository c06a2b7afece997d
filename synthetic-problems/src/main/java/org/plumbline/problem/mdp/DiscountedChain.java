package org.plumbline.problem.mdp;

/**
 * The factorised matrix \(M = I - \gamma P_\pi\) of a discounted Markov chain, solved without subtractions.
 *
 * <p>M has nonpositive entries off its diagonal and positive row sums ("slacks", about \(1-\gamma\)). Gaussian
 * elimination keeps both signs, so pivots can be computed as slack plus the moduli of the rest of the row, and nothing
 * is ever subtracted: factors, and solutions with nonnegative right-hand sides, have a small relative error in every
 * entry, whatever \(1/(1-\gamma)\) is. W. K. Grassmann, M. I. Taksar, D. P. Heyman, "Regenerative analysis and steady
 * state distributions for Markov chains", Oper. Res. 33, 1985; for M-matrices given by their row sums A. S. Alfa,
 * J. Xue, Q. Ye, Math. Comp. 71, 2002. Immutable.
 */
public final class DiscountedChain {
    private final int n;

    /** Row by row: multipliers below the diagonal, pivots on it, moduli of the upper factor above. */
    private final double[] factors;

    /**
     * Factorises.
     *
     * @param moves \(\gamma P_\pi\), n×n row by row, entries at least 0; the diagonal is not used
     * @param slacks the row sums of M, length n, positive
     */
    DiscountedChain(double[] moves, double[] slacks) {
        this.n = slacks.length;
        double[] m = moves.clone();
        double[] slack = slacks.clone();
        for (int k = 0; k < n; k++) {
            double pivot = slack[k];
            for (int j = k + 1; j < n; j++) {
                pivot += m[k * n + j];
            }
            m[k * n + k] = pivot;
            for (int i = k + 1; i < n; i++) {
                double multiplier = m[i * n + k] / pivot;
                m[i * n + k] = multiplier;
                slack[i] += multiplier * slack[k];
                for (int j = k + 1; j < n; j++) {
                    m[i * n + j] += multiplier * m[k * n + j];
                }
            }
        }
        this.factors = m;
    }

    /**
     * Solves for values.
     *
     * @param b length n
     * @return \((I-\gamma P_\pi)^{-1} b\), a new array
     */
    public double[] solve(double[] b) {
        double[] x = b.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] += factors[i * n + k] * x[k];
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            for (int j = k + 1; j < n; j++) {
                x[k] += factors[k * n + j] * x[j];
            }
            x[k] /= factors[k * n + k];
        }
        return x;
    }

    /**
     * Solves for occupancies.
     *
     * @param b length n
     * @return \((I-\gamma P_\pi)^{-\top} b\), a new array
     */
    public double[] solveTransposed(double[] b) {
        double[] x = b.clone();
        for (int k = 0; k < n; k++) {
            x[k] /= factors[k * n + k];
            for (int j = k + 1; j < n; j++) {
                x[j] += factors[k * n + j] * x[k];
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = 0; k < i; k++) {
                x[k] += factors[i * n + k] * x[i];
            }
        }
        return x;
    }
}
