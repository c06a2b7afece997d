package org.plumbline.report.trial;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.apache.commons.math3.exception.MathArithmeticException;
import org.apache.commons.math3.exception.MathIllegalArgumentException;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.KnownOptimum;
import org.plumbline.run.Probe;
import org.plumbline.run.StopReason;
import org.plumbline.run.StopRule;
import org.plumbline.theory.measure.StationarityProbe;

/**
 * Measures a run as it goes, and keeps numbers only, so that a long run of a large instance needs no memory for its
 * iterates. As a stop rule it learns the counts and passes the question on; what it measures decides nothing.
 */
final class TrialMeter implements StopRule, Probe {
    private final GroundTruth truth;
    private final Optional<KnownOptimum> optimum;
    private final StopRule rule;
    private final Rows rows;
    private final LongConsumer progress;
    private final StationarityProbe stationarity;
    private final Stopwatch watch;
    private OracleCounts counts = OracleCounts.NONE;
    private boolean ends;

    TrialMeter(BilevelProblem problem, StopRule rule, OptionalLong every, LongConsumer progress, Stopwatch watch) {
        this.watch = watch;
        this.truth = problem.truth();
        this.optimum = truth.knownOptimum();
        this.rule = rule;
        this.rows = new Rows(every);
        this.progress = progress;
        this.stationarity = new StationarityProbe(problem);
    }

    /** Asked before the probe is called for the same iteration. */
    @Override
    public Optional<StopReason> check(long iterations, OracleCounts drawn) {
        Optional<StopReason> reason = rule.check(iterations, drawn);
        counts = drawn;
        ends = reason.isPresent();
        return reason;
    }

    @Override
    public void at(long t, double[] phi, double[] lambda, double[] penalised) {
        watch.stop();
        stationarity.at(t, phi, lambda, penalised);
        rows.offer(t, ends, () -> row(t, phi, lambda));
        progress.accept(t);
        watch.resume();
    }

    /** A run that does not stay finite ends with a row that the probe never sees. */
    void diverged(long t, OracleCounts drawn) {
        watch.stop();
        rows.offer(t, true, () -> TrialRow.unmeasured(t, drawn, watch.seconds()));
    }

    private TrialRow row(long t, double[] phi, double[] lambda) {
        double squaredNorm = stationarity.at(stationarity.iterations());
        double objectiveGap = Double.NaN;
        double lowerGap = Double.POSITIVE_INFINITY;
        try {
            objectiveGap = optimum.isEmpty()
                    ? Double.NaN
                    : truth.objective(phi) - optimum.get().value();
            lowerGap = truth.functions().lower(phi, lambda) - truth.lowerOptimum(phi);
        } catch (RefusedException
                | MathIllegalArgumentException
                | MathIllegalStateException
                | MathArithmeticException e) {
            // So far out that the truth is beyond double precision; the norm of the hypergradient is infinite then.
            objectiveGap = optimum.isEmpty() ? Double.NaN : Double.POSITIVE_INFINITY;
        }
        return new TrialRow(t, counts, true, squaredNorm, objectiveGap, lowerGap, watch.seconds());
    }

    List<TrialRow> rows() {
        return rows.all();
    }

    StationarityProbe stationarity() {
        return stationarity;
    }
}
