package org.plumbline.oracle;

/**
 * A stochastic policy in reparametrised form: the action is a deterministic function of the state and of standard
 * normal noise, so that an environment that replays its noise gives common random numbers to every policy.
 */
public interface Policy {
    /**
     * Chooses an action.
     *
     * @param state length n
     * @param noise independent standard normal variates, length m
     * @param action receives the action, length m
     */
    void act(double[] state, double[] noise, double[] action);
}
