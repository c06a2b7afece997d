package org.plumbline.oracle;

/**
 * A stochastic policy in reparametrised form: the action is a deterministic function of the state and of standard
 * normal noise, so that an environment that replays its noise gives common random numbers to every policy.
 */
public interface Policy {
    /**
     * Chooses the actions of several trajectories. The vectors are the columns of arrays of rows: coordinate i of the state of
     * trajectory k is {@code state[i][k]}.
     *
     * @param count the number of trajectories, whose action depends on their own column alone
     * @param state n rows
     * @param noise independent standard normal variates, m rows
     * @param action receives the actions, m rows
     */
    void act(int count, double[][] state, double[][] noise, double[][] action);
}
