package org.plumbline.algorithm.penalty;

/** Where the two chains of a penalty method see the same batch. */
public enum Coupling {
    /** Nowhere: all batches are independent. The form in which Algorithm 1 is stated. */
    NONE(false, false, false),
    /** At every inner step, but not in the two gradients whose difference is divided by σ. */
    INNER(true, false, false),
    /** In the two gradients whose difference is divided by σ, but not at the inner steps. */
    OUTER(false, true, false),
    /** At both. */
    FULL(true, true, false),
    /** At both, and the same one throughout an outer iteration: the chains go towards zeros of one sampled field. */
    ITERATION(true, true, true);

    private final boolean inner;
    private final boolean outer;
    private final boolean iteration;

    Coupling(boolean inner, boolean outer, boolean iteration) {
        this.inner = inner;
        this.outer = outer;
        this.iteration = iteration;
    }

    /**
     * Whether both chains see one batch at an inner step.
     *
     * @return true where they do
     */
    public boolean inner() {
        return inner;
    }

    /**
     * Whether the two gradients that are differenced see one batch.
     *
     * @return true where they do
     */
    public boolean outer() {
        return outer;
    }

    /**
     * Whether one batch serves all gradients of an outer iteration.
     *
     * @return true where it does
     */
    public boolean iteration() {
        return iteration;
    }
}
