package org.plumbline.report.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tables for people, in plain text. */
final class Columns {
    private Columns() {}

    /** Lines of equal length: columns as wide as their longest cell, aligned at the right. */
    static List<String> aligned(List<List<String>> cells) {
        int[] widths = IntStream.range(0, cells.get(0).size())
                .map(column -> cells.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return cells.stream()
                .map(line -> IntStream.range(0, widths.length)
                        .mapToObj(column ->
                                " ".repeat(widths[column] - line.get(column).length()) + line.get(column))
                        .collect(Collectors.joining("  ")))
                .toList();
    }

    static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        return Double.isInfinite(value) ? (value > 0 ? "∞" : "−∞") : String.format(Locale.ROOT, "%.4e", value);
    }
}
