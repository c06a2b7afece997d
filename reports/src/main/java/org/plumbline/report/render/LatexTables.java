package org.plumbline.report.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.plumbline.report.model.ClaimRow;
import org.plumbline.report.model.Report;
import org.plumbline.theory.Table;

/**
 * The tables of a report as a LaTeX document, for a rebuttal or an appendix: verdicts, the comparison of rates in both units, the
 * register and the broken variants. It needs packages of every LaTeX distribution alone, and each table can be copied with the
 * lines of the preamble.
 */
final class LatexTables {
    /** The audit that compares rates, and those of its tables that do. */
    private static final String COMPARISON = "RATE-4";

    private static final Set<String> COMPARING = Set.of("answer", "exponents", "finite-sum-exponents");

    /** About as many characters as a line of the page holds, and what a column can ask for of it. */
    private static final int LINE = 190;

    private static final int LONGEST_WORD = 20;
    private static final int LONGEST_CELL = 80;

    /** Between columns, in characters. */
    private static final int GAP = 2;

    private static final String HEAD = """
            % Only ASCII: pdfLaTeX, XeLaTeX and LuaLaTeX read it alike. To copy a table, copy the packages and \\cell, too.
            \\documentclass[a4paper,landscape]{article}
            \\usepackage[margin=15mm]{geometry}
            \\usepackage[T1]{fontenc}
            \\usepackage{textcomp}
            \\usepackage{array}
            \\usepackage{longtable}
            \\setlength{\\tabcolsep}{3pt}
            \\newcommand{\\cell}[1]{\\raggedright\\hspace{0pt}#1}
            \\begin{document}
            \\scriptsize
            """;

    private LatexTables() {}

    /** Renders the document; it does not depend on the environment. */
    static String of(Report report) {
        StringBuilder out = new StringBuilder(HEAD);
        out.append("\\noindent Plumbline, profile ")
                .append(LatexText.escaped(report.settings().profile().label()))
                .append(", master seed ")
                .append(report.settings().masterSeed())
                .append(".\n");
        tables(report).forEach(table -> out.append(longtable(table)));
        return out.append("\\end{document}\n").toString();
    }

    private static List<Table> tables(Report report) {
        List<Table> tables = new ArrayList<>();
        tables.add(verdicts(report));
        report.claims().stream()
                .filter(row -> row.audit().equals(COMPARISON))
                .forEach(row -> row.sheets().stream()
                        .map(sheet -> sheet.table())
                        .filter(table -> COMPARING.contains(table.name()))
                        .map(table ->
                                new Table(table.name(), row.id() + ": " + table.title(), table.columns(), table.rows()))
                        .forEach(tables::add));
        tables.add(report.registered());
        tables.add(withoutLast(report.kills()));
        return tables.stream().filter(table -> !table.rows().isEmpty()).toList();
    }

    private static Table verdicts(Report report) {
        PageText words = new PageText(Set.of());
        return new Table(
                "verdicts",
                "Verdicts; the rule hash is the start of the SHA-256 of the rule that was fixed before the run",
                List.of("claim", "criterion", "verdict", "effect", "estimate", "rule"),
                report.claims().stream().map(row -> verdict(row, words)).toList());
    }

    private static List<Object> verdict(ClaimRow row, PageText words) {
        return List.of(
                row.id(),
                row.card().criterion(),
                row.verdict().name(),
                row.evidence().effect().name(),
                words.effect(row.evidence().effect()),
                row.ruleHash());
    }

    /** Reasons fill pages, and are in the CSV. */
    private static Table withoutLast(Table table) {
        int columns = table.columns().size() - 1;
        return new Table(
                table.name(),
                table.title(),
                table.columns().subList(0, columns),
                table.rows().stream().map(row -> row.subList(0, columns)).toList());
    }

    /** A heading, and a table that goes on over pages with its head repeated. */
    static String longtable(Table table) {
        List<List<String>> cells = table.rows().stream()
                .map(row -> row.stream().map(Numbers::cell).toList())
                .toList();
        StringBuilder out = new StringBuilder("\n\\subsection*{" + LatexText.escaped(table.title()) + "}\n");
        out.append("\\begin{longtable}{")
                .append(columns(table.columns(), cells))
                .append("}\n\\hline\n");
        out.append(line(table.columns())).append("\\hline\n\\endhead\n\\hline\n\\endfoot\n");
        cells.forEach(row -> out.append(line(row)));
        return out.append("\\end{longtable}\n").toString();
    }

    private static String line(List<String> cells) {
        return cells.stream()
                .map(cell -> "\\cell{" + LatexText.escaped(cell) + "}")
                .collect(Collectors.joining(" & ", "", " \\tabularnewline\n"));
    }

    /** Every column has room for its longest word; what is left is shared in proportion to what else is in the longest cell. */
    private static String columns(List<String> head, List<List<String>> rows) {
        int[] words = lengths(head, rows, cell -> longest(cell.split("[ _-]", -1)), LONGEST_WORD);
        int[] cells = lengths(head, rows, LatexTables::width, LONGEST_CELL);
        int spare = LINE - IntStream.of(words).sum();
        int wanted = IntStream.of(cells).sum() - IntStream.of(words).sum();
        double share = Math.max(0, spare) / (double) Math.max(1, wanted);
        double[] widths = IntStream.range(0, words.length)
                .mapToDouble(column -> words[column] + share * (cells[column] - words[column]))
                .toArray();
        double all = DoubleStream.of(widths).sum();
        return DoubleStream.of(widths)
                .mapToObj(width ->
                        String.format(Locale.ROOT, "p{\\dimexpr %.4f\\linewidth-2\\tabcolsep\\relax}", width / all))
                .collect(Collectors.joining());
    }

    /** The largest length in every column, head included. */
    private static int[] lengths(List<String> head, List<List<String>> rows, ToIntFunction<String> length, int most) {
        return IntStream.range(0, head.size())
                .map(column -> Stream.concat(Stream.of(head), rows.stream())
                        .mapToInt(line -> length.applyAsInt(line.get(column)))
                        .map(each -> Math.min(most, each + GAP))
                        .max()
                        .orElse(1))
                .toArray();
    }

    private static int longest(String... words) {
        return Stream.of(words).mapToInt(LatexTables::width).max().orElse(0);
    }

    /** In small letters: three capitals are as wide as four of them. */
    private static int width(String word) {
        int capitals = (int) word.chars().filter(Character::isUpperCase).count();
        return word.length() + (capitals + 2) / 3;
    }
}
