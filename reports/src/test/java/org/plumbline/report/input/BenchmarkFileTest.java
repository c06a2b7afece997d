package org.plumbline.report.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.numeric.RefusedException;
import org.plumbline.report.Samples;
import org.plumbline.report.model.Report;
import org.plumbline.report.render.ReportFiles;

class BenchmarkFileTest {
    private static final BenchmarkFile MEASURED = new BenchmarkFile(
            BenchmarkFile.VERSION,
            BenchmarkFile.MEASURE,
            5,
            60,
            "Java 17, amd64",
            List.of(new BenchmarkFile.Score("A.b", "size=2", "ns/op", 3.5, 3.25, 3.75, 16)),
            List.of(
                    new BenchmarkFile.Ratio("fast", "a to b", 1.25, 1.0, 1.5, "at most 1.4", true),
                    new BenchmarkFile.Ratio("open", "c to d", 2, 1.0, 3.0, "", null)));

    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Path file = folder.resolve("new/benchmarks.json");
        MEASURED.write(file);
        assertEquals(MEASURED, BenchmarkFile.read(file));
    }

    /** After one round there are no intervals, and the tables say what their times mean. */
    @Test
    void aSmokeRunSaysThatItsTimesMeanNothing() throws IOException {
        BenchmarkFile smoke = new BenchmarkFile(
                1,
                "smoke",
                1,
                2.5,
                "Java 17, amd64",
                List.of(new BenchmarkFile.Score("A.b", "", "ns/op", 3.5, null, null, 0)),
                List.of(new BenchmarkFile.Ratio("fast", "a to b", 9, null, null, "at most 1.4", null)));
        Path file = folder.resolve("benchmarks.json");
        smoke.write(file);
        assertEquals(smoke, BenchmarkFile.read(file));
        smoke.tables().forEach(table -> assertTrue(table.title().contains("times mean nothing"), table.title()));
        assertEquals("", smoke.tables().get(0).rows().get(0).get(6));
        assertFalse(MEASURED.tables().get(0).title().contains("nothing"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[1]",
                "{\"schemaVersion\": 2}",
                "{\"schemaVersion\": 1, \"rounds\": \"many\"}",
                "{\"schemaVersion\": 1, \"rounds\": 1, \"seconds\": 1, \"scores\": [], \"ratios\": []}"
            })
    void anotherFormIsRefusedInOneLine(String text) throws IOException {
        Path file = folder.resolve("other.json");
        Files.writeString(file, text);
        String message = assertThrows(RefusedException.class, () -> BenchmarkFile.read(file))
                .getMessage();
        assertTrue(message.startsWith("--benchmarks (" + file + ") must be"), message);
        assertEquals(1, message.lines().count());
    }

    /** In the block that may differ, and in files of their own. */
    @Test
    void reportsShowThem() throws IOException {
        Report plain = Samples.report(1, "2026-01-01T00:00:00Z");
        Report report = plain.with(plain.environment().with(MEASURED.tables()));
        Map<String, byte[]> files = ReportFiles.of(report);
        Document page = Jsoup.parse(text(files, "index.html"));
        assertTrue(page.select("section[aria-labelledby=environment]").text().contains("at most 1.4"));
        assertEquals(
                2,
                page.select("a[href=data/benchmark-ratios.csv], a[href=data/benchmark-scores.csv]")
                        .size());
        assertTrue(text(files, "data/benchmark-scores.csv").contains("A.b,size=2,3.5,3.25,3.75,ns/op,16.0"));
        String markdown = text(files, "report.md");
        assertTrue(markdown.indexOf("at most 1.4") > markdown.indexOf("## Environment"));
        JsonNode ratios = new ObjectMapper()
                .readTree(files.get("results.json"))
                .path("environment")
                .path("benchmark-ratios");
        assertEquals(1.25, ratios.get(0).path("value").asDouble());
        assertFalse(text(ReportFiles.of(plain), "index.html").contains("benchmark-"));
    }

    private static String text(Map<String, byte[]> files, String path) {
        return new String(files.get(path), StandardCharsets.UTF_8);
    }
}
