package org.plumbline.oracle;

/** A kind of entry in the {@link Ledger}. The kinds that are samples are disjoint: no draw is in two of them. */
public enum Draw {
    /** One sample of the gradient of g at one point. */
    LOWER_GRADIENT("lower gradients", true, false),
    /** One sample of the gradient of f at one point. */
    UPPER_GRADIENT("upper gradients", true, false),
    /** One sample of a gradient at a displaced point, in place of a Hessian-vector product. */
    DISPLACED_GRADIENT("displaced gradients", true, false),
    /** One sample of a Hessian-vector product. */
    HESSIAN_VECTOR("Hessian-vector products", true, true),
    /** One sample of a product with the cross derivative. */
    JACOBIAN_VECTOR("Jacobian-vector products", true, true),
    /** One trajectory at one policy; the gradients of f and g read off it are not counted again. */
    TRAJECTORY("trajectories", true, false),
    /** One step of a trajectory: a finer unit of {@link #TRAJECTORY}, not a further sample. */
    TRANSITION("transitions", false, false),
    /**
     * One linear system of trajectories that was factored, by an estimator or by a method: work, not a sample. What a method
     * does with products that it has paid for is its own affair.
     */
    LINEAR_SOLVE("linear solves", false, false),
    /** One answer of a person about two trajectories, which are counted as such: not a further sample. */
    LABEL("labels", false, false);

    private final String label;
    private final boolean sample;
    private final boolean secondOrder;

    Draw(String label, boolean sample, boolean secondOrder) {
        this.label = label;
        this.sample = sample;
        this.secondOrder = secondOrder;
    }

    /**
     * The name in tables.
     *
     * @return a plural noun
     */
    public String label() {
        return label;
    }

    /**
     * Whether it counts towards the total number of samples N.
     *
     * @return true for samples, false for finer units and for work
     */
    public boolean isSample() {
        return sample;
    }

    /**
     * Whether it needs second derivatives.
     *
     * @return true for Hessian- and Jacobian-vector products
     */
    public boolean isSecondOrder() {
        return secondOrder;
    }
}
