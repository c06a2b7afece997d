package org.plumbline.report.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.numeric.RefusedException;

class GateFileTest {
    private static final String BODY = """
                problem: quadratic/claims
                # why these constants
                method: {algorithm: algorithm-1, cSigma: 0.5, cN: 1, cK: 2, cT: 5, lowerStep: 0.09, outerStep: 0.1}
                noise: [1, 0.5]
                epsilons: [0.5, 0.25, 0.125]
                seeds: 5
            """;

    private static final String TWO = "# head\nschemaVersion: 1\ncases:\n  # first\n  a:\n" + BODY
            + "\n# between, at the margin\n  # and indented\n\n  \"b: c\":\n" + BODY + "\n# foot\n";

    private static GateFile.Update update(String text, String... names) {
        GateFile file = GateFile.parse(text, "gate.yaml");
        Map<String, GateRecord> records = new LinkedHashMap<>();
        for (String name : names) {
            records.put(name, GateSamples.record());
        }
        return file.with(records);
    }

    /** Bit by bit, whatever the decimals. */
    @Test
    void aRecordIsReadBack() {
        GateRecord record = GateMeasurement.of(GateSamples.planned(), "2026-01-01");
        String text = GateFile.parse(GateSamples.CASE, "gate.yaml")
                .with(Map.of("mine", record))
                .text();
        GateRecord read = GateFile.parse(text, "gate.yaml")
                .entries()
                .get("mine")
                .recorded()
                .orElseThrow();
        assertEquals(record.lines(), read.lines());
        assertTrue(record.saysTheSame(read));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void onlyRecordsChange(String end) {
        String before = TWO.replace("\n", end);
        GateFile.Update both = update(before, "a", "b: c");
        assertEquals(List.of("a", "b: c"), both.moved());
        List<String> written = List.of(both.text().split(end, -1));
        int block = GateSamples.record().lines().size() + 1;
        assertEquals(List.of(before.split(end, -1)).size() + 2 * block, written.size());
        assertEquals(before, without(written, end), "what people wrote is as it was");
        assertEquals("    recorded:", written.get(11));
        assertEquals("", written.get(11 + block), "a blank line stays between the cases");
        // A second update writes nothing, and one with other records replaces what the first one wrote.
        assertEquals(both.text(), update(both.text(), "a", "b: c").text());
        assertEquals(List.of(), update(both.text(), "a", "b: c").moved());
        GateFile.Update other = GateFile.parse(both.text(), "gate.yaml")
                .with(Map.of("a", GateSamples.withSlopes(0.1, 0.2, 0.3, 0.4, 0.5)));
        assertEquals(List.of("a"), other.moved());
        assertEquals(before, without(List.of(other.text().split(end, -1)), end));
    }

    /** The text without its records, which are the lines below "recorded:" that are indented further. */
    private static String without(List<String> lines, String end) {
        List<String> kept = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            inside = line.equals("    recorded:") || (inside && line.startsWith("      "));
            if (!inside) {
                kept.add(line);
            }
        }
        return String.join(end, kept);
    }

    @Test
    void anUnchangedRecordKeepsItsDate() {
        String recorded = update(TWO, "a").text();
        GateRecord plain = GateSamples.record();
        GateRecord later = new GateRecord(
                "2030-01-01",
                plain.arithmetic(),
                plain.trace(),
                plain.digest(),
                plain.cost(),
                plain.samples(),
                plain.slopes());
        GateFile.Update update = GateFile.parse(recorded, "gate.yaml").with(Map.of("a", later));
        assertEquals(recorded, update.text());
        assertFalse(update.text().contains("2030"));
    }

    @Test
    void aRecordMayStandAnywhereInACase() {
        String first = TWO.replace("  a:\n", "  a:\n    recorded:\n      since: \"x\"\n");
        String whole = update(TWO, "a").text();
        int from = whole.indexOf("    recorded:");
        String block = whole.substring(from, whole.indexOf("\n\n", from) + 1);
        String moved = TWO.replace("  a:\n", "  a:\n" + block);
        assertThrows(RefusedException.class, () -> GateFile.parse(first, "gate.yaml"));
        assertEquals(List.of(), update(moved, "a").moved());
        String other = GateFile.parse(moved, "gate.yaml")
                .with(Map.of("a", GateSamples.withSlopes(0.1, 0.2, 0.3, 0.4, 0.5)))
                .text();
        assertEquals(TWO, without(List.of(other.split("\n", -1)), "\n"));
    }

    /** There is no line for a record. */
    @Test
    void aFileInFlowStyleIsReadAndNotWritten() {
        String flow = GateSamples.CASE
                        .replaceAll("\n {6,}", ", ")
                        .replaceAll("\n    ([a-z])", ", $1")
                        .replace("mine:, ", "mine: {")
                        .strip()
                + "}\n";
        GateFile file = GateFile.parse(flow, "gate.yaml");
        Map<String, GateRecord> records = Map.of("mine", GateSamples.record());
        RefusedException refusal = assertThrows(RefusedException.class, () -> file.with(records));
        assertTrue(refusal.getMessage().startsWith("gate.yaml must have every case"), refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "schemaVersion: 1 | schemaVersion: 2 | schemaVersion",
                "seeds: 5 | seeds: 4 | at least 5",
                "0.5, 0.25, 0.125 | 0.5, 0.25 | at least 3",
                "0.5, 0.25, 0.125 | 0.5, 0.25, 0.25 | smaller than the one before",
                "algorithm: algorithm-1 | algorithm: algorithm-2 | algorithm-1",
                "noise | nose | noise",
                "cT: 5, | '' | cT",
                "cases: | cases: [] # | YAML"
            })
    void whatBreaksARuleIsNamed(String sound, String broken, String named) {
        String text = GateSamples.CASE.replace(sound, broken);
        RefusedException refusal = assertThrows(RefusedException.class, () -> GateFile.parse(text, "gate.yaml"));
        assertTrue(refusal.getMessage().contains(named), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("gate.yaml"), refusal.getMessage());
        assertEquals(1, refusal.getMessage().lines().count());
    }

    /** It would pass for ever. */
    @Test
    void aFileWithoutCasesIsRefused() {
        RefusedException refusal = assertThrows(
                RefusedException.class, () -> GateFile.parse("schemaVersion: 1\ncases: {}\n", "gate.yaml"));
        assertTrue(refusal.getMessage().contains("at least one case"), refusal.getMessage());
    }

    @Test
    void whatIsRecordedMustFitItsCase() {
        String text = update(GateSamples.CASE, "mine").text();
        for (String broken : List.of(
                text.replace("seeds: 5", "seeds: 6"),
                text.replace("[1000, ", "[-1, "),
                text.replace("UPPER_GRADIENT: 2.5", "GRADIENT: 2.5"),
                text.replace("digest: \"0123abcd\"", ""))) {
            assertThrows(RefusedException.class, () -> GateFile.parse(broken, "gate.yaml"), broken);
        }
    }

    /** What verify runs can be read, and is recorded whole. */
    @Test
    void theCommittedFileHasARecordOfEveryCase() {
        List<GateFile> files = GateFile.recorded();
        assertEquals(1, files.size());
        assertTrue(files.get(0).entries().size() >= 8);
        files.get(0)
                .entries()
                .values()
                .forEach(entry -> assertTrue(entry.recorded().isPresent()));
    }
}
