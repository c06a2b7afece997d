package org.plumbline.oracle;

/** Sees the transitions of trajectories one after the other. */
public interface TransitionVisitor {
    /**
     * Sees one transition. The arrays belong to the environment, which uses them again: copy what is to be kept, and
     * change nothing.
     *
     * @param step t, counted from 0, which begins a trajectory
     * @param state \(x_t\), length n
     * @param noise the standard normal noise that the policy used, length m
     * @param action \(u_t\), length m
     * @param next \(x_{t+1}\), length n
     */
    void visit(int step, double[] state, double[] noise, double[] action, double[] next);
}
