package org.plumbline.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.plumbline.random.SeedTree;

class SweepTest {
    private static final class MapSink implements CellSink {
        final Map<String, CellResult> results = new ConcurrentHashMap<>();

        @Override
        public Optional<CellResult> find(Cell cell) {
            return Optional.ofNullable(results.get(cell.key()));
        }

        @Override
        public void accept(Cell cell, CellResult result) {
            results.put(cell.key(), result);
        }
    }

    private static Cell cell(String key, AtomicInteger runs) {
        return new Cell(key, () -> {
            runs.incrementAndGet();
            double value = SeedTree.of(1).child(key).stream().gaussian();
            return CellResult.of(Map.of("x", new double[] {value}));
        });
    }

    private static List<Cell> cells(AtomicInteger runs) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            cells.add(cell("cell " + i % 50, runs));
        }
        return cells;
    }

    @Test
    void equalKeysRunOnceAndKnownResultsAreNotRunAgain() {
        AtomicInteger runs = new AtomicInteger();
        MapSink sink = new MapSink();
        Sweep.run(cells(runs), 3, sink, done -> {});
        assertEquals(50, runs.get());
        Sweep.run(cells(runs), 3, sink, done -> {});
        assertEquals(50, runs.get());
    }

    @Test
    void theNumberOfThreadsDoesNotChangeTheResults() {
        Results one = Sweep.run(cells(new AtomicInteger()), 1, new MapSink(), done -> {});
        Results four = Sweep.run(cells(new AtomicInteger()), 4, new MapSink(), done -> {});
        for (int i = 0; i < 50; i++) {
            assertEquals(one.get("cell " + i).value("x"), four.get("cell " + i).value("x"));
        }
    }

    @Test
    void aFailingCellIsNamed() {
        Cell broken = new Cell("broken cell", () -> {
            throw new IllegalStateException("inside");
        });
        IllegalStateException thrown = assertThrows(
                IllegalStateException.class, () -> Sweep.run(List.of(broken), 2, new MapSink(), done -> {}));
        assertEquals("The cell broken cell failed.", thrown.getMessage());
    }

    @Test
    void evidenceWhoseControlIsNotRejectedCannotSupport() {
        Evidence evidence = new Evidence(
                Verdict.SUPPORTED,
                "all well",
                new Evidence.Effect("slope", 1, Optional.empty()),
                List.of(new Evidence.Control("toothless", false, "slope 1")),
                "none",
                "none",
                Map.of(),
                List.of(),
                List.of());
        assertEquals(Verdict.INCONCLUSIVE, evidence.verdict());
    }
}
