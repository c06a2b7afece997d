package org.plumbline.report.gate;

import java.util.Optional;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.run.Probe;
import org.plumbline.run.StopReason;
import org.plumbline.run.StopRule;
import org.plumbline.theory.measure.StationarityProbe;

/**
 * Measures one run: the samples when it first came to its target, and the tail mean. As a stop rule it learns the counts and
 * decides by the iterations alone.
 */
final class GateRun implements StopRule, Probe {
    private final StopRule rule;
    private final double epsilon;
    private final StationarityProbe stationarity;
    private OracleCounts counts = OracleCounts.NONE;
    private long reached;

    GateRun(BilevelProblem problem, long iterations, double epsilon) {
        this.rule = StopRule.iterations(iterations);
        this.epsilon = epsilon;
        this.stationarity = new StationarityProbe(problem);
    }

    /** Asked before the probe is called for the same iteration. */
    @Override
    public Optional<StopReason> check(long iterations, OracleCounts drawn) {
        counts = drawn;
        return rule.check(iterations, drawn);
    }

    @Override
    public void at(long t, double[] phi, double[] lambda, double[] penalised) {
        stationarity.at(t, phi, lambda, penalised);
        if (reached == 0 && t > 0 && stationarity.at((int) t) <= epsilon) {
            reached = counts.samples();
        }
    }

    /** Samples drawn when the target was first reached after the start, or 0. */
    long samplesToTarget() {
        return reached;
    }

    double tail() {
        return stationarity.tail();
    }
}
