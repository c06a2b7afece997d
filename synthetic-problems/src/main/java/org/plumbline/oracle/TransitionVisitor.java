package org.plumbline.oracle;

/**
 * Sees the transitions of trajectories, block by block and, within a block, step by step: one transition of every trajectory of the
 * block at a time. The vectors are the columns of arrays of rows: coordinate i of the state of trajectory k is {@code state[i][k]}.
 */
public interface TransitionVisitor {
    /**
     * Sees a transition of every trajectory of a block. Step 0 begins a block, and a block goes through all steps before the next
     * one begins. The arrays belong to the environment, which uses them again: copy what is to be kept, and change nothing. What
     * stands in columns from {@code count} on means nothing.
     *
     * @param step t, counted from 0
     * @param count the number of trajectories of the block, the same at all of its steps
     * @param state \(x_t\), n rows
     * @param noise the standard normal noise that the policy used, m rows
     * @param action \(u_t\), m rows
     * @param next \(x_{t+1}\), n rows
     */
    void visit(int step, int count, double[][] state, double[][] noise, double[][] action, double[][] next);
}
