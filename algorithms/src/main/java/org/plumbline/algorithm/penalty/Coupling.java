package org.plumbline.algorithm.penalty;

/** Where the two chains of a penalty method see the same batch. */
public enum Coupling {
    /** Nowhere: all batches are independent. The form in which Algorithm 1 is stated. */
    NONE(false, false),
    /** At every inner step, but not in the two gradients whose difference is divided by σ. */
    INNER(true, false),
    /** In the two gradients whose difference is divided by σ, but not at the inner steps. */
    OUTER(false, true),
    /** At both. */
    FULL(true, true);

    private final boolean inner;
    private final boolean outer;

    Coupling(boolean inner, boolean outer) {
        this.inner = inner;
        this.outer = outer;
    }

    boolean inner() {
        return inner;
    }

    boolean outer() {
        return outer;
    }
}
