package org.plumbline.report.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that is killed outright, with no time to close anything, leaves every cell that it had finished. */
class KilledRunTest {
    private static final String CLAIM = "BIAS-1@quadratic";

    /** Lines of the store, the header among them, at which the process is killed. */
    private static final int ENOUGH = 6;

    /** Exit code and results of a run that nobody disturbs. */
    private static String undisturbed;

    @TempDir
    Path folder;

    private List<String> arguments(String report, int threads) {
        return List.of(
                "verify",
                "--claim",
                CLAIM,
                "--seed",
                "7",
                "--threads",
                Integer.toString(threads),
                "--out",
                folder.resolve(report).toString());
    }

    private Ended here(List<String> arguments, String... more) {
        return Ended.of(Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new));
    }

    /** Byte for byte, but for the block about date, duration and machine. */
    private String results(String report) throws IOException {
        String text = Files.readString(folder.resolve(report).resolve("results.json"));
        int environment = text.indexOf("\"environment\"");
        return text.substring(0, environment) + text.substring(text.indexOf('}', environment));
    }

    private long lines(Path cells) throws IOException {
        return Files.exists(cells)
                ? Files.readString(cells).chars().filter(c -> c == '\n').count()
                : 0;
    }

    private Process start(int threads, String store) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Djava.awt.headless=true",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "org.plumbline.report.cli.Main"),
                        Stream.concat(arguments("killed", threads).stream(), Stream.of("--quiet", "--store", store)))
                .toList();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("printed").toFile())
                .start();
    }

    /** Returns when some cells are finished, or the run is: how many lines another process has written can only be looked up. */
    private long enough(Process run, Path cells) throws IOException, InterruptedException {
        long seen = 0;
        while (seen < ENOUGH && run.isAlive()) {
            Thread.sleep(2);
            seen = lines(cells);
        }
        return seen;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void nothingThatWasFinishedIsLost(int threads) throws IOException, InterruptedException {
        Path store = folder.resolve("store");
        Path cells = store.resolve("cells.jsonl");
        Process run = start(threads, store.toString());
        long seen = enough(run, cells);
        run.destroyForcibly();
        assertTrue(run.waitFor(1, TimeUnit.MINUTES));
        String printed = Files.readString(folder.resolve("printed"));
        assertTrue(run.exitValue() > 1, "killed, and not at its end: " + printed);
        assertTrue(Files.notExists(folder.resolve("killed")), "no half of a report");
        String left = Files.readString(cells);
        // Whole lines are finished cells; what may follow the last of them is one that was being written.
        long whole = lines(cells);
        assertTrue(whole >= seen && seen >= ENOUGH, seen + ", then " + whole);

        Ended resumed = here(arguments("resumed", threads), "--store", store.toString());
        Matcher known = Pattern.compile("Store: (\\d+) of (\\d+) cells").matcher(resumed.out());
        assertTrue(known.find(), resumed.out() + resumed.err());
        assertEquals(whole - 1, Long.parseLong(known.group(1)), "all but the header");
        long all = Long.parseLong(known.group(2));
        assertTrue(whole - 1 < all, "it was killed in the middle");
        assertEquals(all + 1, lines(cells), "every cell is there once");
        assertTrue(Files.readString(cells).startsWith(left.substring(0, left.lastIndexOf('\n') + 1)));

        if (undisturbed == null) {
            undisturbed = here(arguments("plain", 2)).code() + results("plain");
        }
        assertEquals(undisturbed, resumed.code() + results("resumed"));
    }

    /** As by Ctrl-C: it says what is left of it, and leaves no half of a report. */
    @Test
    void aRunThatIsStoppedSaysWhereItsCellsAre() throws IOException, InterruptedException {
        Path store = folder.resolve("store");
        Process run = start(2, store.toString());
        enough(run, store.resolve("cells.jsonl"));
        run.destroy();
        assertTrue(run.waitFor(1, TimeUnit.MINUTES));
        String printed = Files.readString(folder.resolve("printed"));
        assertTrue(printed.contains("Stopped. Finished cells are in " + store + "; the same command goes on"), printed);
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(
                    List.of("printed", "store"),
                    left.map(path -> path.getFileName().toString()).sorted().toList());
        }
    }
}
