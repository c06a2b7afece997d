package org.plumbline.report.verify;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.report.build.Judged;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.CellSink;
import org.plumbline.theory.Certified;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Results;
import org.plumbline.theory.Sweep;
import org.plumbline.theory.TimeLimit;
import org.plumbline.theory.Verdict;

/**
 * A plan, carried out. A cell or a judge that throws makes its own claims INCONCLUSIVE, with the message as the reason;
 * the other claims are judged all the same. Results are looked up when a claim is judged and forgotten after, so that with a sink on
 * disk memory does not grow with them.
 */
public final class Verification {
    private final Plan plan;
    private final int threads;
    private final TimeLimit limit;
    private final CellSink sink;
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    private final Set<String> missing = new HashSet<>();
    private final Map<String, OracleCounts> drawn = new ConcurrentSkipListMap<>();
    private final CellTimes times = new CellTimes(System::nanoTime);

    private Verification(Plan plan, int threads, TimeLimit limit, CellSink sink) {
        this.plan = plan;
        this.threads = threads;
        this.limit = limit;
        this.sink = sink;
    }

    /**
     * Runs all cells of a plan, however long they take.
     *
     * @param plan the plan
     * @param threads at least 1; the results do not depend on it
     * @param sink asked before a cell runs, told after, and asked again when claims are judged: it must keep what it is told
     * @param progress told the number of finished cells, from any thread
     * @return the finished run
     */
    public static Verification run(Plan plan, int threads, CellSink sink, LongConsumer progress) {
        return run(plan, threads, TimeLimit.NONE, sink, progress);
    }

    /**
     * Runs all cells of a plan. One that takes too long has failed, and runs again next time.
     *
     * @param plan the plan
     * @param threads at least 1; the results do not depend on it
     * @param limit of one cell
     * @param sink asked before a cell runs, told after, and asked again when claims are judged: it must keep what it is told
     * @param progress told the number of finished cells, from any thread
     * @return the finished run
     */
    public static Verification run(Plan plan, int threads, TimeLimit limit, CellSink sink, LongConsumer progress) {
        return run(plan, plan.distinct(), threads, limit, sink, progress);
    }

    /**
     * The same in another order. Results do not depend on it.
     *
     * @param plan the plan
     * @param order its different cells, as they are to be begun
     * @param threads at least 1; the results do not depend on it
     * @param limit of one cell
     * @param sink asked before a cell runs, told after, and asked again when claims are judged: it must keep what it is told
     * @param progress told the number of finished cells, from any thread
     * @return the finished run
     */
    public static Verification run(
            Plan plan, List<Cell> order, int threads, TimeLimit limit, CellSink sink, LongConsumer progress) {
        Verification run = new Verification(plan, threads, limit, sink);
        AtomicLong finished = new AtomicLong();
        Sweep.each(
                order,
                threads,
                cell -> {
                    run.count(run.finish(cell));
                    progress.accept(finished.incrementAndGet());
                    return Optional.empty();
                },
                cell -> "The cell " + cell.key());
        return run;
    }

    /**
     * Takes what a sink has and runs nothing: claims of which cells are missing are NOT_RUN.
     *
     * @param plan the plan
     * @param threads at least 1; the results do not depend on it
     * @param sink asked for every cell
     * @return what there is
     */
    public static Verification found(Plan plan, int threads, CellSink sink) {
        Verification found = new Verification(plan, threads, TimeLimit.NONE, sink);
        plan.distinct().forEach(cell -> {
            Optional<CellResult> known = sink.find(cell);
            known.ifPresent(found::count);
            if (known.isEmpty()) {
                found.missing.add(cell.key());
            }
        });
        return found;
    }

    /** What failed is kept from the sink, so that it runs again next time. */
    private CellResult finish(Cell cell) {
        Optional<CellResult> known = sink.find(cell);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            CellResult result = times.timed(cell.key(), () -> limit.within(cell.work()));
            sink.accept(cell, result);
            return result;
        } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
            failures.put(cell.key(), Failure.message(e));
            return failed(cell);
        }
    }

    private void count(CellResult result) {
        if (!result.method().isEmpty()) {
            drawn.merge(result.method(), result.counts(), OracleCounts::plus);
        }
    }

    private CellResult failed(Cell cell) {
        return new CellResult(Map.of(), "", OracleCounts.NONE, failures.get(cell.key()));
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
                this::judged,
                planned -> "The judge of " + planned.card().id());
    }

    private Judged judged(PlannedClaim planned) {
        if (!planned.failure().isEmpty()) {
            return undecided(planned, Verdict.INCONCLUSIVE, planned.failure());
        }
        List<String> keys = planned.cells().stream().map(Cell::key).distinct().toList();
        long absent = keys.stream().filter(missing::contains).count();
        if (absent > 0) {
            return undecided(planned, Verdict.NOT_RUN, absent + " of its " + keys.size() + " cells are missing");
        }
        Optional<String> failed = keys.stream()
                .filter(failures::containsKey)
                .findFirst()
                .map(key -> "the cell " + key + " failed: " + failures.get(key));
        if (failed.isPresent()) {
            return undecided(planned, Verdict.INCONCLUSIVE, failed.get());
        }
        try {
            return new Judged(planned.card(), new Certified(planned.claim()).judge(plan.settings(), results(planned)));
        } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
            return undecided(planned, Verdict.INCONCLUSIVE, "the judge failed: " + Failure.message(e));
        }
    }

    private Results results(PlannedClaim planned) {
        Map<String, CellResult> byKey = new LinkedHashMap<>();
        for (Cell cell : planned.cells()) {
            byKey.computeIfAbsent(
                    cell.key(),
                    key -> sink.find(cell).orElseThrow(() -> new IllegalStateException("its result is gone: " + key)));
        }
        return new Results(byKey);
    }

    private static Judged undecided(PlannedClaim planned, Verdict verdict, String reason) {
        Evidence evidence = new Evidence(
                verdict,
                reason,
                new Evidence.Effect("none", Double.NaN, Optional.empty()),
                List.of(),
                "none: nothing could be judged",
                "those of the plan",
                Map.of(),
                List.of(),
                List.of());
        return new Judged(planned.card(), evidence, false);
    }

    /**
     * How many cells were looked for and not found.
     *
     * @return 0 after a run
     */
    public int missing() {
        return missing.size();
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
     * How long claims took.
     *
     * @return seconds of one thread by claim, 0 where a store had all; a cell of several claims counts for each
     */
    public Map<String, Double> seconds() {
        return times.seconds(plan.claims());
    }

    /**
     * What each method drew, every cell counted once.
     *
     * @return counts by method, in order of name
     */
    public Map<String, OracleCounts> drawn() {
        return drawn;
    }
}
