package org.plumbline.theory.claim.rate;

import org.plumbline.algorithm.FirstOrderAlgorithm;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;

/** How the two chains of an outer iteration begin. */
enum ChainStart {
    /** Where the last iteration left them, and at one point in the first. */
    WARM,
    /** At the start point of the run, both. */
    COLD,
    /** At points of their own, the same in every iteration. */
    COLD_APART;

    /** Of the order of the distance between a start and its solution. */
    private static final double DISTANCE = 1;

    FirstOrderAlgorithm of(FirstOrderPenalty method) {
        return switch (this) {
            case WARM -> method;
            case COLD -> method.cold();
            case COLD_APART -> new ApartPenalty(method.cold(), DISTANCE);
        };
    }
}
