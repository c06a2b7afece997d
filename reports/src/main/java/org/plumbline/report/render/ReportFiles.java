package org.plumbline.report.render;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.report.model.Figure;
import org.plumbline.report.model.MapFigure;
import org.plumbline.report.model.Report;

/** All files of a report, in memory, so that nothing is written before everything could be drawn. */
public final class ReportFiles {
    /** The page for people. */
    public static final String PAGE = "index.html";
    /** The same for a repository or a pull request. */
    public static final String MARKDOWN = "report.md";

    /** The beginning of the text, for a pull request. */
    public static final String SUMMARY = "summary.md";
    /** The tables for a paper. */
    public static final String LATEX = "report.tex";
    /** The results for programs. */
    public static final String RESULTS = "results.json";
    /** The results for continuous integration. */
    public static final String TESTS = "TEST-plumbline.xml";

    private ReportFiles() {}

    /**
     * Renders a report.
     *
     * @param report the model
     * @return content by path, in order of path
     */
    public static SortedMap<String, byte[]> of(Report report) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        report.claims().forEach(row -> {
            row.figures().forEach(figure -> files.put(figure.csv(), utf8(CsvData.of(figure.plot()))));
            row.maps().forEach(figure -> files.put(figure.csv(), utf8(CsvData.of(figure.map()))));
            row.sheets().forEach(sheet -> files.put(sheet.csv(), utf8(CsvData.of(sheet.table()))));
        });
        SharedTables.of(report).forEach((path, table) -> files.put(path, utf8(CsvData.of(table))));
        List<Figure> figures =
                report.claims().stream().flatMap(row -> row.figures().stream()).toList();
        List<MapFigure> maps =
                report.claims().stream().flatMap(row -> row.maps().stream()).toList();
        ChartImages images = ChartImages.of(figures, maps);
        files.putAll(images.files());
        Report noted = images.failure()
                .map(why -> report.with(report.environment().with(Map.of("charts", why))))
                .orElse(report);
        files.put(RESULTS, utf8(JsonResults.of(noted)));
        files.put(TESTS, utf8(JUnitXml.of(noted)));
        files.put(LATEX, utf8(LatexTables.of(noted)));
        String text = MarkdownPage.of(noted, files.keySet());
        files.put(PAGE, utf8(HtmlPage.of(noted, files.keySet())));
        files.put(MARKDOWN, utf8(text));
        files.put(SUMMARY, utf8(MarkdownPage.summary(noted, files.keySet())));
        return Collections.unmodifiableSortedMap(files);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
