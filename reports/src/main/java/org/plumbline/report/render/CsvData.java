package org.plumbline.report.render;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.theory.HeatMap;
import org.plumbline.theory.Plot;
import org.plumbline.theory.Table;

/** The numbers behind charts and tables, with all their digits: RFC 4180 with a header and line feeds. */
public final class CsvData {
    private CsvData() {}

    /** Every point of a plot: series, style, x, y, and the ends of its error bar, empty where it has none. */
    static String of(Plot plot) {
        StringBuilder out = new StringBuilder("series,style,x,y,lower,upper\n");
        for (Plot.Series series : plot.series()) {
            String head = field(series.label()) + "," + series.style().name().toLowerCase(Locale.ROOT);
            double[] xs = series.x();
            double[] ys = series.y();
            double[] lower = series.lower();
            double[] upper = series.upper();
            for (int i = 0; i < xs.length; i++) {
                out.append(head).append(',').append(xs[i]).append(',').append(ys[i]);
                out.append(',').append(lower.length == 0 ? "" : lower[i]);
                out.append(',').append(upper.length == 0 ? "" : upper[i]).append('\n');
            }
        }
        return out.toString();
    }

    /** Every square of a heat map: x, y, value, the ends of its interval, empty where it has none, and its marks. */
    static String of(HeatMap map) {
        StringBuilder out = new StringBuilder("x,y,value,lower,upper,diverged,framed\n");
        for (HeatMap.Square square : map.squares()) {
            out.append(field(String.valueOf(map.x().values().get(square.column()))))
                    .append(',')
                    .append(field(String.valueOf(map.y().values().get(square.row()))))
                    .append(',')
                    .append(square.value())
                    .append(',')
                    .append(Double.isNaN(square.lower()) ? "" : square.lower())
                    .append(',')
                    .append(Double.isNaN(square.upper()) ? "" : square.upper())
                    .append(',')
                    .append(square.diverged())
                    .append(',')
                    .append(square.framed())
                    .append('\n');
        }
        return out.toString();
    }

    /**
     * Every cell of a table.
     *
     * @param table the table
     * @return a header and a line a row
     */
    public static String of(Table table) {
        return Stream.concat(Stream.of(table.columns()), table.rows().stream())
                .map(CsvData::line)
                .collect(Collectors.joining());
    }

    private static String line(List<?> cells) {
        return cells.stream().map(cell -> field(String.valueOf(cell))).collect(Collectors.joining(",", "", "\n"));
    }

    private static String field(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
