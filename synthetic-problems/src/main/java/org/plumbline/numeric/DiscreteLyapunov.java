package org.plumbline.numeric;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The discrete Lyapunov (Stein) equation \(X = D + F X F^\top\), whose solution for \(\rho(F) \lt 1\) is
 * \[ X = \sum_{j \ge 0} F^j D (F^\top)^j. \]
 *
 * <p><b>Which way round.</b> This is the equation of a second moment: with \(x' = F x + w\) and the noise moment D,
 * X is the stationary \(E[x x^\top]\). The dual equation of a cost, \(P = Q + F^\top P F\), is solved by passing
 * \(F^\top\).
 *
 * <p><b>Method.</b> Squared Smith doubling (R. A. Smith, "Matrix equation XA + BX = C", SIAM J. Appl. Math. 16, 1968,
 * 198–201): \(X_0 = D\), \(X_{k+1} = X_k + F_k X_k F_k^\top\), \(F_k = F^{2^k}\). As \(X - X_k = F_k X F_k^\top\), the
 * error is at most \(\|F_k\|^2 \|X\|\), which the stop rule looks at. The same powers then solve for the residual
 * once more, which removes the rounding that powers of a far-from-normal F collect.
 */
public final class DiscreteLyapunov {
    /**
     * The rounding of a product, \(n 2^{-53} \approx 6 \cdot 10^{-15}\) at n = 50, decays by itself only after about
     * \(10^{15} \approx 2^{50}\) steps, so within \(2^{45}\) steps it cannot make an F on the unit circle look stable.
     * What this gives up is \(1 - \rho(F) \lt 10^{-12}\), where X has lost all but a few digits.
     */
    private static final int MAX_DOUBLINGS = 45;

    /** \(\|F_k\|\) at which the error \(\|F_k\|^2\) is below half a unit in the last place. */
    private static final double NEGLIGIBLE = 0x1p-27;

    private DiscreteLyapunov() {}

    /**
     * Solves \(X = D + F X F^\top\).
     *
     * @param f F, n × n, finite, with \(\rho(F) \lt 1\)
     * @param d D, n × n, finite
     * @return X, n × n, a new matrix; exactly symmetric if D is symmetric (to rounding, {@link Symmetric#isSymmetric}),
     *     with a residual of rounding size
     * @throws RefusedException if a shape is wrong, an entry is not finite, or \(\rho(F) \ge 1\) to the precision that
     *     doubles can tell
     */
    public static RealMatrix solve(RealMatrix f, RealMatrix d) {
        MatrixConditions.requireSquare("F", f);
        int n = f.getRowDimension();
        MatrixConditions.requireShape("D", d, n, n, "as F is " + MatrixConditions.shape(f));
        MatrixConditions.requireFinite("F", f);
        MatrixConditions.requireFinite("D", d);
        boolean symmetric = Symmetric.isSymmetric(d);
        RealMatrix source = symmetric ? Symmetric.symmetrise(d) : d;
        List<RealMatrix> powers = powersUntilNegligible(f);
        RealMatrix x = sum(powers, source, symmetric);
        RealMatrix residual = source.add(transport(f, x, symmetric)).subtract(x);
        return x.add(sum(powers, residual, symmetric));
    }

    /** \(F, F^2, F^4, \dots\), to the first negligible one. */
    private static List<RealMatrix> powersUntilNegligible(RealMatrix f) {
        List<RealMatrix> powers = new ArrayList<>();
        RealMatrix power = f;
        for (int k = 0; k < MAX_DOUBLINGS; k++) {
            powers.add(power);
            double norm = power.getFrobeniusNorm();
            if (norm <= NEGLIGIBLE) {
                return powers;
            }
            if (!Double.isFinite(norm)) {
                break;
            }
            power = power.multiply(power);
        }
        throw new RefusedException("The matrix F has the spectral radius " + Spectra.spectralRadius(f)
                + ". It must be < 1, by more than 1e-12, for the Lyapunov equation to have a solution;"
                + " maybe use a stabilising gain or lower the discount factor.");
    }

    private static RealMatrix sum(List<RealMatrix> powers, RealMatrix d, boolean symmetric) {
        RealMatrix x = d;
        for (RealMatrix power : powers) {
            x = x.add(transport(power, x, symmetric));
        }
        return x;
    }

    private static RealMatrix transport(RealMatrix f, RealMatrix x, boolean symmetric) {
        return symmetric ? Products.congruence(f, x) : f.multiply(x).multiply(f.transpose());
    }
}
