package org.plumbline.report.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.plumbline.report.SampleAudits.Sample;
import org.plumbline.report.build.Judged;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.CellSink;
import org.plumbline.theory.Claim;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.TimeLimit;
import org.plumbline.theory.Verdict;

class VerificationTest {
    private static final Settings SETTINGS = new Settings(Profile.QUICK, 1);

    private static List<Judged> judged(CellSink sink, Claim... claims) {
        return Verification.run(Plan.of(List.of(claims), SETTINGS), 2, sink, finished -> {})
                .judge();
    }

    private static Sample failingCell(String id) {
        return new Sample(id, Verdict.SUPPORTED) {
            @Override
            public List<Cell> plan(Settings settings) {
                return List.of(new Cell("broken", () -> {
                    throw new ArithmeticException("no such number");
                }));
            }
        };
    }

    @Test
    void failingCellSpoilsItsOwnClaimOnly() {
        List<Judged> judged = judged(new MemorySink(), failingCell("A-1"), new Sample("A-2", Verdict.SUPPORTED));
        assertEquals(Verdict.INCONCLUSIVE, judged.get(0).evidence().verdict());
        assertEquals(
                "the cell broken failed: no such number",
                judged.get(0).evidence().reason());
        assertEquals(Verdict.SUPPORTED, judged.get(1).evidence().verdict());
    }

    @Test
    void failingPlanSpoilsItsOwnClaimOnly() {
        Sample broken = new Sample("A-1", Verdict.SUPPORTED) {
            @Override
            public List<Cell> plan(Settings settings) {
                throw new IllegalArgumentException("no plan");
            }
        };
        List<Judged> judged = judged(new MemorySink(), broken, new Sample("A-2", Verdict.SUPPORTED));
        assertEquals("the plan failed: no plan", judged.get(0).evidence().reason());
        assertEquals(Verdict.SUPPORTED, judged.get(1).evidence().verdict());
    }

    /** Also where a sink keeps results by more than the key, such as the code that a cell's work can reach. */
    @Test
    void claimsThatShareCellsFindTheSameResult() {
        Map<Cell, CellResult> kept = new ConcurrentHashMap<>();
        CellSink byObject = new CellSink() {
            @Override
            public Optional<CellResult> find(Cell cell) {
                return Optional.ofNullable(kept.get(cell));
            }

            @Override
            public void accept(Cell cell, CellResult result) {
                kept.put(cell, result);
            }
        };
        List<Judged> judged = judged(byObject, sharing("A-1"), sharing("A-2"));
        assertEquals(
                List.of(Verdict.SUPPORTED, Verdict.SUPPORTED),
                judged.stream().map(each -> each.evidence().verdict()).toList());
    }

    private static Sample sharing(String id) {
        return new Sample(id, Verdict.SUPPORTED) {
            @Override
            public List<Cell> plan(Settings settings) {
                List<Cell> cells = new ArrayList<>(super.plan(settings));
                cells.add(new Cell("shared", () -> CellResult.of(Map.of("of " + id, new double[] {1}))));
                return cells;
            }

            @Override
            public Evidence judge(Settings settings, Results results) {
                results.get("shared").value("of A-1");
                return super.judge(settings, results);
            }
        };
    }

    /** By the mean time of a claim's cells; what is shared is begun with the first of its claims. */
    @Test
    void theLongestCellsAreBegunFirst() {
        Plan plan = Plan.of(
                List.of(new Sample("A-1", Verdict.SUPPORTED), sharing("A-2"), sharing("A-3"), failingCell("A-4")),
                SETTINGS);
        Map<String, Double> seconds = Map.of("A-1", 4.0, "A-3", 50.0, "A-4", 5.0);
        List<Cell> order = plan.longestFirst(id -> seconds.getOrDefault(id, 0.0));
        assertEquals(Set.copyOf(plan.distinct()), Set.copyOf(order));
        assertEquals(plan.distinct().size(), order.size());
        PlannedClaim longest = plan.claims().get(2);
        assertEquals(longest.cells(), order.subList(0, longest.cells().size()));
        assertEquals("broken", order.get(longest.cells().size()).key());
        List<Judged> judged = Verification.run(plan, order, 2, TimeLimit.NONE, new MemorySink(), finished -> {})
                .judge();
        assertEquals(Verdict.SUPPORTED, judged.get(0).evidence().verdict());
    }

    @Test
    void failedCellIsNotKeptAsAResult() {
        AtomicInteger kept = new AtomicInteger();
        CellSink sink = new CellSink() {
            @Override
            public Optional<CellResult> find(Cell cell) {
                return Optional.empty();
            }

            @Override
            public void accept(Cell cell, CellResult result) {
                kept.incrementAndGet();
            }
        };
        judged(sink, failingCell("A-1"), new Sample("A-2", Verdict.SUPPORTED));
        assertEquals(4, kept.get());
    }

    @Test
    void planRecordsRulesAndCells() {
        Plan plan =
                Plan.of(List.of(new Sample("A-1", Verdict.SUPPORTED), new Sample("A-2", Verdict.SUPPORTED)), SETTINGS);
        assertEquals(8, plan.cells().size());
        assertEquals(4, plan.distinctCells());
        assertTrue(
                plan.content().toString().contains("ruleHash=cc26285cca19"),
                plan.content().toString());
    }

    @Test
    void aCellThatTimesOutLeavesItsClaimUndecided() {
        Sample slow = new Sample("A-1", Verdict.SUPPORTED) {
            @Override
            public List<Cell> plan(Settings settings) {
                return List.of(new Cell("slow", () -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        Thread.onSpinWait();
                    }
                    throw new IllegalStateException("interrupted");
                }));
            }
        };
        MemorySink sink = new MemorySink();
        Plan plan = Plan.of(List.of(slow, new Sample("A-2", Verdict.SUPPORTED)), SETTINGS);
        // Other cells take microseconds; this is what a loaded machine may pause.
        TimeLimit limit = TimeLimit.of(Duration.ofSeconds(3));
        List<Judged> judged =
                Verification.run(plan, 2, limit, sink, finished -> {}).judge();
        assertEquals(Verdict.INCONCLUSIVE, judged.get(0).evidence().verdict());
        assertEquals(
                "the cell slow failed: TIMED_OUT after 3.0 s",
                judged.get(0).evidence().reason());
        assertEquals(Verdict.SUPPORTED, judged.get(1).evidence().verdict());
        assertEquals(Optional.empty(), sink.find(plan.distinct().get(0)));
    }

    @Test
    void whatIsMissingIsNotRun() {
        Plan first = Plan.of(List.of(new Sample("A-1", Verdict.SUPPORTED)), SETTINGS);
        Plan both = Plan.of(List.of(new Sample("A-1", Verdict.SUPPORTED), failingCell("A-2")), SETTINGS);
        MemorySink sink = new MemorySink();
        List<Judged> whole = Verification.run(first, 1, sink, finished -> {}).judge();
        Verification found = Verification.found(both, 1, sink);
        assertEquals(1, found.missing());
        List<Judged> judged = found.judge();
        assertEquals(whole.get(0).evidence().verdict(), judged.get(0).evidence().verdict());
        assertEquals(whole.get(0).evidence().reason(), judged.get(0).evidence().reason());
        assertEquals(Verdict.NOT_RUN, judged.get(1).evidence().verdict());
        assertEquals("1 of its 1 cells are missing", judged.get(1).evidence().reason());
    }
}
