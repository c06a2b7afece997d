package org.plumbline.problem.mdp;

import org.apache.commons.math3.exception.MaxCountExceededException;
import org.plumbline.oracle.SoftmaxPolicy;

/**
 * A Markov decision process with an agent that pays for leaving a reference policy:
 * \[ \max_\pi\; E \sum_t \gamma^t \Bigl( r(s_t,a_t)
 *    - \kappa\,\mathrm{KL}\bigl(\pi(\cdot|s_t)\,\|\,\pi_0(\cdot|s_t)\bigr) \Bigr), \]
 * whose optimal values solve, and whose best policy follows from,
 * \[ V(s) = \kappa \log \sum_a \pi_0(a|s)\, e^{Q(s,a)/\kappa}, \qquad Q = r + \gamma P V, \qquad
 *    \log\frac{\pi(a|s)}{\pi_0(a|s)} = \frac{Q(s,a) - V(s)}{\kappa}. \]
 * With the uniform \(\pi_0\) this is entropy regularisation with temperature \(\kappa\), as
 * \(-\mathrm{KL}(\pi\|\pi_0) = H(\pi) - \log A\): same policy, values smaller by \(\kappa\log A/(1-\gamma)\).
 *
 * <p><b>Solver.</b> Policy iteration, which is Newton's method for the equation: with \(\pi\) the policy of the current
 * Q, solve \((I-\gamma P_\pi)\,\delta = TV - V\). From any start the values rise after the first step, error times
 * \(\gamma\) at least, and converge quadratically. Values are kept as \(w + c/(1-\gamma)\) (see {@link PolicyValues}), so
 * the constant that \(1/(1-\gamma)\) makes large costs no digits of policies. Log-sum-exp is taken around the largest
 * term, and as {@code log1p} of a mean of {@code expm1} where \(\pi\) is near \(\pi_0\), so that nothing overflows, and
 * nothing cancels as \(\kappa \to \infty\). It stops where rounding stops the residual \(\|TV-V\|_\infty\) from falling;
 * \(\|V - V^*\|_\infty \le \|TV-V\|_\infty/(1-\gamma)\).
 *
 * @param mdp the process
 * @param temperature \(\kappa\), not 0; where it is negative, the same equation is that of an agent that minimises, and
 *     the solver is the same with the order reversed
 * @param reference \(\pi_0\)
 */
public record SoftMdp(FiniteMdp mdp, double temperature, SoftmaxPolicy reference) {
    /** Relative size of a residual that is rounding once it no longer falls. */
    private static final double ROUNDING = 1e-12;

    /** Quadratic convergence takes tens of steps at the lowest temperatures. */
    private static final int MOST_STEPS = 2000;

    /**
     * Entropy regularisation.
     *
     * @param mdp the process
     * @param temperature \(\tau\)
     * @return the agent with the uniform reference
     */
    public static SoftMdp entropic(FiniteMdp mdp, double temperature) {
        return new SoftMdp(mdp, temperature, SoftmaxPolicy.uniform(mdp.states(), mdp.actions()));
    }

    /**
     * Solves the Bellman equation.
     *
     * @param reward \(r(s,a)\), length S·A
     * @return the best policy and its values
     * @throws MaxCountExceededException if the data are so far apart that rounding forbids it
     */
    public SoftSolution solve(double[] reward) {
        double[] relative = new double[mdp.states()];
        double gain = 0;
        double before = Double.POSITIVE_INFINITY;
        for (int step = 0; step < MOST_STEPS; step++) {
            double offset = gain / (1 - mdp.gamma());
            double[] q = mdp.discountedNext(relative, offset);
            double scale = 0;
            for (int i = 0; i < q.length; i++) {
                q[i] += reward[i] - gain;
                scale = Math.max(scale, Math.max(Math.abs(q[i]), Math.abs(reward[i])));
            }
            SoftBackup backup = SoftBackup.of(q, temperature, reference, mdp.actions());
            double[] residual = backup.values();
            double largest = 0;
            for (int s = 0; s < residual.length; s++) {
                residual[s] -= relative[s];
                largest = Math.max(largest, Math.abs(residual[s]));
                if (Double.isNaN(residual[s])) {
                    throw new MaxCountExceededException(step);
                }
            }
            if (largest == 0 || (largest > before / 2 && largest <= ROUNDING * scale)) {
                return new SoftSolution(backup.policy(), backup.logRatio(), relative, gain, offset);
            }
            before = largest;
            double[] correction = mdp.chain(backup.policy().probabilities()).solve(residual);
            gain += (1 - mdp.gamma()) * PolicyEvaluation.addCentred(relative, correction);
        }
        throw new MaxCountExceededException(MOST_STEPS);
    }
}
