package org.plumbline.run;

/**
 * Looks at the iterates of a run, and cannot act on it: it returns nothing and gets copies. Measuring against a ground
 * truth enters here, uncounted.
 */
@FunctionalInterface
public interface Probe {
    /** Looks away. */
    Probe NONE = (t, phi, lambda, penalised) -> {};

    /**
     * Called before the first and after every outer iteration whose iterates are finite.
     *
     * @param t outer iterations made so far
     * @param phi a copy of \(\varphi_t\)
     * @param lambda a copy of the lower variable
     * @param penalised a copy of the penalised lower variable
     */
    void at(long t, double[] phi, double[] lambda, double[] penalised);
}
