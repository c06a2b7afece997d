package org.plumbline.theory;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A quantity over two settings, as a record; rendering comes later and elsewhere.
 *
 * @param name a file name without extension, unique within the claim, its plots included
 * @param title what it shows
 * @param x the setting that changes from column to column
 * @param y the setting that changes from row to row
 * @param quantity what a square shows, with units
 * @param marked what a frame around a square means, empty where none is framed
 * @param shades the range of the colours
 * @param squares at most one for each column and row
 */
public record HeatMap(
        String name,
        String title,
        Axis x,
        Axis y,
        String quantity,
        String marked,
        Shades shades,
        List<Square> squares) {
    /** Copies the list and checks that every square has a place of its own. */
    public HeatMap {
        squares = List.copyOf(squares);
        Set<List<Integer>> places = new HashSet<>();
        for (Square square : squares) {
            boolean inside = square.column() >= 0
                    && square.column() < x.values().size()
                    && square.row() >= 0
                    && square.row() < y.values().size();
            if (!inside || !places.add(List.of(square.column(), square.row()))) {
                throw new IllegalArgumentException(
                        "The map \"" + name + "\" has no free place for the square of column " + square.column()
                                + " and row " + square.row() + ".");
            }
        }
        if (marked.isBlank() && squares.stream().anyMatch(Square::framed)) {
            throw new IllegalArgumentException("The map \"" + name + "\" must say what its frames mean.");
        }
    }

    /**
     * The values of a setting, evenly spaced whatever they are.
     *
     * @param label the setting, with units
     * @param values strings, {@link Long} or {@link Double}, from left to right or from bottom to top
     */
    public record Axis(String label, List<Object> values) {
        /** Copies the list. */
        public Axis {
            values = List.copyOf(values);
        }
    }

    /**
     * The range of the colours, which are logarithmic; what lies outside has the colour of the nearer end. Maps that are
     * compared share one.
     *
     * @param least its lower end, positive
     * @param greatest its upper end, above the lower one
     */
    public record Shades(double least, double greatest) {
        /** Checks the order of the ends. */
        public Shades {
            if (!(0 < least && least < greatest && greatest < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("The shades (" + least + " to " + greatest
                        + ") must have a positive lower end below a finite upper one.");
            }
        }

        /**
         * The place of a value.
         *
         * @param value not NaN
         * @return 0 at the lower end, 1 at the upper one
         */
        public double place(double value) {
            double clamped = Math.min(greatest, Math.max(least, value));
            return Math.log(clamped / least) / Math.log(greatest / least);
        }
    }

    /**
     * One pair of settings.
     *
     * @param column index into the values of x
     * @param row index into the values of y
     * @param value the quantity, infinite where a run diverged
     * @param lower the lower end of its interval, NaN where it has none
     * @param upper the upper end of its interval, NaN where it has none
     * @param diverged how many of the runs diverged
     * @param framed whether it is marked
     */
    public record Square(int column, int row, double value, double lower, double upper, int diverged, boolean framed) {
        /** Refuses what is not a number. */
        public Square {
            if (Double.isNaN(value)) {
                throw new IllegalArgumentException("The value of the square of column " + column + " and row " + row
                        + " (NaN) must be a number; leave out what was not measured.");
            }
        }

        /**
         * Whether there is a value to show.
         *
         * @return false where a run diverged
         */
        public boolean finite() {
            return Double.isFinite(value);
        }
    }
}
