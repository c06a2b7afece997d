package org.plumbline.theory;

import java.util.List;

/**
 * A chart as a record; rendering comes later and elsewhere.
 *
 * @param name a file name without extension, unique within the claim
 * @param title what it shows
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param series what is drawn
 */
public record Plot(String name, String title, Axis x, Axis y, List<Series> series) {
    /** Copies the list. */
    public Plot {
        series = List.copyOf(series);
    }

    /**
     * An axis.
     *
     * @param label quantity and units
     * @param logarithmic whether it is logarithmic; then all its values are positive
     */
    public record Axis(String label, boolean logarithmic) {}

    /** How a series is drawn. */
    public enum Style {
        /** Measured points with error bars. */
        MEASURED,
        /** Measured points of a negative control, with error bars. */
        CONTROL,
        /** A fitted line. */
        FIT,
        /** A line of the predicted slope or of a bound. */
        PREDICTION
    }

    /**
     * Points in order of x.
     *
     * @param label its name in the legend
     * @param style how it is drawn
     * @param x abscissae
     * @param y ordinates
     * @param lower lower ends of the error bars, or empty
     * @param upper upper ends of the error bars, or empty
     */
    public record Series(String label, Style style, double[] x, double[] y, double[] lower, double[] upper) {
        /** Copies the arrays and checks their lengths. */
        public Series {
            x = x.clone();
            y = y.clone();
            lower = lower.clone();
            upper = upper.clone();
            boolean bars = lower.length == x.length && upper.length == x.length;
            boolean none = lower.length == 0 && upper.length == 0;
            if (x.length != y.length || !(bars || none)) {
                throw new IllegalArgumentException("The series \"" + label + "\" has arrays of different lengths.");
            }
        }

        /**
         * A series without error bars.
         *
         * @param label its name in the legend
         * @param style how it is drawn
         * @param x abscissae
         * @param y ordinates
         * @return the series
         */
        public static Series line(String label, Style style, double[] x, double[] y) {
            return new Series(label, style, x, y, new double[0], new double[0]);
        }

        @Override
        public double[] x() {
            return x.clone();
        }

        @Override
        public double[] y() {
            return y.clone();
        }

        @Override
        public double[] lower() {
            return lower.clone();
        }

        @Override
        public double[] upper() {
            return upper.clone();
        }
    }
}
