package org.plumbline.problem.lqr;

import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.DiscreteRiccati;
import org.plumbline.numeric.MatrixConditions;
import org.plumbline.numeric.Products;
import org.plumbline.numeric.RiccatiCondition;
import org.plumbline.numeric.Symmetric;
import org.plumbline.sampling.QuadraticCost;

/**
 * A discounted quadratic cost of a gain K, relative to a target gain \(K_0\):
 * \[ J(K) = \operatorname{tr}\bigl((Q + (K-K_0)^\top R(K-K_0))\,\Sigma_K\bigr) + \tfrac{s^2}{1-\gamma}\,\varepsilon,
 *    \qquad \Sigma_K = E\sum_t \gamma^t x_tx_t^\top. \]
 * For the mean action \(u = -Kx\) this is a stage cost \(x^\top(Q + K_0^\top RK_0)x + 2x^\top Nu + u^\top Ru\) with the
 * cross term \(N = K_0^\top R\), and ε is what the exploration noise pays of it. Two cases are used: an ordinary cost
 * of states and actions, \(K_0 = 0\) and \(\varepsilon = \operatorname{tr}R\); and the distance to an expert, Q = 0 and
 * ε = 0, as mean actions are compared.
 *
 * <p><b>Sums.</b> The class is closed under adding \(\sigma\) times such a cost to an ordinary one. With
 * \(\hat R = R + \sigma R_0 \succ 0\), completing the square in K gives
 * \[ K^\top RK + \sigma(K-K_0)^\top R_0(K-K_0) = (K-\hat K)^\top\hat R(K-\hat K)
 *      + K_0^\top\bigl(\sigma R_0\hat R^{-1}R\bigr)K_0, \qquad \hat K = \sigma\hat R^{-1}R_0K_0. \]
 * (The constant is \(\sigma R_0 - \sigma R_0\hat R^{-1}\sigma R_0 = \sigma R_0\hat R^{-1}(\hat R - \sigma R_0)\); in this form
 * nothing cancels. It is the parallel sum of R and \(\sigma R_0\), so for \(\sigma \gt 0\) it is positive semidefinite.)
 *
 * <p><b>Best gain.</b> With \(V = K - K_0\) the closed loop is \(\tilde A - \tilde BK = (\tilde A - \tilde BK_0) -
 * \tilde BV\): V meets an ordinary cost (Q, R) on the system \((\tilde A - \tilde BK_0, \tilde B)\), with the same
 * \(\Sigma\), and \(\nabla_K J = \nabla_V J\). So everything that holds of ordinary costs, gradient domination among
 * it, holds after this shift, and one Riccati solve gives the best V.
 *
 * <p><b>Detectability</b> is inherited by sums: where \(x\) is a mode of \(\tilde A - \tilde B\hat K\) with
 * \((Q + \sigma Q_0 + K_0^\top(\cdot)K_0)x = 0\), both parts vanish; the kernel of the parallel sum is that of
 * \(R_0\), so \(\hat Kx = 0\), and x is a mode of \(\tilde A\) with \(Qx = 0\).
 *
 * @param state Q, n × n, symmetric
 * @param action R, m × m, symmetric
 * @param target \(K_0\), m × n
 * @param exploration ε, what a unit of exploration noise in every action costs
 */
record GainCost(RealMatrix state, RealMatrix action, RealMatrix target, double exploration) {
    /** The cost of states and actions. */
    static GainCost of(QuadraticCost cost) {
        RealMatrix state = cost.state();
        RealMatrix action = cost.action();
        RealMatrix none = MatrixUtils.createRealMatrix(action.getRowDimension(), state.getRowDimension());
        return new GainCost(state, action, none, action.getTrace());
    }

    /** \(\tfrac12 E\sum_t \gamma^t\|(K - K_E)x_t\|^2\). */
    static GainCost distanceTo(RealMatrix expert) {
        int n = expert.getColumnDimension();
        RealMatrix half =
                MatrixUtils.createRealIdentityMatrix(expert.getRowDimension()).scalarMultiply(0.5);
        return new GainCost(MatrixUtils.createRealMatrix(n, n), half, expert.copy(), 0);
    }

    /** The same without a target, \(K_0 = 0\): what the deviations are compared with. */
    GainCost untargeted() {
        return new GainCost(state, action, target.scalarMultiply(0), exploration);
    }

    /** \(K - K_0\). */
    RealMatrix deviation(RealMatrix gain) {
        return gain.subtract(target);
    }

    /** \(Q + (K-K_0)^\top R(K-K_0)\). */
    RealMatrix perStep(RealMatrix gain) {
        return state.add(Products.congruence(deviation(gain).transpose(), action));
    }

    /**
     * This cost, whose target must be 0, plus σ times another.
     *
     * @throws org.plumbline.numeric.RefusedException if \(R + \sigma R_0\) is not positive definite
     */
    GainCost plus(double sigma, GainCost other) {
        RealMatrix added = other.action.scalarMultiply(sigma);
        RealMatrix sum = action.add(added);
        MatrixConditions.requirePositiveDefinite("R + σR₀", sum);
        // Symmetric to rounding by the line above; the library's second threshold is absolute.
        RealMatrix share = new CholeskyDecomposition(Symmetric.symmetrise(sum), 1e-10, 0)
                .getSolver()
                .solve(added);
        RealMatrix parallel = Symmetric.symmetrise(share.transpose().multiply(action));
        RealMatrix constant = Products.congruence(other.target.transpose(), parallel);
        return new GainCost(
                state.add(other.state.scalarMultiply(sigma)).add(constant),
                sum,
                share.multiply(other.target),
                exploration + sigma * other.exploration);
    }

    /**
     * The best gain and its cost-to-go.
     *
     * @throws org.plumbline.numeric.RefusedException if the Riccati equation has no stabilising solution to be found
     */
    DiscreteRiccati.Solution optimum(LqrSystem system) {
        DiscreteRiccati.Solution best = shifted(system);
        return new DiscreteRiccati.Solution(best.costToGo(), best.gain().add(target));
    }

    /** \(\hat\kappa\), the condition number of that cost-to-go. */
    double condition(LqrSystem system) {
        DiscreteRiccati.Solution best = shifted(system);
        return RiccatiCondition.of(shiftedA(system), system.discountedB(), state, action, best);
    }

    private RealMatrix shiftedA(LqrSystem system) {
        return Products.addAccurately(system.discountedA(), system.discountedB(), target.scalarMultiply(-1));
    }

    /** The best V. */
    private DiscreteRiccati.Solution shifted(LqrSystem system) {
        return DiscreteRiccati.solve(shiftedA(system), system.discountedB(), state, action);
    }
}
