package org.plumbline.report.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.report.SampleAudits.Sample;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Verdict;

class CellTimesTest {
    private static final CellResult RESULT = new CellResult(Map.of(), "", OracleCounts.NONE, "");

    private final AtomicLong now = new AtomicLong();
    private final CellTimes times = new CellTimes(now::get);

    private void run(String key, double seconds) {
        times.timed(key, () -> {
            now.addAndGet((long) (seconds * 1e9));
            return RESULT;
        });
    }

    private static PlannedClaim claim(String id, String... keys) {
        Sample sample = new Sample(id, Verdict.SUPPORTED);
        List<Cell> cells =
                List.of(keys).stream().map(key -> new Cell(key, () -> RESULT)).toList();
        return new PlannedClaim(sample, sample.card(), cells, "");
    }

    @Test
    void slowestClaimsAndCellsComeFirstAndSharedCellsCountOnce() {
        run("one", 1);
        run("two", 2);
        run("shared", 4);
        Map<String, String> facts = times.facts(
                List.of(claim("A-1", "one"), claim("A-2", "two", "shared"), claim("A-3", "one", "shared", "stored")));
        assertEquals("6.0 s A-2; 1.0 s A-1; 0.0 s A-3", facts.get("slowestClaims"));
        assertEquals("4.0 s shared; 2.0 s two; 1.0 s one", facts.get("slowestCells"));
    }

    @Test
    void fiveAreNamedWithShortenedKeys() {
        for (int i = 1; i <= 6; i++) {
            run(i + "x".repeat(200), i);
        }
        String slowest = times.facts(List.of()).get("slowestCells");
        assertTrue(slowest.startsWith("6.0 s 6" + "x".repeat(79) + "…; 5.0 s 5xxx"), slowest);
        assertTrue(slowest.contains("2.0 s") && !slowest.contains("1.0 s"), slowest);
    }

    @Test
    void nothingIsSaidWhereNothingWasRun() {
        assertEquals(Map.of(), times.facts(List.of(claim("A-1", "stored"))));
    }
}
