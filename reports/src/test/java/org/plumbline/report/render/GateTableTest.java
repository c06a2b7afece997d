package org.plumbline.report.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plumbline.report.Samples;
import org.plumbline.report.model.GateLine;
import org.plumbline.report.model.Report;

/** The gate in each form of a report. */
class GateTableTest {
    private static Report plain;
    private static Map<String, byte[]> files;

    /** Not in the static initialiser: cells run in threads of their own, which would wait for it. */
    @BeforeAll
    static void render() {
        plain = Samples.report(1, "2026-01-01T00:00:00Z");
        files = ReportFiles.of(gated(
                new GateLine("first <case>", "trace", GateLine.Ending.SAME, "bit for bit"),
                new GateLine("second", "cost", GateLine.Ending.WORSE, "lower gradients 5, were 4")));
    }

    private static Report gated(GateLine... lines) {
        return new Report(
                plain.settings(),
                plain.claims(),
                plain.audits(),
                plain.register(),
                plain.unclaimed(),
                plain.ledger(),
                plain.methods(),
                plain.saboteurs(),
                List.of(lines),
                plain.environment());
    }

    private static String text(String path) {
        return new String(files.get(path), StandardCharsets.UTF_8);
    }

    @Test
    void thePageHasEveryLineAndSaysAtItsTopWhatDeparts() {
        Document page = Jsoup.parse(text("index.html"));
        var rows = page.getElementById("gate").parent().select("tbody tr");
        assertEquals(2, rows.size());
        assertEquals("first <case> trace SAME bit for bit", rows.get(0).text());
        assertEquals("WORSE", rows.get(1).select(".differs").text());
        assertTrue(page.getElementById("summary").parent().text().contains("second: cost, WORSE, lower gradients 5"));
        assertEquals(1, page.select("nav a[href=#gate]").size());
    }

    @Test
    void theTextHasThemToo() {
        String text = text("report.md");
        assertTrue(text.contains("| first &lt;case&gt; | trace | SAME | bit for bit |"), text);
        assertTrue(text.contains("| second | cost | **WORSE** | lower gradients 5, were 4 |"), text);
        assertTrue(text.contains("* second  cost  WORSE: lower gradients 5, were 4"), text);
        assertTrue(text.contains("Lines: 2; not passed: 1 ([CSV](data/gate.csv))."), text);
    }

    @Test
    void programsFindThem() throws IOException {
        JsonNode gate = new ObjectMapper().readTree(text("results.json")).get("gate");
        assertEquals(2, gate.size());
        assertEquals(
                "{\"case\":\"second\",\"quantity\":\"cost\",\"verdict\":\"WORSE\",\"account\":\"lower gradients 5, were 4\"}",
                gate.get(1).toString());
        Document tests = Jsoup.parse(text("TEST-plumbline.xml"), "", Parser.xmlParser());
        assertEquals(2, tests.select("testcase[classname$=.gate]").size());
        assertEquals(
                "WORSE: lower gradients 5, were 4",
                tests.select("testcase[name=second: cost] failure").attr("message"));
        int plainFailures = plain.differing().size() + plain.unclaimed().size();
        assertEquals(
                String.valueOf(plainFailures + 1),
                tests.selectFirst("testsuite").attr("failures"));
    }

    /** All else is as recorded here, so that the gate alone decides. */
    @Test
    void aLineThatDoesNotPassMakesTheReportDiffer() {
        Report sound = new Report(
                plain.settings(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new GateLine("a", "trace", GateLine.Ending.EQUIVALENT, "near")),
                plain.environment());
        assertTrue(sound.asExpected());
        assertFalse(new Report(
                        plain.settings(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new GateLine("a", "trace", GateLine.Ending.CHANGED, "elsewhere")),
                        plain.environment())
                .asExpected());
    }

    @Test
    void aRunWithoutItDoesNotSpeakOfIt() {
        Map<String, byte[]> without = ReportFiles.of(plain);
        assertFalse(new String(without.get("report.md"), StandardCharsets.UTF_8).contains("## Gate"));
        assertNull(Jsoup.parse(new String(without.get("index.html"), StandardCharsets.UTF_8))
                .getElementById("gate"));
    }
}
