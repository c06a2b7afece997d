package org.plumbline.report.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.report.Samples;
import org.plumbline.report.Tool;
import org.plumbline.report.model.Report;
import org.plumbline.report.model.SaboteurRow;
import org.plumbline.report.model.TrapRow;
import org.plumbline.theory.Table;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.saboteur.Trap;

/** Structure is checked here, what stands in cells by {@link LatexReader}, and the whole by pdfLaTeX where there is one. */
class LatexTablesTest {
    private static final Report REPORT = Samples.report(2, "2026-01-01T00:00:00Z");
    private static final String TEXT = LatexTables.of(REPORT);

    /** Heads and rows, cell by cell. */
    private static List<List<String>> rows(String text) {
        List<List<String>> rows = new ArrayList<>();
        for (String line : text.lines().filter(l -> l.startsWith("\\cell{")).toList()) {
            assertTrue(line.endsWith("} \\tabularnewline"), line);
            String inner = line.substring("\\cell{".length(), line.length() - "} \\tabularnewline".length());
            rows.add(List.of(inner.split(Pattern.quote("} & \\cell{"), -1)));
        }
        return rows;
    }

    @Test
    void everyRowHasAsManyCellsAsItsTableHasColumnsAndEveryCellCanBeRead() {
        Matcher table = Pattern.compile(
                        "\\\\begin\\{longtable\\}\\{([^\n]*)\\}\n(.*?)\\\\end\\{longtable\\}", Pattern.DOTALL)
                .matcher(TEXT);
        int tables = 0;
        for (; table.find(); tables++) {
            int columns = table.group(1).lines().findFirst().orElseThrow().split("p\\{", -1).length - 1;
            List<List<String>> rows = rows(table.group(2));
            assertTrue(rows.size() > 1);
            rows.forEach(row -> {
                assertEquals(columns, row.size(), row.toString());
                row.forEach(LatexReader::read);
            });
        }
        assertEquals(2, tables, "verdicts and register; the samples have no RATE-4 and no saboteurs");
    }

    @Test
    void theVerdictsAreThoseOfTheReport() {
        List<List<String>> rows = rows(TEXT);
        for (int i = 0; i < REPORT.claims().size(); i++) {
            var claim = REPORT.claims().get(i);
            List<String> row = rows.get(i + 1);
            assertEquals(claim.id(), LatexReader.read(row.get(0)));
            assertEquals(claim.verdict().name(), LatexReader.read(row.get(2)));
            assertEquals(claim.ruleHash(), LatexReader.read(row.get(5)));
        }
        assertTrue(TEXT.contains("95~\\% interval {[}0.9813,{} 1.061{]}"), "the interval of the first sample");
    }

    @Test
    void pdfLatexReadsItWhereItIs(@TempDir Path folder) throws IOException, InterruptedException {
        Tool latex = new Tool(folder, "pdflatex", "-interaction=nonstopmode", "-halt-on-error");
        latex.assumePresent("-version");
        Files.writeString(folder.resolve("report.tex"), TEXT);
        String log = latex.print("report.tex");
        assertTrue(log.contains("Output written on report.pdf"), log);
    }

    @Test
    void theRegisterIsWhole() {
        assertEquals(
                1 + REPORT.claims().size() + 1 + REPORT.register().size(),
                rows(TEXT).size());
    }

    @Test
    void brokenVariantsStandWithoutTheReasons() {
        TrapRow trap =
                new TrapRow("PL-1@x", Verdict.SUPPORTED, Verdict.NOT_SUPPORTED, Trap.Ending.values()[0], "because");
        Report with = new Report(
                REPORT.settings(),
                REPORT.claims(),
                REPORT.audits(),
                REPORT.register(),
                REPORT.unclaimed(),
                REPORT.ledger(),
                REPORT.methods(),
                List.of(new SaboteurRow("sign_reversed", "−∇f & more", List.of(trap))),
                REPORT.gate(),
                REPORT.environment());
        String text = LatexTables.of(with);
        assertTrue(text.contains(
                "\\cell{sign\\_\\allowbreak{}reversed} & \\cell{$-\\nabla$f \\& more} & \\cell{PL-{}1@x}"));
        assertFalse(text.contains("because"));
    }

    /** All of a line is given away, no more, and every column can hold its longest word. */
    @Test
    void widthsAddUpToTheLine() {
        String text = LatexTables.longtable(new Table(
                "t",
                "a title",
                List.of("verdict", "a very long head"),
                List.of(List.of("INCONCLUSIVE", "x ".repeat(500)))));
        double[] shares = Pattern.compile("([0-9.]+)\\\\linewidth")
                .matcher(text)
                .results()
                .mapToDouble(m -> Double.parseDouble(m.group(1)))
                .toArray();
        assertEquals(2, shares.length);
        assertEquals(1, shares[0] + shares[1], 1e-4, "four decimals each");
        assertTrue(shares[0] * 190 > "INCONCLUSIVE".length());
    }

    @Test
    void theDocumentIsAsciiAndDoesNotDependOnTheEnvironment() {
        assertTrue(TEXT.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7f)));
        assertEquals(TEXT, LatexTables.of(Samples.report(1, "2027-12-31T00:00:00Z")));
        assertEquals(TEXT, new String(ReportFiles.of(REPORT).get("report.tex"), StandardCharsets.US_ASCII));
        assertEquals(
                Set.of("document", "longtable"),
                Pattern.compile("\\\\begin\\{(\\w+)\\}")
                        .matcher(TEXT)
                        .results()
                        .map(m -> m.group(1))
                        .collect(java.util.stream.Collectors.toSet()));
        assertTrue(TEXT.endsWith("\\end{document}\n"));
    }
}
