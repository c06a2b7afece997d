package org.plumbline.report.bench;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.plumbline.random.SeedTree;
import org.plumbline.report.input.AlgorithmFile;
import org.plumbline.run.StopReason;
import org.plumbline.theory.panel.RobustMeans;

/**
 * One method on one instance at one target.
 *
 * @param ground the instance
 * @param contender the method
 * @param epsilon the target, or empty where the hyper-parameters do not come from one
 * @param status whether there are runs
 * @param reason why there are none, or empty
 * @param unmet why the method's theorem says nothing about the instance, or empty
 * @param method with its hyper-parameters, where there are runs
 * @param runs one a seed
 * @param bootstrap the randomness of its intervals
 */
public record BenchRow(
        Ground ground,
        Contender contender,
        OptionalDouble epsilon,
        Status status,
        String reason,
        Optional<String> unmet,
        Optional<AlgorithmFile> method,
        List<BenchRun> runs,
        SeedTree bootstrap) {
    /** Whether there are runs. */
    public enum Status {
        /** There are. */
        RAN,
        /** The theorem does not cover the instance, or it lacks an oracle; nothing was drawn. */
        NOT_APPLICABLE,
        /** The search found no constants, or a run would cost more than the profile allows. */
        LEFT_OUT,
        /** The method refuses its hyper-parameters, or the run. */
        REFUSED,
        /** A run took longer than it may. */
        TIMED_OUT
    }

    /** Copies the list. */
    public BenchRow {
        runs = List.copyOf(runs);
    }

    /**
     * Whether the method ran although its theorem says nothing about the instance.
     *
     * @return true if so
     */
    public boolean isForced() {
        return status == Status.RAN && unmet.isPresent();
    }

    /**
     * How many runs ended for a reason.
     *
     * @param stop the reason
     * @return at least 0
     */
    public long ended(StopReason stop) {
        return runs.stream().filter(run -> run.stop() == stop).count();
    }

    /**
     * The first outer iteration after which an iterate of any run was not finite, or outside the domain of g.
     *
     * @return the iteration, or −1
     */
    public long firstDivergence() {
        return runs.stream()
                .mapToLong(BenchRun::divergedAt)
                .filter(t -> t >= 0)
                .min()
                .orElse(-1);
    }

    /**
     * How many runs have something.
     *
     * @param property what
     * @return at least 0
     */
    public long having(Predicate<BenchRun> property) {
        return runs.stream().filter(property).count();
    }

    /**
     * The median of a number over the runs.
     *
     * @param number of a run
     * @return NaN without runs
     */
    public double median(ToDoubleFunction<BenchRun> number) {
        return runs.isEmpty()
                ? Double.NaN
                : RobustMeans.median(runs.stream().mapToDouble(number).toArray());
    }

    /**
     * A measured number over the runs.
     *
     * @param measure which
     * @return median, interquartile mean and interval
     */
    public Summary summary(BenchRun.Measure measure) {
        return Summary.of(
                runs.stream().mapToDouble(run -> run.value(measure)).toArray(),
                bootstrap.child(measure.key()).stream());
    }
}
