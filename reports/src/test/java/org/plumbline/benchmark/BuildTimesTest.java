package org.plumbline.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.report.documents.Documents;

class BuildTimesTest {
    private static final Instant BEGUN = Instant.parse("2026-01-02T00:00:00Z");

    @TempDir
    private Path root;

    private Path write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return file;
    }

    @Test
    void partsAddUpAndTheSlowestComeFirst() throws IOException {
        write("algorithms/target/surefire-reports/TEST-a.B.xml", """
                <testsuite name="a.B" time="1,002.5" tests="2">
                  <testcase name="quick" classname="a.B" time="0.5"/>
                  <testcase name="slow" classname="a.B" time="1,002.0"/>
                </testsuite>
                """);
        Path old = write("reports/target/surefire-reports/TEST-a.C.xml", """
                <testsuite name="a.C" time="900"><testcase name="old" classname="a.C" time="900"/></testsuite>
                """);
        Files.setLastModifiedTime(old, FileTime.from(BEGUN.minusSeconds(1)));
        write("reports/target/benchmarks.json", "{\"seconds\": 7.5}");
        write(
                "reports/target/report/results.json",
                "{\"environment\": {\"duration\": \"90.0 s\", \"slowestCells\": \"2.0 s x; 1.0 s y\"}}");
        List<String> lines =
                BuildTimes.text(root, 1200, BEGUN).lines().map(String::strip).toList();
        assertTrue(lines.contains("1002.5 of  120  tests"), lines::toString);
        assertTrue(lines.contains("7.5 of   20  benchmarks"), lines::toString);
        assertTrue(lines.contains("90.0 of  280  claims"), lines::toString);
        assertTrue(lines.contains("100.0 of   60  compilation and all else"), lines::toString);
        assertTrue(lines.contains("1200.0 of  480  the whole"), lines::toString);
        assertEquals("1002.0  B.slow", lines.get(lines.indexOf("The slowest tests") + 1));
        assertEquals("2.0 s x", lines.get(lines.indexOf("The slowest cells") + 1));
    }

    @Test
    void theDocumentHasThePlan() throws IOException {
        String printed = BuildTimes.text(root, 0, BEGUN);
        List<MatchResult> rows = Pattern.compile("(?m)^\\| ([a-z ]+) \\| (\\d+) \\|$")
                .matcher(Documents.text("docs/benchmarks.md"))
                .results()
                .toList();
        assertEquals(5, rows.size());
        rows.forEach(row -> assertTrue(
                printed.matches("(?s).* of +" + row.group(2) + "  " + row.group(1) + "\n.*"), row.group() + printed));
    }

    /** As after a build without tests and claims. */
    @Test
    void partsThatWereNotRunTookNothing() throws IOException {
        String text = BuildTimes.text(root, 30, BEGUN);
        assertTrue(text.contains("    30.0 of   60  compilation and all else"), text);
    }
}
