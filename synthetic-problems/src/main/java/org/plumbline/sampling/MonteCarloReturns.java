package org.plumbline.sampling;

import org.plumbline.oracle.SoftmaxPolicy;

/**
 * Monte-Carlo returns: what stands for \(Q - V\) is \(G_t - \hat b(x_t)\), with the return
 * \(G_t = \sum_{k=t}^{H-1}\gamma^{k-t}c(z_k)\) to the end of the trajectory and a baseline \(\hat b(x) = \chi(x)^\top\beta\),
 * fitted to the returns by least squares over all states of the batch, or none (\(\hat b = 0\)). The mean of the estimate is the
 * gradient of the truncated cost \(J_H\), but for O(1/n) with a baseline, which is fitted to the returns that it is subtracted
 * from. A policy that does not stabilise has returns like any other, so that this estimator cannot see it.
 *
 * <p>In a task that ends after H steps nothing is truncated, and the baseline is a {@link CrossFittedBaseline}: there is no bias,
 * with it or without.
 *
 * @param baseline whether a state value is subtracted
 */
public record MonteCarloReturns(boolean baseline) implements QFunctionEstimator {
    @Override
    public Estimation begin(LinearGaussianPolicy policy, double discount) {
        return new ReturnMoments(policy, discount, baseline);
    }

    @Override
    public TabularEstimation begin(SoftmaxPolicy policy, int states, int actions, double discount) {
        return new TabularReturns(states, actions, discount, baseline);
    }

    @Override
    public int advantages(Episodes episodes, double[][] returns) {
        if (!baseline) {
            return 0;
        }
        return new CrossFittedBaseline(
                        episodes.trajectories(), episodes.horizon(), episodes.discount(), episodes.observation().length)
                .subtract(episodes.observation(), returns);
    }
}
