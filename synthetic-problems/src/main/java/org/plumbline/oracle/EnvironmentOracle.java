package org.plumbline.oracle;

/**
 * An environment that can be acted in and not looked into: it gives trajectories, and neither its dynamics nor the law
 * of its disturbances. Costs are not its affair, as a cost is a known function of state and action.
 */
public interface EnvironmentOracle {
    /**
     * The number of states.
     *
     * @return n, at least 1
     */
    int stateDimension();

    /**
     * The number of inputs.
     *
     * @return m, at least 1
     */
    int actionDimension();

    /**
     * Simulates one trajectory for each sample of the batch. The batch fixes all that is random (the starts, the
     * disturbances and the noise given to the policy), so the same batch under two policies means common random
     * numbers. Charges {@link Batch#size} trajectories and that many times the horizon of transitions.
     *
     * @param batch the realisation; its size is the number of trajectories
     * @param policy chooses the actions
     * @param horizon H, the number of transitions of every trajectory, at least 1
     * @param visitor sees the transitions, block by block of trajectories
     */
    void rollOut(Batch batch, Policy policy, int horizon, TransitionVisitor visitor);
}
