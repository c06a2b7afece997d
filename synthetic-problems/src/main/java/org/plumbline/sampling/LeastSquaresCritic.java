package org.plumbline.sampling;

import org.plumbline.oracle.SoftmaxPolicy;

/**
 * The Q-function by least-squares temporal differences ({@link LstdQ}), one linear system a batch. With all quadratic features
 * there is no approximation error for a linear-quadratic problem, and a bias of O(1/n). With squares alone,
 * \(\hat Q = \sum_i \theta_i z_i^2 + \theta_0\), the part of Q that couples state and action is missing: a bias that neither
 * samples nor horizon reduce.
 *
 * <p>In a finite process the first set has a feature for every pair of a state and an action, and the second is additive,
 * \(\hat Q(s,a) = v(s) + q(a)\): the advantage of an action is then the same in every state, which is as poor.
 *
 * <p>In a task that ends after H steps neither contains the Q-function. The first set is of degree two in the observation, with an
 * advantage whose slope in the action is affine in it, the second of degree one with a constant slope
 * ({@link EpisodeFeatures}): both leave a bias, the second a large one.
 *
 * @param features what \(\hat Q\) is made of
 */
public record LeastSquaresCritic(Features features) implements QFunctionEstimator {
    /** Sets of features of \(z = (x, u)\), of the pairs of a finite process, or of time, observation and action. */
    public enum Features {
        /** All products \(z_iz_j\), and 1; in a finite process every pair; in a task with an end the richer set. */
        COMPLETE,
        /** The squares \(z_i^2\), and 1, or what is additive, or a constant slope: deliberately poor. */
        POOR
    }

    @Override
    public Estimation begin(LinearGaussianPolicy policy, double discount) {
        return new FittedCritic(policy, discount, 1, data -> data.solve(features));
    }

    @Override
    public TabularEstimation begin(SoftmaxPolicy policy, int states, int actions, double discount) {
        return new TabularCritic(policy, states, actions, discount, features, 1, TemporalDifferenceSystem::factored);
    }

    @Override
    public int advantages(Episodes episodes, double[][] returns) {
        new EpisodicCritic(episodes, features).advantages(TemporalDifferenceSystem::factored, returns);
        return 1;
    }
}
