package org.plumbline.report.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.report.Samples;
import org.plumbline.report.render.ReportDirectory;
import org.plumbline.report.render.ReportFiles;

/**
 * The page of a small report in a real browser. Where there is none, the tests say so and are skipped: nobody needs a
 * browser to build. The property plumbline.page names the folder of another report to look at in the same way.
 * Screenshots stand in target/screenshots afterwards.
 */
class PageInBrowserTest {
    private static final String SAMPLES = "[...document.querySelectorAll('table')]"
            + ".find(t => t.caption.textContent.startsWith('Samples to the target'))";
    /** Body text: the least contrast that WCAG 2 asks for at level AA. */
    private static final double CONTRAST = 4.5;

    private static Path folder;
    private static Chromium browser;

    @BeforeAll
    static void open() throws Exception {
        Optional<Path> program = Chromium.installed();
        assumeTrue(program.isPresent(), "Chromium is not installed, so that the page was not opened in a browser");
        folder = Path.of(System.getProperty("plumbline.page", sample().toString()));
        browser = Chromium.start(program.get());
        size(1280);
        browser.call("Page.navigate", Map.of("url", address()));
        browser.until("document.readyState === 'complete' && document.documentElement.dataset.formulas === 'typeset'");
        browser.evaluate("document.fonts.ready.then(() => true)");
    }

    /** After everything that the tests did with the page. */
    @AfterAll
    static void nothingWentWrongOnTheConsole() throws Exception {
        if (browser == null) {
            return;
        }
        browser.close();
        for (String trouble : List.of("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")) {
            assertEquals(List.of(), browser.events(trouble), trouble);
        }
    }

    private static Path sample() {
        Path target = Path.of("target", "browser-report").toAbsolutePath();
        try (ReportDirectory place = ReportDirectory.reserve(target)) {
            return place.publish(ReportFiles.of(Samples.report(2, "2026-01-01T00:00:00Z")));
        }
    }

    private static String address() {
        return folder.resolve("index.html").toUri().toString();
    }

    private static void size(int width) throws Exception {
        browser.call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        browser.until("innerWidth === " + width);
    }

    private static void medium(String type, String scheme) throws Exception {
        browser.call(
                "Emulation.setEmulatedMedia",
                Map.of("media", type, "features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        browser.until("matchMedia('(prefers-color-scheme: " + scheme + ")').matches");
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static void screenshot(String name) throws Exception {
        JsonNode picture = browser.call("Page.captureScreenshot", Map.of("format", "png"));
        keep(name + ".png", Base64.getDecoder().decode(picture.get("data").asText()));
    }

    private static void keep(String name, byte[] content) throws IOException {
        Files.write(Files.createDirectories(Path.of("target", "screenshots")).resolve(name), content);
    }

    @Test
    void noRequestLeavesAndNothingIsLoadedBesideThePage() {
        List<String> asked = browser.events("Network.requestWillBeSent").stream()
                .map(event -> event.get("request").get("url").asText())
                .filter(url -> !url.startsWith("data:"))
                .toList();
        assertEquals(List.of(address()), asked);
    }

    @Test
    void everyFormulaRenders() throws Exception {
        int formulas =
                browser.evaluate("document.querySelectorAll('.tex').length").asInt();
        assertTrue(formulas > 100, formulas + " formulas");
        assertEquals(
                formulas,
                browser.evaluate("[...document.querySelectorAll('.tex')].filter(t =>"
                                + " t.querySelectorAll('.katex').length === 1"
                                + " && t.querySelector('.katex').getBoundingClientRect().width > 1"
                                + " && t.querySelector('.written').textContent.length > 0).length")
                        .asInt());
        assertEquals(
                0,
                browser.evaluate("document.querySelectorAll('.katex-error').length")
                        .asInt());
        assertEquals(
                List.of(),
                texts(browser.evaluate("[...document.querySelectorAll('.katex .mord')]"
                        + ".filter(e => e.style.color !== '').map(e => e.textContent)")),
                "KaTeX shows in colour what it does not know");
    }

    /** A glyph of a font that was left out would silently come from another one. */
    @Test
    void everyFontThatFormulasAskForIsThere() throws Exception {
        List<String> missing =
                texts(browser.evaluate("(() => { const face = f => [f.family.replace(/\"/g, ''), f.style,"
                        + " f.weight.replace('normal', '400').replace('bold', '700')].join(' ');"
                        + " const there = new Set([...document.fonts].map(face));"
                        + " const leaves = [...document.querySelectorAll('.katex *')].filter(e => [...e.childNodes]"
                        + ".some(n => n.nodeType === 3 && n.textContent.replace(/[\\u200b\\s]/g, '') !== ''));"
                        + " const asked = new Set(leaves.map(e => getComputedStyle(e)).map(s =>"
                        + " [s.fontFamily.split(',')[0].replace(/\"/g, ''), s.fontStyle, s.fontWeight].join(' ')));"
                        + " return [...asked].filter(a => !there.has(a)); })()"));
        assertEquals(List.of(), missing);
        assertEquals(
                0,
                browser.evaluate("[...document.fonts].filter(f => f.status === 'error').length")
                        .asInt());
    }

    @Test
    void copiedTextAndScreenReadersHaveFormulasAsTheyWereWrittenOnce() throws Exception {
        String copied = browser.evaluate(
                        "(() => { const e = document.querySelector('[data-tex*=\"nabla\"]').parentElement;"
                                + " getSelection().selectAllChildren(e); const text = getSelection().toString();"
                                + " getSelection().removeAllRanges(); return text; })()")
                .asText();
        String written = browser.evaluate("document.querySelector('[data-tex*=\"nabla\"] .written').textContent")
                .asText();
        assertTrue(copied.contains(written), copied);
        assertEquals(copied.indexOf(written.substring(0, 2)), copied.lastIndexOf(written.substring(0, 2)), copied);
        List<String> headings = new ArrayList<>();
        for (JsonNode node :
                browser.call("Accessibility.getFullAXTree", Map.of()).get("nodes")) {
            if (node.path("role").path("value").asText().equals("heading")) {
                headings.add(node.path("name")
                        .path("value")
                        .asText()
                        .replaceAll("\\s+", " ")
                        .strip());
            }
        }
        List<String> written3 = texts(browser.evaluate("[...document.querySelectorAll('h3')].map(h => {"
                + " const c = h.cloneNode(true); c.querySelectorAll('.shown').forEach(s => s.remove());"
                + " return c.textContent.replace(/\\s+/g, ' ').trim(); })"));
        assertFalse(written3.isEmpty());
        assertTrue(headings.containsAll(written3), headings + " should have " + written3);
    }

    private static List<String> column(String table, int index) throws Exception {
        return texts(browser.evaluate(
                "[..." + table + ".tBodies[0].rows].map(r => r.cells[" + index + "].innerText.trim())"));
    }

    @Test
    void tablesSortByMouseAndByKeyboard() throws Exception {
        assumeTrue(browser.evaluate(SAMPLES + " !== undefined").asBoolean(), "not the sample report");
        String heads = SAMPLES + ".tHead.rows[0].cells";
        assertEquals(List.of("0.1", "0.05"), column(SAMPLES, 0));
        browser.click(heads + "[2].querySelector('button')");
        assertEquals(List.of("1.5×10⁻⁷", "0.03"), column(SAMPLES, 2));
        assertEquals(
                "ascending",
                browser.evaluate(heads + "[2].getAttribute('aria-sort')").asText());
        browser.evaluate(heads + "[1].querySelector('button').focus()");
        browser.press("Enter", 13);
        assertEquals(List.of("12\u202f345", "98\u202f765\u202f432"), column(SAMPLES, 1));
        assertEquals(
                "none",
                browser.evaluate(heads + "[2].getAttribute('aria-sort')").asText());
        browser.press("Enter", 13);
        assertEquals(List.of("98\u202f765\u202f432", "12\u202f345"), column(SAMPLES, 1));
        assertEquals(
                "descending",
                browser.evaluate(heads + "[1].getAttribute('aria-sort')").asText());
        browser.click(heads + "[3].querySelector('button')");
        assertEquals("plain", column(SAMPLES, 3).get(1), "words are in the order of words");
    }

    @Test
    void everyTableOfMoreThanOneRowHasButtonsThatSort() throws Exception {
        assertEquals(
                List.of(),
                texts(browser.evaluate(
                        "[...document.querySelectorAll('table')].filter(t => t.tBodies[0].rows.length > 1"
                                + " && [...t.tHead.rows[0].cells].some(c => !c.querySelector('button') || !c.ariaSort))"
                                + ".map(t => t.caption.textContent)")));
    }

    @Test
    void everyLinkLeadsSomewhere() throws Exception {
        assertEquals(
                List.of(),
                texts(browser.evaluate(
                        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href'))"
                                + ".filter(h => !document.getElementById(h.slice(1)))")));
        List<String> files = texts(
                browser.evaluate(
                        "[...new Set([...document.querySelectorAll('a:not([href^=\"#\"])')].map(a => a.getAttribute('href')))]"));
        assertFalse(files.isEmpty());
        files.forEach(file -> assertTrue(Files.isRegularFile(folder.resolve(file)), file));
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 1280, 1920})
    void nothingOverflows(int width) throws Exception {
        size(width);
        browser.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })");
        assertEquals(width, browser.evaluate("innerWidth").asInt());
        assertEquals(
                List.of(),
                texts(browser.evaluate("document.documentElement.scrollWidth <= innerWidth ? [] :"
                        + " [...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll, svg')"
                        + " && e.getBoundingClientRect().right > innerWidth + 1)"
                        + ".map(e => e.tagName + ' ' + e.className + ' ' + e.textContent.slice(0, 60))")),
                "at " + width);
        assertTrue(browser.evaluate("document.documentElement.scrollWidth <= innerWidth")
                .asBoolean());
        browser.evaluate("document.querySelectorAll('details').forEach(d => { d.open = false; }); scrollTo(0, 0)");
        screenshot(width + "-top");
        browser.evaluate("document.querySelector('article').scrollIntoView()");
        screenshot(width + "-claim");
        browser.evaluate("document.getElementById('register').scrollIntoView()");
        screenshot(width + "-register");
    }

    @Test
    void focusIsSeenFromTheFirstTabOn() throws Exception {
        size(1280);
        browser.evaluate("scrollTo(0, 0); document.body.tabIndex = -1; document.body.focus();"
                + " document.body.removeAttribute('tabindex')");
        List<String> stops = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            browser.press("Tab", 9);
            JsonNode stop = browser.evaluate("(() => { const e = document.activeElement; const s = getComputedStyle(e);"
                    + " const r = e.getBoundingClientRect(); return {name: e.textContent.slice(0, 40), style: s.outlineStyle,"
                    + " width: parseFloat(s.outlineWidth), left: r.left, top: r.top}; })()");
            stops.add(stop.get("name").asText());
            assertFalse(stop.get("style").asText().equals("none"), stop.toString());
            assertTrue(stop.get("width").asDouble() >= 1, stop.toString());
            assertTrue(stop.get("left").asDouble() >= 0 && stop.get("top").asDouble() >= 0, stop.toString());
        }
        assertEquals("Skip to the claims", stops.get(0), stops.toString());
        assertEquals(12, stops.stream().distinct().count(), stops.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void textCanBeReadInLightAndDark(String scheme) throws Exception {
        size(1280);
        medium("screen", scheme);
        double paper = luminance(browser.evaluate("getComputedStyle(document.body).backgroundColor")
                .asText());
        assertEquals(scheme.equals("dark"), paper < 0.2, "luminance of the paper " + paper);
        JsonNode colours = browser.evaluate("Object.fromEntries([...document.querySelectorAll("
                + "'body, p, a, dt, dd, td, th, caption, button, summary, .verdict, .label, .differs, .written, .katex, svg text:not(.value)')]"
                + ".map(e => { const s = getComputedStyle(e); return [e.tagName + ' ' + (e.getAttribute('class') || ''),"
                + " e.namespaceURI.endsWith('svg') ? s.fill : s.color]; }))");
        assertTrue(colours.size() > 15, colours.toString());
        colours.properties().forEach(entry -> {
            double ink = luminance(entry.getValue().asText());
            double ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
            assertTrue(ratio >= CONTRAST, entry + " has contrast " + ratio);
        });
        browser.evaluate("document.querySelector('article').scrollIntoView()");
        screenshot(scheme);
        medium("screen", "light");
    }

    /** Relative luminance as WCAG 2 defines it. */
    private static double luminance(String rgb) {
        String[] parts = rgb.replaceAll("[^0-9.,]", "").split(",", -1);
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double c = Double.parseDouble(parts[i]) / 255;
            sum += weights[i] * (c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    /** Of the width that a sheet has between its margins: what is wider would shrink every page, or be cut off. */
    @ParameterizedTest
    @ValueSource(ints = {680, 1000})
    void everythingFitsOnPaper(int width) throws Exception {
        size(width);
        medium("print", "light");
        List<String> wide = texts(
                browser.evaluate("[...document.querySelectorAll('body *')].filter(e => !e.closest('svg, .written')"
                        + " && e.getBoundingClientRect().right > innerWidth + 1)"
                        + ".map(e => e.tagName + ' ' + e.className + ' ' + e.textContent.slice(0, 60))"));
        int whole = browser.evaluate("document.documentElement.scrollWidth").asInt();
        medium("", "light");
        size(1280);
        assertEquals(List.of(), wide);
        assertTrue(whole <= width, "scrollWidth " + whole);
    }

    @Test
    void printsOnWhiteAndWithoutWhatPaperCannotUse() throws Exception {
        medium("print", "dark");
        assertEquals(
                "rgb(255, 255, 255)",
                browser.evaluate("getComputedStyle(document.body).backgroundColor")
                        .asText());
        assertEquals(
                "none",
                browser.evaluate("getComputedStyle(document.querySelector('nav')).display")
                        .asText());
        medium("", "light");
        String pdf = browser.call("Page.printToPDF", Map.of()).get("data").asText();
        byte[] bytes = Base64.getDecoder().decode(pdf);
        assertEquals("%PDF", new String(bytes, 0, 4, StandardCharsets.US_ASCII));
        keep("print.pdf", bytes);
    }
}
