package org.plumbline.report.render;

import java.util.Arrays;
import java.util.stream.Stream;
import org.plumbline.theory.Plot;

/**
 * The range of an axis, with a small margin around the data.
 *
 * @param minimum its lower end
 * @param maximum its upper end, above the lower one
 * @param logarithmic whether it is logarithmic; then both ends are positive
 */
record Scale(double minimum, double maximum, boolean logarithmic) {
    private static final double MARGIN = 0.05;
    /** Below this part of the values' size, a range is rounding noise and shows as a single value. */
    private static final double SINGLE = 1e-9;

    /** The range of an axis of a plot, over all points and error bars that can be drawn; [0, 1] or [1, 10] if none. */
    static Scale of(Plot plot, boolean horizontal) {
        boolean logarithmic = (horizontal ? plot.x() : plot.y()).logarithmic();
        double[] values = plot.series().stream()
                .flatMapToDouble(s -> horizontal
                        ? Arrays.stream(s.x())
                        : Stream.of(s.y(), s.lower(), s.upper()).flatMapToDouble(Arrays::stream))
                .filter(v -> drawable(v, logarithmic))
                .map(v -> logarithmic ? Math.log10(v) : v)
                .toArray();
        if (values.length == 0) {
            return new Scale(logarithmic ? 1 : 0, logarithmic ? 10 : 1, logarithmic);
        }
        double low = Arrays.stream(values).min().orElseThrow();
        double high = Arrays.stream(values).max().orElseThrow();
        double size = Math.max(Math.abs(low), Math.abs(high));
        if (high - low <= SINGLE * size) {
            double half = logarithmic ? 0.5 : size == 0 ? 1 : size / 2;
            return ends(low - half, high + half, logarithmic);
        }
        double margin = MARGIN * (high - low);
        return ends(low - margin, high + margin, logarithmic);
    }

    private static Scale ends(double low, double high, boolean logarithmic) {
        return logarithmic
                ? new Scale(
                        Math.max(Double.MIN_NORMAL, Math.pow(10, low)),
                        Math.min(Double.MAX_VALUE, Math.pow(10, high)),
                        true)
                : new Scale(Math.max(-Double.MAX_VALUE / 4, low), Math.min(Double.MAX_VALUE / 4, high), false);
    }

    private static boolean drawable(double value, boolean logarithmic) {
        return Double.isFinite(value) && (!logarithmic || value > 0);
    }

    /** Whether a value has a place on the axis. */
    boolean shows(double value) {
        return drawable(value, logarithmic);
    }

    /** The place of a value: 0 at the lower end, 1 at the upper one; what lies outside goes to the nearer end. */
    double place(double value) {
        if (Double.isNaN(value)) {
            return 0;
        }
        double clamped = Math.min(maximum, Math.max(minimum, value));
        return logarithmic
                ? (Math.log10(clamped) - Math.log10(minimum)) / (Math.log10(maximum) - Math.log10(minimum))
                : (clamped - minimum) / (maximum - minimum);
    }
}
