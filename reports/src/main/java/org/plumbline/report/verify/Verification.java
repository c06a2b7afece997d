package org.plumbline.report.verify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.report.build.Judged;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.CellSink;
import org.plumbline.theory.Certified;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Results;
import org.plumbline.theory.Sweep;
import org.plumbline.theory.Verdict;

/**
 * A plan, carried out. A cell or a judge that throws makes its own claims INCONCLUSIVE, with the message as the reason;
 * the other claims are judged all the same.
 */
public final class Verification {
    private final Plan plan;
    private final int threads;
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    private final CellTimes times = new CellTimes(System::nanoTime);
    private final Results results;

    private Verification(Plan plan, int threads, CellSink sink, LongConsumer progress) {
        this.plan = plan;
        this.threads = threads;
        List<Cell> guarded = plan.cells().stream().map(this::guarded).toList();
        this.results = Sweep.run(guarded, threads, new Guard(sink), progress);
    }

    /**
     * Runs all cells of a plan.
     *
     * @param plan the plan
     * @param threads at least 1; the results do not depend on it
     * @param sink asked before a cell runs, told after
     * @param progress told the number of finished cells, from any thread
     * @return the finished run
     */
    public static Verification run(Plan plan, int threads, CellSink sink, LongConsumer progress) {
        return new Verification(plan, threads, sink, progress);
    }

    private Cell guarded(Cell cell) {
        return new Cell(cell.key(), () -> {
            try {
                return times.timed(cell.key(), cell.work());
            } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
                failures.put(cell.key(), Failure.message(e));
                return new CellResult(Map.of(), "", OracleCounts.NONE, Failure.message(e));
            }
        });
    }

    /** Keeps the results of failed cells from the sink, so that they run again next time. */
    private final class Guard implements CellSink {
        private final CellSink sink;

        Guard(CellSink sink) {
            this.sink = sink;
        }

        @Override
        public Optional<CellResult> find(String key) {
            return sink.find(key);
        }

        @Override
        public void accept(String key, CellResult result) {
            if (!failures.containsKey(key)) {
                sink.accept(key, result);
            }
        }
    }

    /**
     * Judges every claim of the plan.
     *
     * @return in the order of the plan
     */
    public List<Judged> judge() {
        return Sweep.each(
                plan.claims(),
                threads,
                planned -> new Judged(planned.card(), evidence(planned)),
                planned -> "The judge of " + planned.card().id());
    }

    private Evidence evidence(PlannedClaim planned) {
        if (!planned.failure().isEmpty()) {
            return inconclusive(planned.failure());
        }
        Optional<String> failed = planned.cells().stream()
                .map(Cell::key)
                .filter(failures::containsKey)
                .findFirst()
                .map(key -> "the cell " + key + " failed: " + failures.get(key));
        if (failed.isPresent()) {
            return inconclusive(failed.get());
        }
        try {
            return new Certified(planned.claim()).judge(plan.settings(), results);
        } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
            return inconclusive("the judge failed: " + Failure.message(e));
        }
    }

    private static Evidence inconclusive(String reason) {
        return new Evidence(
                Verdict.INCONCLUSIVE,
                reason,
                new Evidence.Effect("none", Double.NaN, Optional.empty()),
                List.of(),
                "none: nothing could be judged",
                "those of the plan",
                Map.of(),
                List.of(),
                List.of());
    }

    /**
     * What took longest.
     *
     * @return facts for the environment of a report: the slowest claims and cells; nothing if all were in a store
     */
    public Map<String, String> slowest() {
        return times.facts(plan.claims());
    }

    /**
     * What each method drew, every cell counted once.
     *
     * @return counts by method
     */
    public Map<String, OracleCounts> drawn() {
        return results.byKey().values().stream()
                .filter(result -> !result.method().isEmpty())
                .collect(Collectors.toMap(CellResult::method, CellResult::counts, OracleCounts::plus, TreeMap::new));
    }
}
