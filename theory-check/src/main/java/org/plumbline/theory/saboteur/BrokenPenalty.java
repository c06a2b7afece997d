package org.plumbline.theory.saboteur;

import org.plumbline.algorithm.FirstOrderAlgorithm;
import org.plumbline.algorithm.Stepper;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;

/**
 * Algorithm 1, written a second time and with one defect. Without one it makes the trace of {@link FirstOrderPenalty}, bit for
 * bit, which a test shows: so each defect differs in what it says and in nothing else.
 *
 * @param method the parameters
 * @param defect what is broken
 */
record BrokenPenalty(FirstOrderPenalty method, PenaltyDefect defect) implements FirstOrderAlgorithm {
    @Override
    public String name() {
        return method.name();
    }

    @Override
    public Stepper start(FirstOrderOracle oracle, Start start, RandomStream stream) {
        return new BrokenStepper(method, defect, oracle, start, stream);
    }
}
