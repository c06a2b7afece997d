package org.plumbline.oracle;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A finite decision process that can be acted in and not looked into: it gives trajectories, and not its transition
 * probabilities. Rewards are not its affair, as a reward is a known function of state and action.
 *
 * <p>A batch fixes the numbers that are drawn uniformly from [0, 1) for the start, the actions and the next states, which
 * inverse distribution functions turn into states and actions. So the same batch under two policies means common random
 * numbers; but where the policies differ by δ an action, and all that follows it, differs with a probability of order δ,
 * so that the mean square of a difference is of order δ and not δ².
 */
public interface DecisionEnvironment {
    /**
     * The number of states.
     *
     * @return S, at least 1
     */
    int states();

    /**
     * The number of actions.
     *
     * @return A, at least 1
     */
    int actions();

    /**
     * The discount.
     *
     * @return γ, in (0, 1)
     */
    double discount();

    /**
     * Simulates one trajectory for each sample of the batch. Charges {@link Batch#size} trajectories and that many times the
     * horizon of transitions; but nothing if an earlier call had the same batch, policy (the same object) and horizon, since these
     * trajectories are then there already.
     *
     * @param batch the realisation; its size is the number of trajectories
     * @param policy chooses the actions
     * @param horizon H, at least 1
     * @param visitor sees the trajectories, block by block, every time in the same order
     */
    void rollOut(Batch batch, SoftmaxPolicy policy, int horizon, Consumer<Paths> visitor);

    /**
     * The same from a chosen first pair, as a simulator that can be set to a state allows. Always charged.
     *
     * @param batch the realisation
     * @param pair the first pair, s·A + a; the policy acts from the second step on
     * @param policy chooses the actions
     * @param horizon H, at least 1
     * @param visitor sees the trajectories, block by block
     */
    void rollOutFrom(Batch batch, int pair, SoftmaxPolicy policy, int horizon, Consumer<Paths> visitor);

    /**
     * Factors a linear system that was made of trajectories. It is here, where any method could do it by itself, so that no
     * method's solves are missing in the ledger. Charges one linear solve, whatever the number of right-hand sides.
     *
     * @param system a nonsingular square matrix, row by row
     * @return from a right-hand side to its solution, a new array
     */
    UnaryOperator<double[]> solver(double[][] system);
}
