package org.plumbline.algorithm;

import org.plumbline.oracle.ModelOracle;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;

/** A method for an entropy-regularised agent in a finite decision process whose transition probabilities it reads. */
public non-sealed interface ModelAlgorithm extends BilevelAlgorithm {
    /** Why such a method cannot run elsewhere. */
    String MISSING = "no known model of a finite decision process here";

    /**
     * Starts a run.
     *
     * @param oracle the only access to the problem
     * @param start the first point
     * @param stream the run's randomness
     * @return the state before the first step
     */
    Stepper start(ModelOracle oracle, Start start, RandomStream stream);
}
