package org.plumbline.report.render;

import freemarker.core.CommonMarkupOutputFormat;
import freemarker.core.CommonTemplateMarkupOutputModel;
import freemarker.template.TemplateModelException;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.Set;
import org.plumbline.report.model.Report;

/** The report as GitHub-flavoured Markdown, for a repository or a pull request: verdicts, reasons, tables, charts. */
final class MarkdownPage {
    private static final Templates TEMPLATES = new Templates(new Format());

    private MarkdownPage() {}

    /** Renders the text; it shows a chart only if the report has its file. */
    static String of(Report report, Set<String> files) {
        return TEMPLATES.fill("report.md.ftl", Map.of("report", report, "page", new PageText(files)));
    }

    /** What a pull request has room for: counts, what differs, audits, claims and register, without the claims one by one. */
    static String summary(Report report, Set<String> files) {
        return TEMPLATES.fill("summary.md.ftl", Map.of("report", report, "page", new PageText(files)));
    }

    /**
     * Text with the characters that Markdown or its tables would take for markup written out.
     *
     * @param text one or more lines
     * @return one line
     */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ").codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '|', '*', '_', '`', '[', ']', '\\', '#', '~', '$' ->
                    out.append('\\').appendCodePoint(c);
                default -> out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    /** What FreeMarker asks of an output format. */
    private static final class Format extends CommonMarkupOutputFormat<Markup> {
        @Override
        public String getName() {
            return "Markdown";
        }

        @Override
        public String getMimeType() {
            return "text/markdown";
        }

        @Override
        public void output(String text, Writer out) throws IOException, TemplateModelException {
            out.write(escaped(text));
        }

        @Override
        public String escapePlainText(String text) {
            return escaped(text);
        }

        @Override
        public boolean isLegacyBuiltInBypassed(String builtIn) {
            return false;
        }

        @Override
        protected Markup newTemplateMarkupOutputModel(String text, String markup) {
            return new Markup(this, text, markup);
        }
    }

    /** Text that is Markdown already. */
    private static final class Markup extends CommonTemplateMarkupOutputModel<Markup> {
        private final Format format;

        Markup(Format format, String text, String markup) {
            super(text, markup);
            this.format = format;
        }

        @Override
        public CommonMarkupOutputFormat<Markup> getOutputFormat() {
            return format;
        }
    }
}
