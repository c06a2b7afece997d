package org.plumbline.numeric;

import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The discrete algebraic Riccati equation of the linear-quadratic regulator: for \(x' = Ax + Bu\) and the cost
 * \(\sum_t x_t^\top Q x_t + u_t^\top R u_t\), the cost-to-go \(x^\top P x\) of the best policy solves
 * \[ P = Q + A^\top P A - A^\top P B (R + B^\top P B)^{-1} B^\top P A, \]
 * and that policy is \(u = -Kx\), \(K = (R + B^\top P B)^{-1} B^\top P A\). Where (A, B) is stabilisable, (A, Q)
 * detectable, \(Q \succeq 0\) and \(R \succ 0\), exactly one P is positive semidefinite, and its closed loop
 * \(F = A - BK\) has \(\rho(F) \lt 1\) (for the dual, the Kalman filter: B. D. O. Anderson, J. B. Moore, "Optimal
 * Filtering", 1979, chapter 4).
 * A discount γ is the caller's affair: pass \(\sqrt\gamma A\) and \(\sqrt\gamma B\).
 *
 * <p><b>Method.</b> Structure-preserving doubling ({@link RiccatiDoubling}), then Newton's method (G. A. Hewer, "An
 * iterative technique for the computation of the steady state gains for the discrete optimal regulator", IEEE Trans.
 * Autom. Control 16, 1971, 382–384; in continuous time, Kleinman 1968) in the form of a correction,
 * \[ \Delta = \mathcal{R}(P) + F^\top \Delta F, \qquad \mathcal{R}(P) = Q + K^\top R K + F^\top P F - P, \]
 * where writing \(\mathcal{R}\) as a sum of semidefinite terms avoids the cancellation in the equation above. K is the
 * minimiser of that sum, so that its own rounding enters P to second order only; the products, in which large entries
 * of K cancel, are computed in twice the precision. What is left is the rounding of P and F themselves, whose effect on
 * \(\mathcal{R}\) grows as \(\|F\|^2\): a mode that the input hardly reaches needs a large K, and below a relative
 * strength of about \(10^{-2}\) the equation may be refused for want of digits.
 */
public final class DiscreteRiccati {
    /** The largest \(\|\Delta\|_F / \|P\|_F\) that is returned: the exactness that every ground truth states. */
    private static final double MAX_ERROR = 1e-12;

    /** Newton doubles the digits of an accurate start in each step, and reaches one from any stabilising start. */
    private static final int MAX_NEWTON_STEPS = 30;

    private DiscreteRiccati() {}

    /**
     * The stabilising solution.
     *
     * @param costToGo P, n × n, exactly symmetric
     * @param gain K, m × n: the control is \(u = -Kx\)
     */
    public record Solution(RealMatrix costToGo, RealMatrix gain) {}

    /**
     * Solves the equation.
     *
     * @param a A, n × n; may be unstable
     * @param b B, n × m
     * @param q Q, n × n, symmetric, \(Q \succeq 0\) to rounding
     * @param r R, m × m, symmetric, \(R \succ 0\)
     * @return P and K, with \(\|\Delta\|_F \le 10^{-12} \|P\|_F\) for the last correction Δ
     * @throws RefusedException if a shape is wrong, an entry is not finite, Q or R is not symmetric or has the wrong
     *     sign, (A, B) is not stabilisable, (A, Q) is not detectable ({@link HautusCriterion}), or that
     *     exactness cannot be reached in double precision; the message then says {@link RiccatiCondition}'s number
     */
    public static Solution solve(RealMatrix a, RealMatrix b, RealMatrix q, RealMatrix r) {
        RegulatorConditions.requireWellFormed(a, b, q, r);
        RealMatrix inputPerCost = b.multiply(inverse(Symmetric.squareRoot(r)));
        RegulatorConditions.requireStabilisable(a, inputPerCost);
        RegulatorConditions.requireDetectable(a, q);
        Regulator regulator = new Regulator(a, b, Symmetric.symmetrise(q), Symmetric.symmetrise(r));
        RealMatrix approximation = regulator.q;
        try {
            approximation = RiccatiDoubling.solve(a, inputPerCost, regulator.q);
            return refine(regulator, approximation);
        } catch (NonPositiveDefiniteMatrixException | RefusedException e) {
            throw new RefusedException(
                    "The Riccati equation of A, B, Q, R is too ill-conditioned for double precision: its condition"
                            + " number κ̂ is " + condition(regulator, approximation)
                            + ", and the computed gain does not lead to a relative error of P below " + MAX_ERROR
                            + ". It must, for what is computed to be called exact. Maybe choose units that bring the"
                            + " entries of A, B, Q, R nearer to 1, or inputs that reach every unstable mode.",
                    e);
        }
    }

    /** κ̂ in words, as far as the approximation tells. */
    private static String condition(Regulator regulator, RealMatrix approximation) {
        try {
            Policy policy = regulator.improve(approximation);
            double condition = RiccatiCondition.of(
                    regulator.a, regulator.b, regulator.q, regulator.r, new Solution(policy.p, policy.gain));
            return "about " + Numeral.of(condition);
        } catch (NonPositiveDefiniteMatrixException | RefusedException e) {
            return "too large for a stable closed loop to be found";
        }
    }

    /** Newton's method from an approximation, until the corrections are at their floor. */
    private static Solution refine(Regulator regulator, RealMatrix approximation) {
        Policy policy = regulator.improve(approximation);
        double lastChange = Double.POSITIVE_INFINITY;
        for (int step = 0; step < MAX_NEWTON_STEPS; step++) {
            // The Lyapunov solver refuses an unstable closed loop, so what is returned is the stabilising solution.
            RealMatrix correction = DiscreteLyapunov.solve(policy.closedLoop.transpose(), policy.residual);
            policy = regulator.improve(policy.p.add(correction));
            double change = correction.getFrobeniusNorm() / Math.max(policy.p.getFrobeniusNorm(), Double.MIN_NORMAL);
            boolean settled = change <= Math.ulp(1.0) || change >= lastChange / 2;
            if (settled && change <= MAX_ERROR) {
                return new Solution(policy.p, policy.gain);
            }
            lastChange = change;
        }
        throw new RefusedException("The Newton corrections stay above " + MAX_ERROR + " of P.");
    }

    private static RealMatrix inverse(RealMatrix m) {
        return new LUDecomposition(m, 0).getSolver().getInverse();
    }

    /** A value of P, the gain that is best against it, and what that gain leaves of the equation. */
    private record Policy(RealMatrix p, RealMatrix gain, RealMatrix closedLoop, RealMatrix residual) {}

    /** The data of one problem. */
    private record Regulator(RealMatrix a, RealMatrix b, RealMatrix q, RealMatrix r) {
        Policy improve(RealMatrix p) {
            if (!MatrixConditions.isFinite(p)) {
                throw new RefusedException("The iteration left the finite numbers.");
            }
            RealMatrix pulledBack = b.transpose().multiply(p);
            RealMatrix curvature = Symmetric.symmetrise(r.add(pulledBack.multiply(b)));
            // Threshold 0: the library's default is absolute, and the curvature is at least R.
            RealMatrix gain = new CholeskyDecomposition(curvature, Symmetric.ASYMMETRY, 0)
                    .getSolver()
                    .solve(pulledBack.multiply(a));
            RealMatrix closedLoop = Products.addAccurately(a, b, gain.scalarMultiply(-1));
            RealMatrix weightedGain = Products.addAccurately(gain.scalarMultiply(0), r, gain);
            RealMatrix weightedLoop = Products.addAccurately(p.scalarMultiply(0), p, closedLoop);
            RealMatrix cost = Products.addAccurately(q.subtract(p), gain.transpose(), weightedGain);
            RealMatrix residual = Products.addAccurately(cost, closedLoop.transpose(), weightedLoop);
            return new Policy(p, gain, closedLoop, Symmetric.symmetrise(residual));
        }
    }
}
