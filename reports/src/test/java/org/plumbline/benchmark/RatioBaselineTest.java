package org.plumbline.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.benchmark.Quotient.Better;
import org.plumbline.report.input.BenchmarkFile.Ratio;

class RatioBaselineTest {
    private static Quotient quotient(String id, Better better) {
        return new Quotient(
                id, "a to b", OptionalDouble.empty(), OptionalDouble.empty(), better, scores -> new double[] {1});
    }

    private static Ratio ratio(String id, double lower, double upper) {
        return new Ratio(id, "a to b", (lower + upper) / 2, lower, upper, "", null);
    }

    private static boolean isWorse(Better better, double lower, double upper) {
        return !RatioBaseline.regressions(
                        List.of(quotient("x", better)), List.of(ratio("x", lower, upper)), Map.of("x", 1.0))
                .isEmpty();
    }

    @Test
    void onlyAWholeIntervalBeyondTheMarginIsWorse() {
        assertTrue(isWorse(Better.LESS, 1.21, 1.3));
        assertEquals(false, isWorse(Better.LESS, 1.19, 1.9));
        assertEquals(false, isWorse(Better.LESS, 0.1, 0.2));
        assertTrue(isWorse(Better.MORE, 0.5, 0.79));
        assertEquals(false, isWorse(Better.MORE, 0.5, 0.81));
        assertEquals(false, isWorse(Better.MORE, 3, 4));
        assertEquals(false, isWorse(Better.NEITHER, 3, 4));
    }

    @Test
    void theLineSaysWhatMoved() {
        List<String> lines = RatioBaseline.regressions(
                List.of(quotient("x", Better.LESS), quotient("y", Better.LESS)),
                List.of(ratio("x", 1.5, 1.7), ratio("y", 1, 1)),
                Map.of("x", 1.0));
        assertEquals(
                List.of("x is 1.60 [1.50, 1.70], recorded 1.00: worse by more than 20 %", "y is not recorded"), lines);
    }

    /** A target that was never met is reported and holds nobody up; one that was met has to be kept. */
    @Test
    void aTargetThatTheRecordMeetsMustBeKept() {
        Quotient wanted = new Quotient(
                "x",
                "a to b",
                OptionalDouble.of(0.95),
                OptionalDouble.of(1.1),
                Better.NEITHER,
                scores -> new double[0]);
        for (Ratio missed : List.of(ratio("x", 1.11, 1.2), ratio("x", 0.5, 0.94))) {
            assertEquals(
                    1,
                    RatioBaseline.regressions(List.of(wanted), List.of(missed), Map.of("x", 1.0))
                            .size());
            assertEquals(List.of(), RatioBaseline.regressions(List.of(wanted), List.of(missed), Map.of("x", 1.3)));
        }
        assertEquals(
                List.of(), RatioBaseline.regressions(List.of(wanted), List.of(ratio("x", 1.0, 1.2)), Map.of("x", 1.0)));
    }

    @Test
    void whatIsWrittenIsRead(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("ratios.yaml");
        RatioBaseline.write(file, List.of(ratio("b", 1, 2), ratio("a", 3, 3)));
        assertEquals(Map.of("a", 3.0, "b", 1.5), RatioBaseline.read(file));
    }

    @Test
    void everyRatioIsRecordedAndNoOther() throws IOException, URISyntaxException {
        Path recorded = Path.of(
                Objects.requireNonNull(getClass().getResource("ratios.yaml")).toURI());
        assertEquals(
                Quotient.all().stream().map(Quotient::id).collect(Collectors.toCollection(TreeSet::new)),
                RatioBaseline.read(recorded).keySet());
    }

    @Test
    void targetsAreMetAtTheirEnds() {
        Quotient between = new Quotient(
                "x", "", OptionalDouble.of(0.95), OptionalDouble.of(1.1), Better.NEITHER, scores -> new double[0]);
        assertEquals("at least 0.95, at most 1.1", between.target());
        assertTrue(between.met(0.95) && between.met(1.1));
        assertEquals(false, between.met(0.94) || between.met(1.11));
        assertEquals(
                List.of(),
                Quotient.all().stream().filter(q -> q.statement().isEmpty()).toList());
    }
}
