package org.plumbline.report.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report of what a store holds. */
class PartialReportTest {
    @TempDir
    Path folder;

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private String results(String report) throws IOException {
        String text = Files.readString(folder.resolve(report).resolve("results.json"));
        int environment = text.indexOf("\"environment\"");
        return text.substring(0, environment) + text.substring(text.indexOf('}', environment));
    }

    @Test
    void aWholeStoreGivesTheReportOfTheRunThatLeftIt() throws IOException {
        Ended run = Ended.of("verify", "--claim", "GRAD-1@quadratic", "--store", at("store"), "--out", at("run"));
        assertEquals(0, run.code(), run.err());
        Ended again = Ended.of("report", "--claim", "GRAD-1@quadratic", "--from", at("store"), "--out", at("again"));
        assertEquals(0, again.code(), again.err());
        assertEquals("", again.err());
        assertEquals(results("run"), results("again"));
    }

    @Test
    void claimsOfWhichCellsAreMissingAreNotRunAndSaySo() {
        Ended.of("verify", "--claim", "GRAD-1@quadratic", "--store", at("store"), "--out", at("run"));
        Ended partial = Ended.of("report", "--claim", "GRAD-1", "--from", at("store"), "--out", at("partial"));
        assertEquals(1, partial.code());
        assertTrue(partial.out().matches("(?s).*GRAD-1@quadratic +SUPPORTED, as expected.*"), partial.out());
        assertTrue(partial.out().matches("(?s).*GRAD-1@karimi +NOT_RUN, DIFFERS.*"), partial.out());
        assertTrue(partial.err().startsWith("Missing: "), partial.err());
    }

    /** Also of an instance and on a seed that a reviewer brings along. */
    @Test
    void aReportOfABroughtProblemIsThatOfItsRun() throws IOException {
        Path mine = Files.writeString(folder.resolve("mine.yaml"), """
                family: quadratic
                H: [[2, 0.5], [0.5, 1]]
                C: [[1], [2]]
                upper: {target: [1, -1], rho: 0.5, linear: manufactured}
                """);
        String[] claims = {"--claim", "GRAD-1", "PEN-1", "--problem", mine.toString(), "--seed", "3"};
        Ended run = ended("verify", claims, "--store", at("store"), "--out", at("run"));
        Ended again = ended("report", claims, "--from", at("store"), "--out", at("again"));
        assertEquals("", again.err());
        assertEquals(run.code(), again.code());
        assertEquals(results("run"), results("again"));
    }

    private static Ended ended(String command, String[] claims, String... more) {
        return Ended.of(Stream.of(Stream.of(command), Stream.of(claims), Stream.of(more))
                .flatMap(words -> words)
                .toArray(String[]::new));
    }

    @Test
    void whatIsNoStoreIsRefused() {
        Ended ended = Ended.of("report", "--from", at("nothing"), "--out", at("report"));
        assertEquals(2, ended.code());
        assertTrue(ended.err().contains("must hold results"), ended.err());
        assertEquals(1, ended.err().strip().lines().count());
    }

    /** No run of a million iterations takes a millisecond. */
    @Test
    void aRunThatTimesOutIsARowOfItsOwn() throws IOException {
        Path method = Files.writeString(folder.resolve("method.yaml"), """
                algorithm: algorithm-1
                sigma: 0.1
                batch: 1
                innerSteps: 10
                lowerStep: 0.05
                outerStep: 0.05
                iterations: 1000000
                """);
        Ended ended = Ended.of(
                "bench",
                "--problem",
                "quadratic/claims",
                "--algorithm",
                method.toString(),
                "--seeds",
                "2",
                "--timeout",
                "0.001",
                "--format",
                "json");
        assertEquals(0, ended.code(), ended.err());
        assertTrue(ended.out().contains("\"status\" : \"TIMED_OUT\""), ended.out());
        assertTrue(ended.out().contains("TIMED_OUT after 0.001 s"), ended.out());
        Ended refused = Ended.of("verify", "--timeout", "0");
        assertEquals(2, refused.code());
        assertTrue(refused.err().contains("must be seconds"), refused.err());
    }
}
