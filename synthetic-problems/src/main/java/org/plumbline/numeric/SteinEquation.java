package org.plumbline.numeric;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The two-sided Stein equation \(X = S + G X F^\top\), whose solution for \(\rho(G)\rho(F) \lt 1\) is
 * \[ X = \sum_{j \ge 0} G^j S (F^\top)^j. \]
 * It is what differences of Lyapunov and Riccati equations solve: one factor from each of the two closed loops. With
 * G = F it is {@link DiscreteLyapunov}'s equation.
 *
 * <p><b>Method.</b> Squared Smith doubling as there: \(X_0 = S\), \(X_{k+1} = X_k + G_k X_k F_k^\top\),
 * \(G_k = G^{2^k}\), \(F_k = F^{2^k}\). As \(X - X_k = G_k X F_k^\top\), the error is at most
 * \(\|G_k\|\|F_k\|\|X\|\). The same powers then solve for the residual, computed in twice the precision.
 */
public final class SteinEquation {
    /** As many as the Lyapunov equation takes, for the same reason: beyond, rounding decides whether powers decay. */
    private static final int MAX_DOUBLINGS = 45;

    /** The product of norms at which the error is below half a unit in the last place. */
    private static final double NEGLIGIBLE = 0x1p-54;

    private SteinEquation() {}

    private record Powers(RealMatrix left, RealMatrix right) {}

    /**
     * Solves \(X = S + G X F^\top\).
     *
     * @param g G, n × n, finite
     * @param f F, m × m, finite, with \(\rho(G)\rho(F) \lt 1\)
     * @param s S, n × m, finite
     * @return X, n × m, a new matrix, with a residual of rounding size
     * @throws RefusedException if a shape is wrong, an entry is not finite, or \(\rho(G)\rho(F) \ge 1\) to the
     *     precision that doubles can tell
     */
    public static RealMatrix solve(RealMatrix g, RealMatrix f, RealMatrix s) {
        MatrixConditions.requireSquare("G", g);
        MatrixConditions.requireSquare("F", f);
        MatrixConditions.requireShape(
                "S", s, g.getRowDimension(), f.getRowDimension(), "as G is " + MatrixConditions.shape(g));
        MatrixConditions.requireFinite("G", g);
        MatrixConditions.requireFinite("F", f);
        MatrixConditions.requireFinite("S", s);
        List<Powers> powers = powersUntilNegligible(g, f);
        RealMatrix x = sum(powers, s);
        RealMatrix transposed = f.transpose();
        RealMatrix image = Products.multiplyAccurately(x, transposed);
        RealMatrix residual = Products.addAccurately(s.subtract(x), g, image);
        return x.add(sum(powers, residual));
    }

    private static List<Powers> powersUntilNegligible(RealMatrix g, RealMatrix f) {
        List<Powers> powers = new ArrayList<>();
        Powers now = new Powers(g, f);
        for (int k = 0; k < MAX_DOUBLINGS; k++) {
            powers.add(now);
            double norm = now.left.getFrobeniusNorm() * now.right.getFrobeniusNorm();
            if (norm <= NEGLIGIBLE) {
                return powers;
            }
            if (!Double.isFinite(norm)) {
                break;
            }
            now = new Powers(now.left.multiply(now.left), now.right.multiply(now.right));
        }
        throw new RefusedException("The matrices G and F have the spectral radii " + Spectra.spectralRadius(g) + " and "
                + Spectra.spectralRadius(f) + ". Their product must be < 1, by more than 1e-12, for the Stein equation"
                + " to have a solution; maybe use stabilising gains or lower the discount factor.");
    }

    private static RealMatrix sum(List<Powers> powers, RealMatrix s) {
        RealMatrix x = s;
        for (Powers power : powers) {
            x = x.add(power.left.multiply(x).multiply(power.right.transpose()));
        }
        return x;
    }
}
