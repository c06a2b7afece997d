package org.plumbline.theory.claim.rate;

import java.util.function.UnaryOperator;
import org.plumbline.algorithm.FirstOrderAlgorithm;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.algorithm.penalty.PenaltySchedule;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.BilevelProblem;

/**
 * Algorithm 1 on one instance, with a way to start its chains.
 *
 * @param label what tells it from the other columns of a claim
 * @param instance with the schedule
 * @param start of the chains
 */
record PenaltyArm(String label, RateInstance instance, ChainStart start) implements RateColumn {
    /**
     * How a column departs from the theorem, whatever the instance.
     *
     * @param label what tells it from the other columns
     * @param schedule the departure
     * @param start of the chains
     */
    record Change(String label, UnaryOperator<PenaltySchedule> schedule, ChainStart start) {
        static Change warm(String label, UnaryOperator<PenaltySchedule> schedule) {
            return new Change(label, schedule, ChainStart.WARM);
        }

        PenaltyArm of(RateInstance instance) {
            return new PenaltyArm(label, instance.with(schedule.apply(instance.schedule())), start);
        }
    }

    @Override
    public BilevelProblem problem() {
        return instance.problem();
    }

    @Override
    public String sampling() {
        return instance.sampling();
    }

    @Override
    public Oracles oraclesAt(double epsilon) {
        return instance.oraclesAt(epsilon);
    }

    @Override
    public FirstOrderAlgorithm method(double epsilon) {
        return start.of(parameters(epsilon));
    }

    FirstOrderPenalty parameters(double epsilon) {
        return instance.method(epsilon);
    }

    @Override
    public long iterations(double epsilon) {
        return instance.iterations(epsilon);
    }
}
