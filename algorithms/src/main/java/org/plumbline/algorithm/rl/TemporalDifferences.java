package org.plumbline.algorithm.rl;

import org.plumbline.oracle.DecisionEnvironment;
import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.oracle.TabularOracle;
import org.plumbline.random.RandomStream;

/**
 * The value gradients that satisfy their Bellman equations on a batch of transitions:
 * \(W_i = \partial_i r + \gamma\hat P U_i\), \(U_i = \sum_a\pi W_i\), for all i with one factorisation. The bias is of order
 * 1/n; where trajectories are cut does not matter, as every transition counts alike.
 *
 * @param batch n, trajectories
 * @param horizon H, the steps of each
 */
record TemporalDifferences(long batch, int horizon) implements ValueGradients {
    @Override
    public double[][] estimate(TabularOracle oracle, double[] phi, SoftmaxPolicy policy, RandomStream stream) {
        DecisionEnvironment environment = oracle.environment();
        return TransitionModel.sampled(environment, oracle.draw(batch, stream), policy, horizon)
                .actionValues(environment, policy, ValueGradients.rewards(oracle, phi));
    }
}
