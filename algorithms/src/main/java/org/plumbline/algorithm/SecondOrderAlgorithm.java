package org.plumbline.algorithm;

import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;

/** A method that also needs Hessian- and Jacobian-vector products of the lower loss. */
public non-sealed interface SecondOrderAlgorithm extends BilevelAlgorithm {
    /** Why such a method cannot run elsewhere. */
    String MISSING = "no Hessian- and Jacobian-vector products here";

    /**
     * Starts a run.
     *
     * @param oracle the only access to the problem
     * @param start the first point
     * @param stream the run's randomness
     * @return the state before the first step
     */
    Stepper start(SecondOrderOracle oracle, Start start, RandomStream stream);
}
