package org.plumbline.report.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A verification that is split over machines, and calibration, which is long enough to need it. */
class ShardTest {
    @TempDir
    Path folder;

    private Ended verify(String... more) {
        String[] fixed = {"verify", "--claim", "GRAD-1@quadratic", "BIAS-1@quadratic", "--out", at("report")};
        return Ended.of(Stream.concat(Stream.of(fixed), Stream.of(more)).toArray(String[]::new));
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private String results() throws IOException {
        String text = Files.readString(folder.resolve("report/results.json"));
        int environment = text.indexOf("\"environment\"");
        return text.substring(0, environment) + text.substring(text.indexOf('}', environment));
    }

    @Test
    void partsOfTwoMachinesMakeTheReportOfOne() throws IOException {
        assertEquals(0, verify().code());
        String whole = results();
        for (String part : List.of("1", "2")) {
            Ended ended = verify("--shard", part + "/2", "--store", at("store-" + part));
            assertEquals(0, ended.code(), ended.err());
            assertTrue(ended.out().contains("Part " + part + "/2: "), ended.out());
        }
        Ended merged = Ended.of("merge", "--store", at("joined"), at("store-1"), at("store-2"));
        assertEquals(0, merged.code(), merged.err());
        Ended joined = verify("--store", at("joined"));
        assertTrue(
                joined.out().lines().anyMatch(line -> line.matches("Store: (\\d+) of \\1 cells are in .*")),
                joined.out());
        assertEquals(whole, results());
        Ended again = Ended.of("merge", "--store", at("joined"), at("store-1"));
        assertTrue(again.out().contains(": 0 cells added, "), again.out());
    }

    @Test
    void aTornStoreLosesItsLastCellOnly() throws IOException {
        verify("--store", at("store"));
        Path cells;
        try (Stream<Path> files = Files.list(folder.resolve("store"))) {
            cells = files.filter(path -> path.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(cells);
        long lines = Files.readAllLines(cells).size();
        Files.write(cells, Arrays.copyOf(bytes, bytes.length - 5));
        Ended merged = Ended.of("merge", "--store", at("joined"), at("store"));
        assertTrue(
                merged.out().contains(": " + (lines - 2) + " cells added, 0 known, 1 corrupt lines left out"),
                merged.out());
    }

    @Test
    void calibrationCountsWhatClaimsDecide() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), "# mine\nGRAD-1@quadratic: {seeds: 3}\n");
        String[] args = {
            "verify",
            "--profile",
            "calibrate",
            "--claim",
            "GRAD-1@quadratic",
            "--store",
            at("store"),
            "--record",
            file.toString()
        };
        Ended ended = Ended.of(args);
        assertEquals(0, ended.code(), ended.err());
        assertTrue(ended.out().contains("3 seeds"), ended.out());
        assertTrue(ended.out().contains("Wrong decisions: 0 of 3."), ended.out());
        String recorded = Files.readString(file);
        assertTrue(
                recorded.startsWith("# mine\nGRAD-1@quadratic: {seeds: 3, verdicts: {SUPPORTED: 3}, rule: \""),
                recorded);
    }

    @ParameterizedTest
    @CsvSource({
        "--shard,3/2,must be i/n with i from 1 to n",
        "--shard,half,must be i/n with i from 1 to n",
        "--shard,1/2,must go with --store",
        "--shard,1/1,must go with --store",
        "--epsilon,'0.1,0.2',must fall",
        "--epsilon,'0.5,0.25',and BIAS-1@quadratic has none"
    })
    void whatCannotBeIsRefused(String option, String value, String said) {
        Ended ended = verify(option, value);
        assertEquals(2, ended.code());
        assertTrue(ended.err().contains(said), ended.err());
        assertEquals(1, ended.err().strip().lines().count());
    }

    /** How often a claim errs is known of its own instance and range. */
    @Test
    void falseAlarmsAreNotThoseOfAnotherInstance() throws IOException {
        Path problem = Files.writeString(folder.resolve("mine.yaml"), """
                family: quadratic
                H: [[2, 0.5], [0.5, 1]]
                C: [[1], [2]]
                upper: {target: [1, -1], rho: 0.5, linear: manufactured}
                """);
        Ended ended = Ended.of(
                "verify", "--problem", problem.toString(), "--claim", "OUT-1@quadratic", "--out", at("report"));
        assertEquals(0, ended.code(), ended.err());
        assertTrue(Files.readString(folder.resolve("report/report.md")).contains("False alarms: not measured"));
        assertEquals(0, verify().code());
        assertTrue(
                Files.readString(folder.resolve("report/report.md")).contains("False alarms: NOT\\_SUPPORTED on 0 of"));
    }

    @Test
    void aRateClaimTakesOtherTargets() throws IOException {
        Ended ended = Ended.of(
                "verify", "--claim", "RATE-2@iterations", "--epsilon", "0.5,0.25,0.125,0.0625", "--out", at("report"));
        assertTrue(ended.code() != 2, ended.err());
        String results = Files.readString(folder.resolve("report/results.json"));
        assertTrue(results.contains("ε in [0.5, 0.25, 0.125, 0.0625], as asked for"));
        assertTrue(results.contains("--epsilon 0.5,0.25,0.125,0.0625 --claim RATE-2@iterations"));
    }
}
