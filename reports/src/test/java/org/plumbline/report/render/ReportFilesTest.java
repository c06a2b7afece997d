package org.plumbline.report.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.plumbline.oracle.Draw;
import org.plumbline.report.Samples;
import org.plumbline.report.model.Report;

class ReportFilesTest {
    private static final Report REPORT = Samples.report(2, "2026-01-01T00:00:00Z");
    private static final SortedMap<String, byte[]> FILES = ReportFiles.of(REPORT);

    private static String text(Map<String, byte[]> files, String path) {
        return new String(files.get(path), StandardCharsets.UTF_8);
    }

    private static Document page() {
        return Jsoup.parse(text(FILES, "index.html"));
    }

    @Test
    void pageNamesEveryClaimOnceInTheRegisterAndOnceBelow() {
        Document page = page();
        assertEquals(
                4, page.select("section[aria-labelledby=register] tbody tr").size());
        assertEquals(
                REPORT.register().size(),
                page.select("section[aria-labelledby=paper] tbody tr").size());
        assertEquals(4, page.select("article").size());
        REPORT.claims().forEach(row -> {
            assertNotNull(page.getElementById("claim-" + row.anchor()), row.id());
            assertTrue(page.select("section[aria-labelledby=register]").text().contains(row.id()));
            assertTrue(page.getElementById("claim-" + row.anchor())
                    .text()
                    .contains(row.card().rule()));
        });
        assertEquals(1, page.select(".note").size());
    }

    @Test
    void pageNeedsNoNetwork() {
        Document page = page();
        assertEquals(0, page.select("script[src], link, img, iframe").size());
        page.select("[href], [src]").forEach(e -> {
            String target = e.hasAttr("href") ? e.attr("href") : e.attr("src");
            assertFalse(target.contains(":") || target.startsWith("//"), target);
        });
        String style = page.select("style").html();
        assertEquals(style.split("url\\(data:font/woff2", -1).length, style.split("url\\(", -1).length);
        assertTrue(page.selectFirst("meta[http-equiv=Content-Security-Policy]")
                .attr("content")
                .startsWith("default-src 'none';"));
    }

    /** What the scripts add is typesetting and sorting; every word is there before. */
    @Test
    void formulasAreTextWithTheirTexBesideThem() {
        Document page = page();
        Element criterion = page.selectFirst("article dt:contains(Criterion) + dd span.tex");
        assertEquals("E‖∇Φ‖²", criterion.text());
        assertEquals("\\mathrm{E}\\lVert \\nabla \\Phi \\rVert ^{2}", criterion.attr("data-tex"));
        assertTrue(text(FILES, "index.html").contains("Khan Academy"), "the licence of what is embedded");
    }

    /** A number of a table or a card is a rounded one; the file beside it has its digits. */
    @Test
    void everyTableAndEveryEffectLinksToItsFile() {
        Document page = page();
        page.select("table")
                .forEach(table -> assertEquals(
                        1,
                        table.select("caption a[href$=.csv]").size(),
                        table.select("caption").text()));
        page.select("figure")
                .forEach(figure ->
                        assertFalse(figure.select(".files a[href$=.csv]").isEmpty()));
        page.select("article").forEach(article -> {
            assertFalse(article.select("dd a[href=data/claims.csv]").isEmpty());
            REPORT.claims().stream()
                    .filter(row -> article.id().equals("claim-" + row.anchor()))
                    .flatMap(row -> row.csv().stream())
                    .forEach(csv ->
                            assertFalse(article.select("a[href=" + csv + "]").isEmpty(), csv));
        });
        String claims = text(FILES, "data/claims.csv");
        assertTrue(claims.startsWith("claim,verdict,expected,effect,estimate,lower,upper,p,reason,power,"), claims);
        assertEquals(1 + REPORT.claims().size(), claims.lines().count());
        String effects = text(FILES, "data/effects.csv");
        assertTrue(effects.contains("SAMPLE-1@alpha,\"ratio to C:"), effects);
        assertTrue(page.select("dd a[href=data/effects.csv]").size() >= 2);
        assertTrue(text(FILES, "data/ledger.csv").contains("algorithm-1,"));
    }

    @Test
    void everyLinkLeadsSomewhere() {
        Document page = page();
        for (Element link : page.select("a[href]")) {
            String href = link.attr("href");
            boolean found =
                    href.startsWith("#") ? page.getElementById(href.substring(1)) != null : FILES.containsKey(href);
            assertTrue(found, href);
        }
        assertTrue(page.select("a[href$=.csv]").size() >= 6);
    }

    @Test
    void idsAreUnique() {
        Set<String> seen = new HashSet<>();
        page().select("[id]").forEach(e -> assertTrue(seen.add(e.id()), e.id()));
    }

    @Test
    void markupInTextIsEscaped() {
        Document page = page();
        assertTrue(page.select("h3").text().contains("<Algorithm 1>"));
        assertTrue(page.text().contains("σ & ε"));
        assertTrue(page.text().contains("<marked> note"));
        assertEquals(0, page.select("marked, slipped").size());
    }

    @Test
    void tablesAndChartsSpeak() {
        Document page = page();
        page.select("table").forEach(table -> {
            assertFalse(table.select("caption").text().isBlank());
            table.select("th").forEach(th -> assertTrue(th.hasAttr("scope"), th.outerHtml()));
        });
        assertEquals(6, page.select("svg[role=img]").size(), "two charts and a heat map of either sample");
        page.select("svg").forEach(svg -> {
            for (String id : svg.attr("aria-labelledby").split(" ", -1)) {
                assertFalse(page.getElementById(id).text().isBlank());
            }
        });
    }

    @Test
    void ledgerShowsEveryKindAndCountsSharedWorkOnce() {
        Element ledger = page().getElementById("ledger").parent();
        for (Draw kind : Draw.values()) {
            assertTrue(ledger.text().contains(kind.label()), kind.label());
        }
        assertTrue(ledger.text().contains(Numbers.count(1_234_567L * 10)));
    }

    @Test
    void resultsFollowTheContract() throws IOException {
        JsonNode root = new ObjectMapper().readTree(text(FILES, "results.json"));
        assertEquals(1, root.get("schemaVersion").asInt());
        assertEquals("quick", root.get("profile").asText());
        assertEquals(250317644L, root.get("masterSeed").asLong());
        assertTrue(root.get("saboteurs").isArray());
        JsonNode audit = root.get("audits").get(0);
        assertEquals("SAMPLE-1", audit.get("id").asText());
        assertEquals("NOT_SUPPORTED", audit.get("verdict").asText());
        assertEquals(2, audit.get("rows").size());
        JsonNode first = root.get("claims").get(0);
        for (String key : ("id statement criterion guarantee source assumptions prediction rule negativeControl verdict"
                        + " expected expectedWhy asExpected reason effect estimate interval controls power seeds rerun"
                        + " ledger csv")
                .split(" ", -1)) {
            assertTrue(first.has(key), key);
        }
        assertEquals(0.9813, first.get("interval").get(0).asDouble(), 1e-12, "1.0213 - 0.04 to rounding");
        assertEquals(
                Draw.values().length, first.get("ledger").get("algorithm-1").size());
        StreamSupport.stream(first.get("csv").spliterator(), false)
                .forEach(csv -> assertTrue(FILES.containsKey(csv.asText())));
        JsonNode broken = root.get("claims").get(2);
        assertEquals("INCONCLUSIVE", broken.get("verdict").asText());
        assertTrue(broken.get("reason").asText().contains("the judge <slipped> on a line end"));
        assertTrue(broken.get("estimate").isNull());
        assertTrue(broken.get("interval").isNull());
        assertTrue(broken.get("expected").isNull());
        assertEquals("GONE-1", root.get("expectedWithoutClaim").get(0).asText());
    }

    @Test
    void testFailsIfAndOnlyIfItDiffersAndIsSkippedIfAndOnlyIfItWasNotRun() {
        Document xml = Jsoup.parse(text(FILES, "TEST-plumbline.xml"), Parser.xmlParser());
        assertEquals("5", xml.selectFirst("testsuite").attr("tests"));
        assertEquals("3", xml.selectFirst("testsuite").attr("failures"));
        assertEquals("1", xml.selectFirst("testsuite").attr("skipped"));
        REPORT.claims().forEach(row -> {
            Element test = xml.selectFirst("testcase[name=" + row.id() + "]");
            assertEquals(row.asExpected() ? 0 : 1, test.select("failure").size(), row.id());
            assertEquals(
                    row.verdict().name().equals("NOT_RUN") ? 1 : 0,
                    test.select("skipped").size(),
                    row.id());
        });
        assertEquals(1, xml.select("testcase[name=GONE-1] failure").size());
    }

    @Test
    void csvHasEveryPointWithAllDigits() {
        String csv = text(FILES, "data/SAMPLE-1_at_alpha--rate.csv");
        assertEquals(1 + 6 + 6 + 6 + 2, csv.lines().count());
        assertTrue(
                csv.contains("\"algorithm-1, mean and 95 % interval\",measured,0.0125," + 0.3 * 0.0125 + ",-0.001,"));
        String table = text(FILES, "data/SAMPLE-1_at_alpha--samples.csv");
        assertTrue(table.contains("0.05,98765432,1.5E-7,plain"));
        assertTrue(table.contains("\"a \"\"quoted\"\", <marked> note\""));
    }

    @Test
    void chartsAreAlsoFiles() throws IOException {
        byte[] png = FILES.get("charts/SAMPLE-1_at_alpha--rate.png");
        assertEquals(1600, ImageIO.read(new ByteArrayInputStream(png)).getWidth());
        assertTrue(text(FILES, "charts/SAMPLE-1_at_alpha--rate.svg").contains("<svg"));
    }

    @Test
    void sameInputGivesTheSameBytesAsideFromTheEnvironment() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            SortedMap<String, byte[]> again = ReportFiles.of(Samples.report(1, "2027-12-31T00:00:00Z"));
            assertEquals(FILES.keySet(), again.keySet());
            FILES.forEach((path, bytes) -> {
                if (Set.of("index.html", "report.md", "results.json").contains(path)) {
                    String renamed = text(again, path).replace("2027-12-31", "2026-01-01");
                    assertEquals(text(FILES, path), renamed, path);
                } else {
                    assertArrayEquals(bytes, again.get(path), path);
                }
            });
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void sampleReportStandsInTargetForTheBrowser() {
        try (ReportDirectory place = ReportDirectory.reserve(Path.of("target", "sample-report"))) {
            assertTrue(place.publish(FILES).resolve("index.html").toFile().isFile());
        }
    }

    /** A comment on GitHub takes 65,536 characters. */
    @Test
    void theSummaryOfAllClaimsFitsAPullRequest() {
        Report all = Samples.allSupported();
        String summary = MarkdownPage.summary(all, Set.of());
        assertTrue(all.claims().size() > 100, all.claims().size() + " claims");
        assertTrue(summary.length() < 60_000, summary.length() + " characters");
        all.claims().forEach(row -> assertTrue(summary.contains(MarkdownPage.escaped(row.id())), row.id()));
    }

    @Test
    void theSummaryIsTheBeginningOfTheText() {
        String summary = text(FILES, "summary.md");
        String whole = text(FILES, "report.md");
        assertTrue(whole.contains(summary.strip()), summary);
        assertTrue(summary.contains("| SUPPORTED | 1 |"), summary);
        assertTrue(summary.contains("| SAMPLE-1 | NOT\\_SUPPORTED | 2 |"), summary);
        assertFalse(summary.contains("Negative control"));
    }

    /** Every table and chart of the text leads to its numbers. */
    @Test
    void theTextLeadsToEveryTableAndChart() {
        String whole = text(FILES, "report.md");
        REPORT.claims().forEach(row -> row.csv().forEach(csv -> assertTrue(whole.contains("[CSV](" + csv + ")"), csv)));
        for (String table : List.of("ledger", "methods", "claims", "register")) {
            assertTrue(whole.contains("[CSV](data/" + table + ".csv)"), table);
        }
    }
}
