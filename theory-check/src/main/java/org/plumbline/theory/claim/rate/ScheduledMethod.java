package org.plumbline.theory.claim.rate;

import java.util.HashMap;
import java.util.Map;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.TheoremSchedule;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.BilevelProblem;

/**
 * A registered method under a schedule, with some hyper-parameters forced to other values.
 *
 * @param label its name in tables and charts
 * @param problem the instance
 * @param noise the law of sampling
 * @param spec the method
 * @param schedule its hyper-parameters as functions of the target; not always the method's own
 * @param constants of the schedule
 * @param forced hyper-parameters that a control changes
 */
record ScheduledMethod(
        String label,
        BilevelProblem problem,
        NoiseModel noise,
        AlgorithmSpec spec,
        TheoremSchedule schedule,
        Map<String, Double> constants,
        Map<String, Object> forced)
        implements RateColumn {
    @Override
    public String sampling() {
        return noise.toString();
    }

    @Override
    public Oracles oraclesAt(double epsilon) {
        return problem.oracles(noise);
    }

    @Override
    public BilevelAlgorithm method(double epsilon) {
        Map<String, Object> values =
                new HashMap<>(schedule.at(epsilon, constants).values());
        values.putAll(forced);
        return spec.create(values);
    }

    @Override
    public long iterations(double epsilon) {
        return schedule.at(epsilon, constants).iterations();
    }

    ScheduledMethod with(String otherLabel, AlgorithmSpec other, Map<String, Object> otherForced) {
        return new ScheduledMethod(otherLabel, problem, noise, other, schedule, constants, otherForced);
    }
}
