package org.plumbline.algorithm;

/** The state of one run, and the only mutable object of it. */
public interface Stepper {
    /** Makes one outer iteration. */
    void step();

    /**
     * The upper variable.
     *
     * @return a copy of \(\varphi_t\), length p
     */
    double[] phi();

    /**
     * The lower variable.
     *
     * @return a copy of the chain that tracks \(\lambda^*(\varphi_t)\), length d
     */
    double[] lambda();

    /**
     * The penalised lower variable.
     *
     * @return a copy of the chain that tracks \(\lambda_\sigma(\varphi_t)\), length d; for methods without one, the
     *     lower variable
     */
    default double[] penalisedLambda() {
        return lambda();
    }

    /**
     * How many outer steps were changed by a projection of \(\varphi\), at most one a call of {@link #step()}.
     *
     * @return 0 for methods in their exact form
     */
    default long projections() {
        return 0;
    }
}
