package org.plumbline.algorithm.rl;

import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.oracle.TabularOracle;
import org.plumbline.random.RandomStream;

/**
 * Estimates of \(Q_i(s,a) = E[\sum_t\gamma^t\,\partial_i r_\varphi(s_t,a_t)]\) from the pair (s, a) on: what the soft value
 * of the pair gains when \(\varphi_i\) grows and the agent stays at its best policy.
 */
@FunctionalInterface
interface ValueGradients {
    /** \(\hat Q_i\) under a policy, as [i][pair], new arrays; a number for each state may be added to all its pairs. */
    double[][] estimate(TabularOracle oracle, double[] phi, SoftmaxPolicy policy, RandomStream stream);

    /** The derivatives of the agent's reward, as [i][pair]. */
    static double[][] rewards(TabularOracle oracle, double[] phi) {
        double[][] derivatives = new double[phi.length][];
        for (int i = 0; i < phi.length; i++) {
            derivatives[i] = oracle.agentRewardDerivative(phi, i);
        }
        return derivatives;
    }
}
