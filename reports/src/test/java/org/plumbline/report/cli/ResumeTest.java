package org.plumbline.report.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An interrupted verification goes on, and its results are those of one that was not interrupted. */
class ResumeTest {
    @TempDir
    Path folder;

    private Path problem;

    @BeforeEach
    void write() throws IOException {
        problem = Files.writeString(folder.resolve("mine.yaml"), text(0.5));
    }

    private static String text(double rho) {
        return "family: quadratic\nH: [[2, 0.5], [0.5, 1]]\nC: [[1], [2]]\n" + "upper: {target: [1, -1], rho: " + rho
                + ", linear: manufactured}\n";
    }

    private Ended verify(String... more) {
        String[] fixed = {
            "verify",
            "--problem",
            problem.toString(),
            "--claim",
            "GRAD-1",
            "--claim",
            "PEN-1",
            "--claim",
            "COST-1",
            "--out",
            folder.resolve("report").toString()
        };
        return Ended.of(Stream.concat(Stream.of(fixed), Stream.of(more)).toArray(String[]::new));
    }

    private Ended resumed(int threads) {
        return verify("--store", folder.resolve("store").toString(), "--threads", Integer.toString(threads));
    }

    /** Byte for byte, but for the block about date, duration and machine, which alone may change. */
    private String results() throws IOException {
        String text = Files.readString(folder.resolve("report/results.json"));
        int environment = text.indexOf("\"environment\"");
        ObjectNode root = (ObjectNode) new ObjectMapper().readTree(text);
        assertTrue(environment > 0 && root.size() > 5 && root.get("environment").size() > 3);
        return text.substring(0, environment) + text.substring(text.indexOf('}', environment));
    }

    private Path cells() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("store"))) {
            return files.filter(path -> path.toString().endsWith(".jsonl"))
                    .reduce((a, b) -> {
                        throw new AssertionError(a + " and " + b);
                    })
                    .orElseThrow();
        }
    }

    @Test
    void freshRunsEverythingAgainAndKeepsIt() throws IOException {
        resumed(2);
        String first = results();
        long lines = Files.readAllLines(cells()).size();
        Ended again = verify("--store", folder.resolve("store").toString(), "--fresh");
        assertTrue(again.out().contains("Store: 0 of "), again.out());
        assertEquals(first, results());
        assertEquals(2 * lines - 1, Files.readAllLines(cells()).size(), "all but the header a second time");
        Ended third = resumed(2);
        assertFalse(third.out().contains("Store: 0 of "), third.out());
        assertEquals(first, results());
    }

    /** Cuts at seven places from the first byte to the last, none of them chosen with a look at the lines. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aKilledRunGoesOnToTheSameResults(int threads) throws IOException {
        Ended plain = verify("--threads", "2");
        assertEquals(0, plain.code(), plain.err() + plain.out());
        String uninterrupted = results();
        assertEquals(0, resumed(threads).code());
        assertEquals(uninterrupted, results());
        byte[] whole = Files.readAllBytes(cells());
        int places = 6;
        for (int place = 0; place <= places; place++) {
            Files.write(cells(), Arrays.copyOf(whole, whole.length / places * place));
            Ended ended = resumed(threads);
            assertEquals(0, ended.code(), ended.err());
            assertEquals(uninterrupted, results(), "cut at " + place + "/" + places);
        }
    }

    @Test
    void whatIsThereIsNotRunAgain() throws IOException {
        resumed(2);
        byte[] whole = Files.readAllBytes(cells());
        Ended again = resumed(2);
        String line = again.out()
                .lines()
                .filter(l -> l.startsWith("Store: "))
                .findFirst()
                .orElseThrow();
        assertTrue(line.matches("Store: (\\d+) of \\1 cells are in .*"), line);
        assertEquals("", again.err());
        assertTrue(Arrays.equals(whole, Files.readAllBytes(cells())));
    }

    /** The changed file has the same name, so its instance has the same id and its cells have the same keys. */
    @Test
    void aChangedProblemFileIsAnotherProblem() throws IOException {
        resumed(2);
        Files.writeString(problem, text(0.25));
        Ended changed = resumed(2);
        assertTrue(changed.out().contains("Store: 0 of "), changed.out());
        Ended back = verify("--store", folder.resolve("store").toString(), "--seed", "7");
        assertTrue(back.out().contains("Store: 0 of "), back.out());
    }

    @Test
    void aStoreInTheReportIsRefused() {
        Ended ended = verify("--store", folder.resolve("report/store").toString());
        assertEquals(2, ended.code());
        assertTrue(ended.err().contains("must not be in the folder of the report"), ended.err());
    }
}
