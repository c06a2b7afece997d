package org.plumbline.problem.lqr;

import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.DiscreteLyapunov;
import org.plumbline.numeric.SteinEquation;
import org.plumbline.numeric.Symmetric;

/**
 * What the penalty changes per unit of σ, without a difference of near numbers. Let \(P_*, K_*, F_*, \Sigma_*\) belong
 * to the minimum of g, and \(P_\sigma, K_\sigma, F_\sigma, \Sigma_\sigma\) to that of \(g + \sigma f\), with f the
 * {@link GainCost} \((Q_0, R_0, K_0)\), and let
 * \[ S_\sigma(K_1, K_2) = Q + K_1^\top RK_2 + \sigma\bigl(Q_0 + (K_1-K_0)^\top R_0(K_2-K_0)\bigr)
 *      + (\tilde A - \tilde BK_1)^\top P_\sigma(\tilde A - \tilde BK_2). \]
 * <ul>
 *   <li>\(P_\sigma\) is stationary in the gain, so \(P_\sigma = S_\sigma(K_\sigma, K)\) for <em>every</em> K, and
 *       \(P_* = S_0(K, K_*)\). With \(K = K_*\) in the first and \(K = K_\sigma\) in the second, the difference
 *       \(X = (P_\sigma - P_*)/\sigma\) solves
 *       \[ X = Q_0 + (K_\sigma-K_0)^\top R_0(K_*-K_0) + F_\sigma^\top XF_*, \]
 *       which has one solution, as both loops are stable; it is symmetric, like \(P_\sigma - P_*\).
 *   <li>From \((R + \sigma R_0 + \tilde B^\top P_\sigma\tilde B)K_\sigma = \tilde B^\top P_\sigma\tilde A + \sigma R_0K_0\) and the
 *       same at σ = 0, \(Y = (K_\sigma - K_*)/\sigma\) solves
 *       \[ (R + \sigma R_0 + \tilde B^\top P_\sigma\tilde B)\,Y = \tilde B^\top XF_* - R_0(K_*-K_0). \]
 *   <li>From \(\Sigma = D + F\Sigma F^\top\) at both, \(Z = (\Sigma_\sigma - \Sigma_*)/\sigma\) solves
 *       \[ Z = F_\sigma ZF_\sigma^\top + H + H^\top, \qquad
 *          H = -\tilde BY\,\Sigma_*\,\tfrac12(F_\sigma + F_*)^\top. \]
 * </ul>
 * Then \(\Phi_\sigma = \operatorname{tr}(XD) + \tfrac{s^2}{1-\gamma}\varepsilon_0\) and \(\partial_i\Phi_\sigma =
 * \operatorname{tr}(\partial Q_i\,Z)\), each plus the outer terms.
 */
final class PenaltyQuotients {
    private final RealMatrix costToGo;
    private final RealMatrix occupancy;

    private PenaltyQuotients(RealMatrix costToGo, RealMatrix occupancy) {
        this.costToGo = costToGo;
        this.occupancy = occupancy;
    }

    /** The quotients at one upper variable, where the lower cost is given. */
    static PenaltyQuotients of(LqrSystem system, GainCost lower, GainCost upper, double sigma) {
        RealMatrix gain = lower.optimum(system).gain();
        GainCost sum = lower.plus(sigma, upper);
        RealMatrix penalised = sum.optimum(system).gain();
        ClosedLoop loop = ClosedLoop.of(system, gain);
        ClosedLoop penalisedLoop = ClosedLoop.of(system, penalised);
        RealMatrix deviation = upper.action().multiply(upper.deviation(gain));
        RealMatrix source =
                upper.state().add(upper.deviation(penalised).transpose().multiply(deviation));
        // The mean of the two halves: what differs is rounding.
        RealMatrix x = Symmetric.symmetrise(SteinEquation.solve(
                penalisedLoop.loop().transpose(), loop.loop().transpose(), source));
        RealMatrix curvature = Symmetric.symmetrise(penalisedLoop.curvature(sum, penalisedLoop.costToGo(sum)));
        // Exactly symmetric, and at least R + σR₀; the library's second threshold is absolute.
        RealMatrix y = new CholeskyDecomposition(curvature, 1e-10, 0)
                .getSolver()
                .solve(loop.pulledBack(x).subtract(deviation));
        RealMatrix mean = loop.loop().add(penalisedLoop.loop()).scalarMultiply(0.5);
        RealMatrix half =
                system.discountedB().multiply(y).multiply(loop.occupancy()).multiply(mean.transpose());
        RealMatrix z = DiscreteLyapunov.solve(
                penalisedLoop.loop(), half.add(half.transpose()).scalarMultiply(-1));
        return new PenaltyQuotients(x, z);
    }

    /** X. */
    RealMatrix costToGo() {
        return costToGo;
    }

    /** Z. */
    RealMatrix occupancy() {
        return occupancy;
    }
}
