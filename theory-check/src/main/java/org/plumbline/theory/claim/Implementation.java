package org.plumbline.theory.claim;

import org.plumbline.algorithm.FirstOrderAlgorithm;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;

/**
 * The implementation of Algorithm 1 that a claim runs. A claim fixes the parameters; who carries them out is handed in, so that
 * a broken implementation can be put before a check that does not know it.
 */
@FunctionalInterface
public interface Implementation {
    /** The one that is registered. */
    Implementation SOUND = method -> method;

    /**
     * The method to run.
     *
     * @param method the parameters that the claim has fixed
     * @return the method with these parameters
     */
    FirstOrderAlgorithm of(FirstOrderPenalty method);
}
