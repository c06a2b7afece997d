package org.plumbline.report.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plumbline.report.SampleSaboteurs;
import org.plumbline.report.Samples;
import org.plumbline.report.model.Report;
import org.plumbline.report.verify.MemorySink;
import org.plumbline.report.verify.Sabotage;
import org.plumbline.theory.TimeLimit;

/** The kill table in each form of a report. */
class SaboteurTableTest {
    private static final Report PLAIN = Samples.report(1, "2026-01-01T00:00:00Z");

    private static Report report;
    private static Map<String, byte[]> files;

    /** Not in the static initialiser: cells run in threads of their own, which would wait for it. */
    @BeforeAll
    static void render() {
        report = withSaboteurs();
        files = ReportFiles.of(report);
    }

    private static Report withSaboteurs() {
        Sabotage sabotage =
                Sabotage.of(List.of(SampleSaboteurs.caught(), SampleSaboteurs.survivor()), PLAIN.settings());
        return new Report(
                PLAIN.settings(),
                PLAIN.claims(),
                PLAIN.audits(),
                PLAIN.register(),
                PLAIN.unclaimed(),
                PLAIN.ledger(),
                PLAIN.methods(),
                sabotage.run(1, TimeLimit.NONE, new MemorySink(), done -> {}),
                List.of(),
                PLAIN.environment());
    }

    private static String text(String path) {
        return new String(files.get(path), StandardCharsets.UTF_8);
    }

    @Test
    void thePageListsSurvivorsFirst() {
        Document page = Jsoup.parse(text("index.html"));
        var rows = page.getElementById("saboteurs").parent().select("tbody tr");
        assertEquals(2, rows.size());
        assertTrue(
                rows.get(0).text().startsWith("quiet Nobody notices it. nobody"),
                rows.get(0).text());
        assertTrue(
                rows.get(1).text().contains("SAMPLE-9: SUPPORTED, NOT_SUPPORTED (refuted)"),
                rows.get(1).text());
        assertTrue(rows.get(1).text().contains("It <breaks> everything."));
        assertEquals(1, page.select("a[href=data/saboteurs.csv]").size());
        assertTrue(page.getElementById("summary").parent().text().contains("quiet: Nobody notices it."));
    }

    @Test
    void theTextAndTheFileHaveThemToo() {
        assertTrue(text("report.md").contains("| quiet | Nobody notices it. | **nobody** |"), text("report.md"));
        assertTrue(text("report.md").contains("Broken: 2; caught: 1."));
        List<String> lines = text("data/saboteurs.csv").lines().toList();
        assertEquals("saboteur,what is broken,claim,sound,broken,ending,reason", lines.get(0));
        assertEquals(1 + 3 + 1, lines.size());
    }

    @Test
    void aRunWithoutThemDoesNotSpeakOfThem() {
        Map<String, byte[]> plain = ReportFiles.of(PLAIN);
        assertFalse(plain.containsKey("data/saboteurs.csv"));
        assertFalse(new String(plain.get("report.md"), StandardCharsets.UTF_8).contains("aboteur"));
        assertFalse(report.asExpected());
    }
}
