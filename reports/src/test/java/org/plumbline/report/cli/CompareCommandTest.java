package org.plumbline.report.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** compare and baseline update. */
class CompareCommandTest {
    private static final String CASES = """
            # mine
            schemaVersion: 1
            cases:
              first:
                problem: quadratic/claims
                method: {algorithm: algorithm-1, cSigma: 0.5, cN: 1, cK: 2, cT: 5, lowerStep: 0.09, outerStep: 0.1}
                noise: [1, 0.5]
                epsilons: [0.5, 0.25, 0.125]
                seeds: 5

              # the other one
              second:
                problem: quadratic/claims
                method: {algorithm: soba, cT: 20, lowerStep: 0.077, outerStep: 0.13}
                noise: [1, 0.5]
                epsilons: [0.5, 0.25, 0.125]
                seeds: 5
            """;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void record() throws IOException {
        file = Files.writeString(folder.resolve("gate.yaml"), CASES);
        Ended ended = Ended.of("baseline", "update", file.toString());
        assertEquals(0, ended.code(), ended.err());
        assertEquals(
                List.of(
                        "Recorded: first",
                        "Recorded: second",
                        file + " has 2 new records. Review the difference and commit it."),
                ended.out().lines().toList());
    }

    /** A record in which one number of the first case is another one. */
    private Path moved() throws IOException {
        String text = Files.readString(file);
        String other = text.replaceFirst("- \\[[0-9]+, ", "- [7, ");
        assertNotEquals(text, other);
        return Files.writeString(folder.resolve("moved.yaml"), other);
    }

    @Test
    void theSameCodeShowsNoRegression() {
        Ended ended = Ended.of("compare", file.toString());
        assertEquals(0, ended.code(), ended.out());
        assertEquals(13, ended.out().lines().count());
        assertTrue(ended.out().startsWith("first  trace  SAME: bit for bit, against 2"), ended.out());
        assertTrue(ended.out().endsWith("No regression against " + file + ".\n"), ended.out());
        assertEquals("", ended.err());
    }

    @Test
    void whatMovedIsSaidAndEndsWithOne() throws IOException {
        Path moved = moved();
        Ended ended = Ended.of("compare", moved.toString(), "--quiet");
        assertEquals(1, ended.code());
        List<String> lines = ended.out().lines().toList();
        assertEquals(2, lines.size());
        assertTrue(lines.get(0).startsWith("first  samples to ‖∇Φ‖² ≤ 0.5  "), lines.get(0));
        assertEquals("Regressions against " + moved + ": 1 of 12 lines.", lines.get(1));
    }

    @Test
    void aSecondFileTakesThePlaceOfARun() throws IOException {
        assertEquals(0, Ended.of("compare", file.toString(), file.toString()).code());
        Ended ended = Ended.of("compare", file.toString(), moved().toString());
        assertEquals(1, ended.code());
        assertEquals(
                1,
                ended.out()
                        .lines()
                        .filter(line -> line.contains("  ") && !line.contains("SAME"))
                        .count());
    }

    @Test
    void nothingRecordedIsARegression() throws IOException {
        Path bare = Files.writeString(folder.resolve("bare.yaml"), CASES);
        Ended ended = Ended.of("compare", bare.toString());
        assertEquals(1, ended.code());
        assertTrue(ended.out().startsWith("first  record  MISSING: "), ended.out());
    }

    @Test
    void programsReadTheSame() throws IOException {
        Ended ended = Ended.of("compare", moved().toString(), "--format", "json");
        assertEquals(1, ended.code());
        JsonNode root = new ObjectMapper().readTree(ended.out());
        assertFalse(root.get("asRecorded").asBoolean());
        assertEquals(12, root.get("lines").size());
        JsonNode line = root.get("lines").get(2);
        assertEquals("first", line.get("case").asText());
        assertEquals("samples to ‖∇Φ‖² ≤ 0.5", line.get("quantity").asText());
        assertFalse(line.get("passes").asBoolean());
        assertEquals("SAME", root.get("lines").get(0).get("verdict").asText());
    }

    @Test
    void aBadFileIsRefusedInOneLine() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.yaml"), CASES.replace("seeds: 5", "seeds: many"));
        for (String[] args : new String[][] {
            {"compare", bad.toString()},
            {"compare", "nowhere.yaml"},
            {"compare", file.toString(), bad.toString()},
            {"baseline", "update", bad.toString()},
            {"baseline", "update", folder.toString()},
            {"baseline"}
        }) {
            Ended ended = Ended.of(args);
            assertEquals(2, ended.code(), String.join(" ", args));
            assertEquals(1, ended.err().lines().count(), ended.err());
            assertEquals("", ended.out());
        }
    }

    /** The superuser may write anything, for whom there is nothing to test. */
    @Test
    void aFileThatCannotBeWrittenIsRefusedInOneLine() {
        assumeTrue(file.toFile().setReadOnly() && !Files.isWritable(file));
        Ended ended = Ended.of("baseline", "update", file.toString());
        assertEquals(2, ended.code());
        assertEquals(
                "plumbline: " + file + " must be a file that can be written. Maybe check its permissions.\n",
                ended.err());
    }

    @Test
    void onlyWhatIsRecordedIsWritten() throws IOException {
        String text = Files.readString(file);
        assertTrue(text.startsWith("# mine\n") && text.contains("\n\n  # the other one\n  second:\n"), text);
        String old =
                text.replaceAll("since: \"[0-9-]+\"", "since: \"2020-02-02\"").replaceFirst("- \\[[0-9]+, ", "- [7, ");
        Files.writeString(file, old);
        Ended ended = Ended.of("baseline", "update", file.toString(), "--format", "json");
        assertEquals(0, ended.code());
        assertEquals(
                "first",
                new ObjectMapper().readTree(ended.out()).get("recorded").get(0).asText());
        List<String> now = Files.readAllLines(file);
        List<String> was = old.lines().toList();
        assertEquals(was.size(), now.size());
        List<Integer> other = IntStream.range(0, now.size())
                .filter(i -> !now.get(i).equals(was.get(i)))
                .boxed()
                .toList();
        assertEquals(2, other.size(), "the date and the samples of the first case");
        assertTrue(now.get(other.get(0)).contains("since: "));
        assertEquals(1, Files.readString(file).split("2020-02-02", -1).length - 1, "the second keeps its date");
    }

    @Test
    void whatIsAsItWasIsSaidToBe() throws IOException {
        String text = Files.readString(file);
        Ended ended = Ended.of("baseline", "update", file.toString());
        assertTrue(ended.out().contains("is as it was"), ended.out());
        assertEquals(text, Files.readString(file));
    }
}
