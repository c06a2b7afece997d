package org.plumbline.algorithm;

import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;

/** A method that needs gradients only. */
public non-sealed interface FirstOrderAlgorithm extends BilevelAlgorithm {
    /**
     * Starts a run.
     *
     * @param oracle the only access to the problem
     * @param start the first point
     * @param stream the run's randomness
     * @return the state before the first step
     */
    Stepper start(FirstOrderOracle oracle, Start start, RandomStream stream);
}
