package org.plumbline.report.render;

import freemarker.core.HTMLOutputFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.plumbline.report.model.Report;

/** The report for people: one page that needs no network, and says all that it says without its scripts, too. */
final class HtmlPage {
    private static final Templates TEMPLATES = new Templates(HTMLOutputFormat.INSTANCE);

    private HtmlPage() {}

    /** Renders the page; it links to a file only if the report has it. */
    static String of(Report report, Set<String> files) {
        return TEMPLATES.fill(
                "index.ftlh",
                Map.of(
                        "report",
                        report,
                        "page",
                        new PageText(files),
                        "css",
                        Katex.css() + "\n" + own("page.css"),
                        "licence",
                        Katex.licence(),
                        "katex",
                        Katex.script(),
                        "script",
                        own("page.js")));
    }

    private static String own(String name) {
        try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
