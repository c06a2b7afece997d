package org.plumbline.report.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.numeric.RefusedException;

class ReportDirectoryTest {
    @TempDir
    Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> content(Path of) throws IOException {
        try (Stream<Path> files = Files.walk(of)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private void publish(Map<String, byte[]> files) {
        try (ReportDirectory place = ReportDirectory.reserve(folder.resolve("report"))) {
            place.publish(files);
        }
    }

    @Test
    void newReportReplacesTheEarlierOneAsAWhole() throws IOException {
        publish(Map.of("results.json", bytes("1"), "data/old.csv", bytes("1")));
        publish(Map.of("results.json", bytes("2"), "data/new.csv", bytes("2")));
        assertEquals(List.of("report/data/new.csv", "report/results.json"), content(folder));
    }

    @Test
    void failureLeavesTheEarlierReportAndNothingElse() throws IOException {
        publish(Map.of("results.json", bytes("1")));
        Map<String, byte[]> clash = new TreeMap<>(Map.of("a", bytes("file"), "a/b", bytes("folder")));
        assertThrows(UncheckedIOException.class, () -> publish(clash));
        assertEquals(List.of("report/results.json"), content(folder));
        assertEquals("1", Files.readString(folder.resolve("report/results.json")));
    }

    /** No process has the number 0; this one is alive, and another run of it may be under way. */
    @Test
    void whatKilledProcessesLeftIsRemoved() throws IOException {
        long alive = ProcessHandle.current().pid();
        for (String name :
                List.of(".report.new-0-1", ".report.new-" + alive + "-77", ".report.new-mine", ".other.new-0-1")) {
            Files.createDirectories(folder.resolve(name).resolve("data"));
            Files.writeString(folder.resolve(name).resolve("data/a.csv"), "");
        }
        publish(Map.of("results.json", bytes("1")));
        assertEquals(
                List.of(
                        ".other.new-0-1/data/a.csv",
                        ".report.new-" + alive + "-77/data/a.csv",
                        ".report.new-mine/data/a.csv",
                        "report/results.json"),
                content(folder));
    }

    /** Somebody's own file in the folder of a report would be lost with it. */
    @Test
    void earlierReportWithAForeignFileIsRefused() throws IOException {
        publish(Map.of("results.json", bytes("1")));
        Files.writeString(folder.resolve("report/notes.txt"), "mine");
        assertThrows(RefusedException.class, () -> publish(Map.of("results.json", bytes("2"))));
        assertEquals(List.of("report/notes.txt", "report/results.json"), content(folder));
    }

    @Test
    void folderWithSomethingElseIsRefused() throws IOException {
        Files.createDirectories(folder.resolve("report"));
        Files.writeString(folder.resolve("report/thesis.tex"), "years of work");
        assertThrows(RefusedException.class, () -> ReportDirectory.reserve(folder.resolve("report")));
        assertEquals(List.of("report/thesis.tex"), content(folder));
    }
}
