package org.plumbline.algorithm;

import org.plumbline.oracle.FiniteSumOracle;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;

/** A method for losses that are means of finitely many terms, which it asks for by their index. */
public non-sealed interface FiniteSumAlgorithm extends BilevelAlgorithm {
    /** Why such a method cannot run elsewhere. */
    String MISSING = "the losses are not sums of finitely many terms here";

    /**
     * Starts a run.
     *
     * @param oracle the only access to the problem
     * @param start the first point
     * @param stream the run's randomness
     * @return the state before the first step
     */
    Stepper start(FiniteSumOracle oracle, Start start, RandomStream stream);
}
