package org.plumbline.report.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.plumbline.report.Samples;
import org.plumbline.report.model.Report;

class MarkdownPageTest {
    private static final Report REPORT = Samples.report(2, "2026-01-01T00:00:00Z");
    private static final SortedMap<String, byte[]> FILES = ReportFiles.of(REPORT);
    private static final String TEXT = new String(FILES.get("report.md"), StandardCharsets.UTF_8);

    @Test
    void everyClaimHasARowAndASectionWithItsRule() {
        REPORT.claims().forEach(row -> {
            String id = MarkdownPage.escaped(row.id());
            assertEquals(1, count("\n### " + Pattern.quote(id) + "\n"), id);
            assertEquals(
                    1,
                    count("\n\\| " + Pattern.quote(id) + " \\| "
                            + Pattern.quote(MarkdownPage.escaped(row.verdict().name())) + " \\| [^0-9|][^|]* \\|"),
                    id);
            assertTrue(TEXT.contains(MarkdownPage.escaped(row.card().rule())), id);
        });
    }

    private static long count(String pattern) {
        return Pattern.compile(pattern).matcher(TEXT).results().count();
    }

    /** A cell with a bar or a line end in it would add a column or break the table. */
    @Test
    void everyRowOfATableHasAsManyCellsAsItsHead() {
        List<String> lines = TEXT.lines().toList();
        int tables = 0;
        for (int i = 0; i < lines.size(); i++) {
            boolean row = lines.get(i).startsWith("|");
            boolean follows = i > 0 && lines.get(i - 1).startsWith("|");
            if (row && follows) {
                assertEquals(bars(lines.get(i - 1)), bars(lines.get(i)), lines.get(i));
            }
            tables += row && !follows ? 1 : 0;
        }
        assertTrue(tables >= 4, "verdicts, environment, and the sheets of two claims");
    }

    private static long bars(String line) {
        return Pattern.compile("(?<!\\\\)\\|").matcher(line).results().count();
    }

    @Test
    void everyPictureIsAFileOfTheReport() {
        Matcher picture = Pattern.compile("!\\[[^\\]]*\\]\\(([^)]*)\\)").matcher(TEXT);
        int pictures = 0;
        for (; picture.find(); pictures++) {
            assertTrue(FILES.containsKey(picture.group(1)), picture.group(1));
        }
        assertEquals(6, pictures, "two charts and a heat map of either sample");
    }

    /** The samples: one verdict differs, one claim has none recorded, one recorded verdict has no claim. */
    @Test
    void whatDiffersFromTheRecordIsNamed() {
        assertTrue(TEXT.contains("* SAMPLE-1@beta: NOT\\_SUPPORTED, expected SUPPORTED.\n"));
        assertTrue(TEXT.contains("* SAMPLE-2: INCONCLUSIVE, expected (not recorded).\n"));
        assertTrue(TEXT.contains("* GONE-1: a verdict is recorded, but no claim bears this name\n"));
        assertTrue(TEXT.contains("* **NOT\\_SUPPORTED** (expected: SUPPORTED"));
        assertFalse(TEXT.contains("verdicts are the recorded ones"));
        Report nothing = new Report(
                REPORT.settings(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                REPORT.environment());
        assertTrue(MarkdownPage.of(nothing, Set.of()).contains("No claim was run."));
        Report agreeing = new Report(
                REPORT.settings(),
                REPORT.claims().subList(0, 1),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                REPORT.environment());
        assertTrue(MarkdownPage.of(agreeing, Set.of()).contains("All 1 verdicts are the recorded ones."));
        assertFalse(MarkdownPage.of(agreeing, Set.of()).contains("!["), "no picture without its file");
    }

    /** Titles stand within HTML tags there, where Markdown's escapes would be printed. */
    @Test
    void summariesAreEscapedAsHtml() {
        assertEquals("&lt;b&gt; λ* &amp; x_1", new PageText(Set.of()).html("<b> λ* & x_1"));
        assertTrue(TEXT.contains("<summary>Samples to the target</summary>"));
    }

    @Test
    void markupInTextIsWrittenOut() {
        assertEquals(
                "λ\\*\\_σ &lt;a&gt; \\| x\\[1\\] &amp; \\`c\\`", MarkdownPage.escaped("λ*_σ <a> |\n x[1] & `c`\n"));
        assertTrue(TEXT.contains("&lt;Algorithm 1&gt;"));
        assertTrue(TEXT.contains("the judge &lt;slipped&gt; on a line end"));
        assertFalse(TEXT.contains("<slipped>"));
    }
}
