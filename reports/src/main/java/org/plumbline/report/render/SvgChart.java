package org.plumbline.report.render;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.plumbline.theory.Plot;

/**
 * A chart as a small SVG for the page: text stays text, colours come from the page's style sheet, so that it follows
 * light and dark. What an axis cannot show (not finite, or not positive on a logarithmic axis) is left out; an error
 * bar with such an end runs to the edge and has no cap there.
 */
final class SvgChart {
    private static final int WIDTH = 460;
    private static final int LEFT = 66;
    private static final int RIGHT = 448;
    private static final int HEIGHT = 250;
    private static final int LINE = 15;
    private static final int LETTERS = 52;
    private static final double CAP = 3;

    private final Plot plot;
    private final Scale x;
    private final Scale y;
    private final SvgMarks marks;
    private final int top;
    private final StringBuilder out = new StringBuilder();

    private SvgChart(Plot plot) {
        this.plot = plot;
        this.x = Scale.of(plot, true);
        this.y = Scale.of(plot, false);
        this.marks = new SvgMarks(plot);
        this.top = LINE * XmlText.wrap(plot.y().label(), LETTERS).size() + 8;
    }

    /** The chart; its title and description get names that begin with the given one. */
    static String of(Plot plot, String id) {
        return new SvgChart(plot).draw(id);
    }

    private String draw(String id) {
        axes();
        int drawn = 0;
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < plot.series().size(); i++) {
            drawn += series(i, points);
        }
        out.append(points);
        if (drawn == 0) {
            text((LEFT + RIGHT) / 2.0, top + HEIGHT / 2.0, "middle", "no point can be drawn");
        }
        int height = legend();
        String head = """
                <svg viewBox="0 0 %s %s" role="img" aria-labelledby="%s-title %s-desc" class="chart">
                <title id="%s-title">%s</title>
                <desc id="%s-desc">%s</desc>
                """.formatted(
                        WIDTH, height, id, id, id, XmlText.escape(plot.title()), id, XmlText.escape(description()));
        return head + out + "</svg>";
    }

    private void axes() {
        int line = LINE;
        for (String words : XmlText.wrap(plot.y().label(), LETTERS)) {
            text(4, line - 2.0, "start", words);
            line += LINE;
        }
        out.append("<g class=\"axis\">\n");
        for (Tick tick : Ticks.of(y)) {
            double at = atY(tick.value());
            boolean large = !tick.label().isEmpty();
            path(large ? "grid" : "small", "M" + n(LEFT) + " " + n(at) + "H" + n(large ? RIGHT : LEFT + 4.0));
            text(LEFT - 6.0, at + 4, "end", tick.label());
        }
        double bottom = top + HEIGHT;
        for (Tick tick : Ticks.of(x)) {
            double at = atX(tick.value());
            boolean large = !tick.label().isEmpty();
            path(large ? "grid" : "small", "M" + n(at) + " " + n(bottom) + "V" + n(large ? top : bottom - 4));
            text(at, bottom + LINE, "middle", tick.label());
        }
        path("frame", "M" + n(LEFT) + " " + n(top) + "V" + n(bottom) + "H" + n(RIGHT));
        out.append("</g>\n");
    }

    /** Draws the line of a series, keeps its points for later, above all lines, and returns how many there are. */
    private int series(int index, StringBuilder later) {
        Plot.Series series = plot.series().get(index);
        double[] xs = series.x();
        double[] ys = series.y();
        StringBuilder line = new StringBuilder();
        StringBuilder points = new StringBuilder();
        int drawn = 0;
        boolean broken = true;
        for (int i = 0; i < xs.length; i++) {
            boolean shown = x.shows(xs[i]) && y.shows(ys[i]);
            if (shown) {
                line.append(broken ? "M" : "L")
                        .append(n(atX(xs[i])))
                        .append(' ')
                        .append(n(atY(ys[i])));
                points.append(marks.pointed(index) ? bar(series, i) + marks.marker(index, atX(xs[i]), atY(ys[i])) : "");
                drawn++;
            }
            broken = !shown;
        }
        out.append(group(index, marks.line(index, line.toString())));
        later.append(group(index, points.toString()));
        return drawn;
    }

    private static String group(int index, String content) {
        return content.isEmpty() ? "" : "<g class=\"" + SvgMarks.colour(index) + "\">\n" + content + "</g>\n";
    }

    private String bar(Plot.Series series, int i) {
        if (series.lower().length == 0) {
            return "";
        }
        double at = atX(series.x()[i]);
        double low = series.lower()[i];
        double high = series.upper()[i];
        String path = "M" + n(at) + " " + n(atY(low)) + "V" + n(atY(high)) + cap(at, low) + cap(at, high);
        return Double.isNaN(low) || Double.isNaN(high) ? "" : "<path class=\"bar\" d=\"" + path + "\"/>\n";
    }

    private String cap(double at, double end) {
        return y.shows(end) ? "M" + n(at - CAP) + " " + n(atY(end)) + "h" + n(2 * CAP) : "";
    }

    /** Draws the axis title and the legend, and returns the height of the whole. */
    private int legend() {
        int line = top + HEIGHT + 2 * LINE + 4;
        for (String words : XmlText.wrap(plot.x().label(), LETTERS)) {
            text((LEFT + RIGHT) / 2.0, line, "middle", words);
            line += LINE;
        }
        line += 6;
        for (int i = 0; i < plot.series().size(); i++) {
            String sample = marks.line(i, "M6 " + n(line - 4.0) + "H38");
            out.append(group(i, sample + (marks.pointed(i) ? marks.marker(i, 22, line - 4.0) : "")));
            for (String words : XmlText.wrap(plot.series().get(i).label(), LETTERS)) {
                text(46, line, "start", words);
                line += LINE;
            }
        }
        return line;
    }

    private String description() {
        String content = plot.series().stream()
                .map(s -> s.label() + " (" + s.style().name().toLowerCase(Locale.ROOT) + ", " + s.x().length
                        + (s.x().length == 1 ? " point)" : " points)"))
                .collect(Collectors.joining("; "));
        return "Horizontal: " + axis(plot.x(), x) + ". Vertical: " + axis(plot.y(), y) + ". Shown: " + content
                + ". The numbers are in the data table after the chart.";
    }

    private static String axis(Plot.Axis axis, Scale scale) {
        List<Tick> labelled =
                Ticks.of(scale).stream().filter(t -> !t.label().isEmpty()).toList();
        String range = labelled.isEmpty()
                ? ""
                : ", from about " + labelled.get(0).label() + " to about "
                        + labelled.get(labelled.size() - 1).label();
        return axis.label() + (axis.logarithmic() ? ", logarithmic" : "") + range;
    }

    private void path(String kind, String d) {
        out.append("<path class=\"%s\" d=\"%s\"/>\n".formatted(kind, d));
    }

    private void text(double atX, double atY, String anchor, String words) {
        if (!words.isBlank()) {
            out.append("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
                    .formatted(n(atX), n(atY), anchor, XmlText.escape(words)));
        }
    }

    private double atX(double value) {
        return LEFT + (RIGHT - LEFT) * x.place(value);
    }

    private double atY(double value) {
        return top + HEIGHT * (1 - y.place(value));
    }

    private static String n(double value) {
        return SvgMarks.number(value);
    }
}
