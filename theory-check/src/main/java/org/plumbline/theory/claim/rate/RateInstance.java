package org.plumbline.theory.claim.rate;

import java.util.function.DoubleFunction;
import org.plumbline.algorithm.penalty.Coupling;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.algorithm.penalty.PenaltySchedule;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.BilevelProblem;

/**
 * One column of a rate study: an instance under a law of sampling, and the schedule that a method follows on it.
 *
 * @param problem the instance
 * @param sampling the law of sampling, in words; part of the cells' keys
 * @param oracles the oracles at a target \(\epsilon\)
 * @param schedule the parameters at a target \(\epsilon\)
 * @param coupling where the chains share batches
 */
record RateInstance(
        BilevelProblem problem,
        String sampling,
        DoubleFunction<Oracles> oracles,
        PenaltySchedule schedule,
        Coupling coupling) {

    FirstOrderPenalty method(double epsilon) {
        return schedule.at(epsilon).with(coupling);
    }

    RateInstance with(PenaltySchedule other) {
        return new RateInstance(problem, sampling, oracles, other, coupling);
    }

    RateInstance with(String otherSampling, DoubleFunction<Oracles> otherOracles) {
        return new RateInstance(problem, otherSampling, otherOracles, schedule, coupling);
    }
}
