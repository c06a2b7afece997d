package org.plumbline.report.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.report.trial.Returned;
import org.plumbline.report.trial.Trial;
import org.plumbline.report.trial.TrialResult;
import org.plumbline.report.trial.TrialRow;
import org.plumbline.run.StopReason;
import org.plumbline.run.TracePoint;
import org.plumbline.theory.CellResult;

/**
 * One run of a row, in numbers.
 *
 * @param seed the master seed with which {@code run} repeats it
 * @param result of its cell
 */
public record BenchRun(long seed, CellResult result) {
    /** A number of a run of which a row gives statistics. */
    public enum Measure {
        /** The mean of \(\|\nabla\Phi(\varphi_t)\|^2\) over \(T/2 \le t \lt T\). */
        TAIL("tail"),
        /** The mean over \(0 \le t \lt T\). */
        AVERAGE("average"),
        /** At an iterate uniform on \(0,\dots,T-1\). */
        RANDOM("random"),
        /** At \(\varphi_T\). */
        LAST("last"),
        /** The least of the run. */
        BEST("best"),
        /** \(\Phi(\varphi_T) - \Phi(\bar\varphi)\). */
        GAP("objectiveGap");

        private final String key;

        Measure(String key) {
            this.key = key;
        }

        /**
         * Its name in JSON and CSV.
         *
         * @return a word
         */
        public String key() {
            return key;
        }
    }

    private static final String STOP = "stop";
    private static final String ITERATIONS = "iterations";
    private static final String DIVERGED_AT = "divergedAt";
    private static final String LEFT_DOMAIN_AT = "leftDomainAt";
    private static final String LEFT_REGION_AT = "leftRegionAt";
    private static final String PROJECTIONS = "projections";
    private static final String TAIL_PROJECTIONS = "tailProjections";

    /** Makes the run. What a method refuses in the middle of it is a result, as other rows have nothing to do with it. */
    static CellResult make(Trial trial) {
        try {
            return content(trial.run(t -> {}), trial.spec().card().name());
        } catch (RefusedException e) {
            return new CellResult(Map.of(), trial.spec().card().name(), OracleCounts.NONE, e.getMessage());
        }
    }

    private static CellResult content(TrialResult trial, String method) {
        Map<String, double[]> values = new TreeMap<>();
        values.put(STOP, new double[] {trial.stop().ordinal()});
        values.put(
                ITERATIONS, new double[] {trial.end().map(TracePoint::iteration).orElse(0L)});
        values.put(DIVERGED_AT, new double[] {trial.divergedAt()});
        values.put(LEFT_DOMAIN_AT, new double[] {trial.leftDomainAt()});
        values.put(LEFT_REGION_AT, new double[] {trial.leftRegionAt()});
        values.put(PROJECTIONS, new double[] {trial.projections()});
        values.put(TAIL_PROJECTIONS, new double[] {trial.tailProjections()});
        values.putAll(RunPoints.packed(trial.rows()));
        boolean diverged = trial.stop() == StopReason.DIVERGED;
        for (Measure measure : Measure.values()) {
            // What a diverged run returns is infinitely bad, however good it was on its way.
            boolean lost = diverged && measure != Measure.BEST;
            // Against the edge of a box ‖∇Φ‖² is not the criterion: such a run says nothing.
            boolean inconclusive = trial.tailProjections() > 0 && measure != Measure.GAP;
            double value = inconclusive ? Double.NaN : measured(trial, measure);
            values.put(measure.key(), new double[] {lost ? Double.POSITIVE_INFINITY : value});
        }
        return new CellResult(
                values, method, trial.counts(), trial.stop() == StopReason.NOT_APPLICABLE ? trial.detail() : "");
    }

    private static double measured(TrialResult trial, Measure measure) {
        if (trial.returned().isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        Returned returned = trial.returned().get();
        return switch (measure) {
            case TAIL -> returned.tail();
            case AVERAGE -> returned.average();
            case RANDOM -> returned.random();
            case LAST -> returned.last();
            case BEST -> returned.best();
            case GAP -> trial.rows().get(trial.rows().size() - 1).objectiveGap();
        };
    }

    /**
     * Why the run ended.
     *
     * @return not NOT_APPLICABLE
     */
    public StopReason stop() {
        return StopReason.values()[(int) result.value(STOP)];
    }

    /**
     * Outer iterations made.
     *
     * @return at least 0
     */
    public long iterations() {
        return (long) result.value(ITERATIONS);
    }

    /**
     * Where an iterate was not finite, or outside the domain of g.
     *
     * @return the outer iteration, or −1
     */
    public long divergedAt() {
        return (long) result.value(DIVERGED_AT);
    }

    /**
     * Where a chain left the domain of g.
     *
     * @return the outer iteration, or −1
     */
    public long leftDomainAt() {
        return (long) result.value(LEFT_DOMAIN_AT);
    }

    /**
     * Where a chain left the region of the PL constant.
     *
     * @return the outer iteration, or −1
     */
    public long leftRegionAt() {
        return (long) result.value(LEFT_REGION_AT);
    }

    /**
     * Outer steps that a projection changed.
     *
     * @return at least 0
     */
    public long projections() {
        return (long) result.value(PROJECTIONS);
    }

    /**
     * Outer steps of the later half that a projection changed.
     *
     * @return at least 0
     */
    public long tailProjections() {
        return (long) result.value(TAIL_PROJECTIONS);
    }

    /**
     * What was drawn.
     *
     * @return by kind
     */
    public OracleCounts counts() {
        return result.counts();
    }

    /**
     * The recorded iterations.
     *
     * @return some 20 to 40, the last one the end of the run
     */
    public List<TrialRow> points() {
        return RunPoints.of(result);
    }

    /**
     * A measured number.
     *
     * @param measure which
     * @return infinite where the run diverged, NaN where there is no such number
     */
    public double value(Measure measure) {
        return result.value(measure.key());
    }
}
