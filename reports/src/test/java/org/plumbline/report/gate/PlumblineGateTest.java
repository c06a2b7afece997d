package org.plumbline.report.gate;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.algorithm.AlgorithmCard;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.FirstOrderAlgorithm;
import org.plumbline.algorithm.Stepper;
import org.plumbline.example.RewrittenAlgorithm;
import org.plumbline.example.RewrittenAlgorithm.Change;
import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;
import org.plumbline.report.model.GateLine;
import org.plumbline.report.model.GateLine.Ending;

class PlumblineGateTest {
    @TempDir
    Path folder;

    private Path baseline;

    @BeforeEach
    void record() throws IOException {
        GateFile file = GateFile.parse(GateSamples.CASE, "gate.yaml");
        baseline = Files.writeString(
                folder.resolve("gate.yaml"),
                file.with(PlumblineGate.records(file, "2026-01-01")).text());
    }

    @Test
    void aSoundMethodPasses() {
        assertDoesNotThrow(() -> PlumblineGate.assertUnchanged(Algorithms.named("algorithm-1"), baseline));
        assertDoesNotThrow(() -> PlumblineGate.assertUnchanged(new RewrittenAlgorithm.Spec(Change.NONE), baseline));
    }

    @Test
    void aBrokenOneFailsWithALineForEachQuantity() {
        AssertionError error = assertThrows(
                AssertionError.class,
                () -> PlumblineGate.assertUnchanged(new RewrittenAlgorithm.Spec(Change.STALE_COPY), baseline));
        List<String> lines = error.getMessage().lines().toList();
        assertEquals("algorithm-1 is not what was recorded in " + baseline + ":", lines.get(0));
        assertTrue(lines.get(1).startsWith("mine  trace  CHANGED: first seen at t = 2, where φ[0]"), lines.get(1));
        assertTrue(lines.get(2).startsWith("mine  cost  SAME: "), lines.get(2));
        assertEquals("If that is meant: java -jar plumbline.jar baseline update " + baseline, lines.get(7));
        assertEquals(8, lines.size());
    }

    @Test
    void roundingShowsInTheTraceAlone() {
        List<GateLine> lines =
                PlumblineGate.lines(GateFile.of(new RewrittenAlgorithm.Spec(Change.OTHER_ROUNDING), baseline));
        assertEquals(Ending.CHANGED, lines.get(0).ending());
        lines.subList(1, lines.size()).forEach(line -> assertTrue(line.passes(), line.text()));
    }

    @Test
    void aMethodWithoutACaseIsRefused() {
        RefusedException refusal = assertThrows(
                RefusedException.class, () -> PlumblineGate.assertUnchanged(Algorithms.named("f2bsa"), baseline));
        assertTrue(refusal.getMessage().contains("must have a case of f2bsa"), refusal.getMessage());
    }

    @Test
    void nothingRecordedIsNoPass() throws IOException {
        Path bare = Files.writeString(folder.resolve("bare.yaml"), GateSamples.CASE);
        AssertionError error = assertThrows(
                AssertionError.class, () -> PlumblineGate.assertUnchanged(Algorithms.named("algorithm-1"), bare));
        assertTrue(error.getMessage().contains("mine  record  MISSING: "), error.getMessage());
    }

    /** The card of Algorithm 1, and a run that ends with an exception. */
    private record Throwing() implements AlgorithmSpec, FirstOrderAlgorithm {
        @Override
        public AlgorithmCard card() {
            return Algorithms.named("algorithm-1").card();
        }

        @Override
        public Class<? extends BilevelAlgorithm> type() {
            return Throwing.class;
        }

        @Override
        public BilevelAlgorithm create(Map<String, ?> values) {
            return this;
        }

        @Override
        public String name() {
            return card().name();
        }

        @Override
        public Stepper start(FirstOrderOracle oracle, Start start, RandomStream stream) {
            throw new IllegalStateException("no start");
        }
    }

    @Test
    void aMethodThatThrowsFailsAndDoesNotEndTheComparison() {
        List<GateLine> lines = PlumblineGate.lines(GateFile.of(new Throwing(), baseline));
        assertEquals(1, lines.size());
        assertEquals(Ending.FAILED, lines.get(0).ending());
        assertTrue(lines.get(0).account().contains("no start"), lines.get(0).text());
    }

    /** Its record would be the same for ever. */
    @Test
    void aMethodThatMakesNoIterationIsNotRecorded() {
        String text = GateSamples.CASE.replace(
                "algorithm: algorithm-1, cSigma: 0.5, cN: 1, cK: 2, cT: 5, lowerStep: 0.09",
                "algorithm: saba, cT: 5, lowerStep: 0.05");
        GateFile file = GateFile.parse(text, "gate.yaml");
        RefusedException refusal =
                assertThrows(RefusedException.class, () -> PlumblineGate.records(file, "2026-01-01"));
        assertTrue(refusal.getMessage().startsWith("The method of mine in gate.yaml must make an iteration"));
    }

    @Test
    void filesAreComparedWithoutARun() throws IOException {
        GateFile before = GateFile.read(baseline);
        String text = Files.readString(baseline);
        assertTrue(PlumblineGate.lines(before, before).stream().allMatch(line -> line.ending() == Ending.SAME));
        assertMissing(before, GateFile.parse(GateSamples.CASE, "bare"), "in the second file");
        assertMissing(GateFile.parse(GateSamples.CASE, "bare"), before, "in the first file");
        assertMissing(before, GateFile.parse(text.replace("mine:", "yours:"), "renamed"), "in the second file");
        assertMissing(before, GateFile.parse(text.replace("cN: 1", "cN: 2"), "other"), "another problem, method");
        assertMissing(
                before, GateFile.parse(text.replace("[1, 0.5]", "[1, 0.25]"), "other"), "another problem, method");
    }

    private static void assertMissing(GateFile before, GateFile after, String account) {
        List<GateLine> lines = PlumblineGate.lines(before, after);
        assertEquals(1, lines.size());
        assertEquals(Ending.MISSING, lines.get(0).ending());
        assertTrue(lines.get(0).account().contains(account), lines.get(0).text());
    }
}
