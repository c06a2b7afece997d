package org.plumbline.algorithm;

import org.plumbline.oracle.Start;
import org.plumbline.oracle.TabularOracle;
import org.plumbline.random.RandomStream;

/** A method for an entropy-regularised agent in a finite decision process, which it may act in and not look into. */
public non-sealed interface TabularAlgorithm extends BilevelAlgorithm {
    /** Why such a method cannot run elsewhere. */
    String MISSING = "no agent in a finite decision process here";

    /**
     * Starts a run.
     *
     * @param oracle the only access to the problem
     * @param start the first point
     * @param stream the run's randomness
     * @return the state before the first step
     */
    Stepper start(TabularOracle oracle, Start start, RandomStream stream);
}
