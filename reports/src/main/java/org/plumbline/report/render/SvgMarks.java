package org.plumbline.report.render;

import java.util.List;
import java.util.Locale;
import org.plumbline.theory.Plot;
import org.plumbline.theory.Plot.Style;

/**
 * How the series of a chart look. No two of a chart are told apart by colour alone: points differ in shape, filled for
 * measurements and hollow for controls; fits are solid and predictions dashed, each with its own pattern.
 */
final class SvgMarks {
    private static final int COLOURS = 6;
    private static final int MOST_MARKERS = 80;
    private static final List<String> SHAPES = List.of(
            "M-3.6 0a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0 -7.2 0Z",
            "M-3.3 -3.3H3.3V3.3H-3.3Z",
            "M0 -4.2L3.9 3H-3.9Z",
            "M0 -4.6L4 0L0 4.6L-4 0Z",
            "M0 4.2L3.9 -3H-3.9Z",
            "M-1.3 -4H1.3V-1.3H4V1.3H1.3V4H-1.3V1.3H-4V-1.3H-1.3Z",
            "M-3.9 -2.2L-2.2 -3.9L0 -1.7L2.2 -3.9L3.9 -2.2L1.7 0L3.9 2.2L2.2 3.9L0 1.7L-2.2 3.9L-3.9 2.2L-1.7 0Z",
            "M-2 -3.3H2L4.2 3.3H-4.2Z");
    private static final List<String> DASHES = List.of("7 4", "2 3", "10 3 2 3", "12 5", "5 2 1 2 1 2");

    private final Plot plot;

    SvgMarks(Plot plot) {
        this.plot = plot;
    }

    /** The class of a series, which gives it its colour. */
    static String colour(int index) {
        return "s" + index % COLOURS;
    }

    /** Whether a series is drawn as points. */
    boolean pointed(int index) {
        Plot.Series series = plot.series().get(index);
        boolean measured = series.style() == Style.MEASURED || series.style() == Style.CONTROL;
        return measured && series.x().length <= MOST_MARKERS;
    }

    /** A marker. */
    String marker(int index, double x, double y) {
        boolean hollow = plot.series().get(index).style() == Style.CONTROL;
        return "<path class=\"%s\" transform=\"translate(%s %s)\" d=\"%s\"/>\n"
                .formatted(
                        hollow ? "hollow" : "solid",
                        number(x),
                        number(y),
                        SHAPES.get(rank(index, true) % SHAPES.size()));
    }

    /** A line through points, given as a path. */
    String line(int index, String path) {
        if (path.isEmpty()) {
            return "";
        }
        Style style = plot.series().get(index).style();
        String attributes = switch (style) {
            case PREDICTION -> " stroke-dasharray=\"" + DASHES.get(rank(index, false) % DASHES.size()) + "\"";
            case FIT -> "";
            default -> pointed(index) ? " class=\"link\"" : "";
        };
        return "<path fill=\"none\"%s d=\"%s\"/>\n".formatted(attributes, path);
    }

    /** The position of a series among those that share its kind of mark. */
    private int rank(int index, boolean points) {
        int rank = 0;
        for (int i = 0; i < index; i++) {
            boolean same = points
                    ? pointed(i)
                    : plot.series().get(i).style() == plot.series().get(index).style();
            rank += same ? 1 : 0;
        }
        return rank;
    }

    /** A coordinate, to a hundredth of a pixel. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }
}
