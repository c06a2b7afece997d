package org.plumbline.report.render;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.plumbline.report.render.HeatCanvas.Anchor;
import org.plumbline.theory.HeatMap;
import org.plumbline.theory.HeatMap.Square;

/**
 * The layout of a heat map. Every square carries its number, so that no reading needs the colour; a diverged one is crossed
 * out and says "div".
 */
final class HeatPicture {
    static final int WIDTH = 460;
    static final String DIVERGED = "div";

    private static final int RIGHT = 448;
    private static final int LINE = 15;
    private static final int LETTERS = 70;
    private static final int LETTERS_OF_LEGEND = 60;
    private static final int LETTERS_OF_QUANTITY = 36;
    private static final double LETTER = 6.6;
    private static final double NARROWEST_LEFT = 46;
    private static final double WIDEST_LEFT = 180;
    private static final double GAP = 1;
    private static final int BAR = 180;
    private static final int BAR_HEIGHT = 12;
    private static final int SLICES = 60;
    private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_EVEN);
    private static final long LONGEST_COUNT = 10_000;

    private final HeatMap map;
    private final double left;
    private final double top;
    private final double cellWidth;
    private final double cellHeight;

    HeatPicture(HeatMap map) {
        this.map = map;
        int rows = map.y().values().size();
        double longest = map.y().values().stream()
                .mapToInt(value -> label(value).length())
                .max()
                .orElse(0);
        this.left = Math.min(WIDEST_LEFT, Math.max(NARROWEST_LEFT, 10 + LETTER * longest));
        this.top = LINE * XmlText.wrap(map.y().label(), LETTERS).size() + 8.0;
        this.cellWidth = (RIGHT - left) / map.x().values().size();
        this.cellHeight = Math.min(32, Math.max(20, 260.0 / rows));
    }

    /** Draws the map and returns its height. */
    int draw(HeatCanvas canvas) {
        lines(canvas, 4, LINE - 2.0, Anchor.START, XmlText.wrap(map.y().label(), LETTERS));
        map.squares().forEach(square -> background(canvas, square));
        map.squares().stream().filter(Square::framed).forEach(square -> {
            canvas.frame(atX(square.column()), atY(square.row()), cellWidth - GAP, cellHeight - GAP);
        });
        map.squares().forEach(square -> value(canvas, square));
        int rows = map.y().values().size();
        for (int row = 0; row < rows; row++) {
            canvas.text(
                    left - 6, middle(row), Anchor.END, label(map.y().values().get(row)));
        }
        double bottom = top + rows * cellHeight;
        for (int column = 0; column < map.x().values().size(); column++) {
            canvas.text(
                    atX(column) + cellWidth / 2,
                    bottom + LINE,
                    Anchor.MIDDLE,
                    label(map.x().values().get(column)));
        }
        double line = lines(
                canvas,
                (left + RIGHT) / 2,
                bottom + 2 * LINE + 4,
                Anchor.MIDDLE,
                XmlText.wrap(map.x().label(), LETTERS_OF_LEGEND));
        return (int) Math.ceil(legend(canvas, line + 10));
    }

    private int colour(Square square) {
        return HeatColours.at(map.shades().place(square.value()));
    }

    private void background(HeatCanvas canvas, Square square) {
        double x = atX(square.column());
        double y = atY(square.row());
        if (square.finite()) {
            canvas.fill(x, y, cellWidth - GAP, cellHeight - GAP, colour(square));
        } else {
            canvas.cross(x, y, cellWidth - GAP, cellHeight - GAP);
        }
    }

    /** Above the frames, which may touch a long number. */
    private void value(HeatCanvas canvas, Square square) {
        String words = square.finite() ? number(square.value()) : DIVERGED;
        int ink = square.finite() ? HeatColours.on(colour(square)) : -1;
        canvas.value(atX(square.column()) + (cellWidth - GAP) / 2, middle(square.row()), words, ink);
    }

    /** Draws the colours, the meaning of frames and that of "div", and returns where they end. */
    private double legend(HeatCanvas canvas, double from) {
        double slice = (double) BAR / SLICES;
        for (int i = 0; i < SLICES; i++) {
            // A little wider than a slice, so that no gap shows between them.
            double width = i == SLICES - 1 ? slice : slice + 0.5;
            canvas.fill(14 + i * slice, from, width, BAR_HEIGHT, HeatColours.at((i + 0.5) / SLICES));
        }
        Scale scale = new Scale(map.shades().least(), map.shades().greatest(), true);
        for (Tick tick : Ticks.of(scale)) {
            canvas.text(14 + BAR * scale.place(tick.value()), from + BAR_HEIGHT + 13, Anchor.MIDDLE, tick.label());
        }
        double line = from + 10;
        for (String words : XmlText.wrap(map.quantity(), LETTERS_OF_QUANTITY)) {
            canvas.text(14 + BAR + 22, line, Anchor.START, words);
            line += LINE;
        }
        line = Math.max(line, from + BAR_HEIGHT + 26) + 6;
        if (map.squares().stream().anyMatch(Square::framed)) {
            canvas.frame(16, line - 11, 26, 14);
            line = lines(canvas, 52, line, Anchor.START, XmlText.wrap(map.marked(), LETTERS_OF_LEGEND)) + 4;
        }
        if (map.squares().stream().anyMatch(square -> !square.finite())) {
            canvas.cross(16, line - 11, 26, 14);
            canvas.value(29, line, DIVERGED, -1);
            line = lines(canvas, 52, line, Anchor.START, List.of("a run diverged")) + 4;
        }
        return line - 6;
    }

    private static double lines(HeatCanvas canvas, double x, double from, Anchor anchor, List<String> text) {
        double line = from;
        for (String words : text) {
            canvas.text(x, line, anchor, words);
            line += LINE;
        }
        return line;
    }

    private double atX(int column) {
        return left + column * cellWidth;
    }

    /** The first row is at the bottom. */
    private double atY(int row) {
        return top + (map.y().values().size() - 1 - row) * cellHeight;
    }

    private double middle(int row) {
        return atY(row) + cellHeight / 2 + 3.5;
    }

    /** What the picture shows, in words. */
    String description() {
        String extremes = map.squares().stream()
                .filter(Square::finite)
                .min(Comparator.comparingDouble(Square::value))
                .map(least -> " The least value, " + Numbers.shortForm(least.value()) + ", is at " + place(least) + ".")
                .orElse("");
        List<Square> framed = map.squares().stream().filter(Square::framed).toList();
        String frames = framed.isEmpty()
                ? ""
                : " Framed (" + map.marked() + "): "
                        + framed.stream().map(this::place).collect(Collectors.joining("; ")) + ".";
        long diverged = map.squares().stream().filter(s -> !s.finite()).count();
        return "Columns: " + axis(map.x()) + ". Rows: " + axis(map.y()) + ". Shown: " + map.quantity()
                + ", as a number and as a colour." + extremes + frames + " Squares where a run diverged: " + diverged
                + ". The numbers are in the data table after the chart.";
    }

    private String place(Square square) {
        return label(map.x().values().get(square.column())) + ", "
                + label(map.y().values().get(square.row()));
    }

    private static String axis(HeatMap.Axis axis) {
        List<Object> values = axis.values();
        return axis.label() + ", from " + label(values.get(0)) + " to " + label(values.get(values.size() - 1));
    }

    /** The value of a setting, short enough for an axis. */
    static String label(Object value) {
        boolean isLarge = value instanceof Long number && Math.abs(number) >= LONGEST_COUNT;
        return isLarge ? number(((Long) value).doubleValue()) : Numbers.cell(value);
    }

    /** Two digits, in at most six characters for any positive number. */
    static String number(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(TWO_DIGITS).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -3 && exponent <= 2) {
            return rounded.toPlainString().replace('-', '−');
        }
        String mantissa = rounded.movePointLeft(exponent).toPlainString();
        return (mantissa + "e" + exponent).replace('-', '−');
    }
}
