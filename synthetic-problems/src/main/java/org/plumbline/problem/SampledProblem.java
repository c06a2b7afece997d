package org.plumbline.problem;

import org.plumbline.oracle.Oracles;
import org.plumbline.sampling.PathSharing;
import org.plumbline.sampling.QFunctionEstimator;

/** A problem of reinforcement learning, whose gradients can be estimated from trajectories of the agent. */
public interface SampledProblem extends BilevelProblem {
    /**
     * Oracles whose gradients are estimated from trajectories, which they charge.
     *
     * @param horizon H, the number of transitions of a trajectory, at least 1
     * @param estimator how gradients in the policy are read off the trajectories
     * @param sharing what one batch has in common at several policies
     * @return the oracles
     * @throws org.plumbline.numeric.RefusedException if this problem cannot be sampled so, with the reason
     */
    Oracles trajectories(int horizon, QFunctionEstimator estimator, PathSharing sharing);

    /**
     * What the upper level really wants from the agent, for measuring only: the discounted sum of the designer's reward, or of
     * the hidden true reward where it is learnt from preferences; without terms in \(\varphi\) alone and without entropy.
     *
     * @param phi upper variable, length p
     * @param lambda lower variable, length d
     * @return the exact value of the policy of λ; minus infinity where it does not stabilise
     */
    double trueReturn(double[] phi, double[] lambda);
}
