package org.plumbline.problem.preference;

import java.util.Map;

/**
 * The expected cross-entropy of labelled pairs of trajectories under one law of the pairs, without the outer terms. Where
 * the law is that of a fixed policy, λ is ignored everywhere and \(\nabla_\lambda f = 0\).
 */
interface PairLoss {
    /**
     * Whether the pairs come from the policy that λ stands for.
     *
     * @return false where they come from a fixed one
     */
    boolean followsPolicy();

    /**
     * The loss at one upper variable, for as many lower variables as wanted.
     *
     * @param phi length p
     * @return \(f(\varphi,\cdot)\)
     */
    PairLossSlice at(double[] phi);

    /**
     * How far f may be from its population value, where f is the average over a sample.
     *
     * @param phi length p
     * @param lambda length d
     * @return the standard error; 0 where f is an exact expectation
     */
    double samplingError(double[] phi, double[] lambda);

    /**
     * Whether a stationary point at an upper variable is proved to be a global minimiser of f plus outer terms.
     *
     * @param phi length p
     * @param linear c, the linear part of the outer terms, whose quadratic part is centred at φ
     * @return true only where {@link PreferenceProblem} proves it
     */
    boolean isGlobal(double[] phi, double[] linear);

    /**
     * What a problem file says of the pairs.
     *
     * @return keys and values in order
     */
    Map<String, Object> data();
}
