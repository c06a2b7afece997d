package org.plumbline.theory.claim.ablation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.HeatMap;
import org.plumbline.theory.HeatMap.Square;
import org.plumbline.theory.statistics.Interval;
import org.plumbline.theory.statistics.StudentInterval;

/** An error over two settings, for every seed; infinite where a run diverged. */
final class ErrorMap {
    private final double[][][] errors;

    private ErrorMap(double[][][] errors) {
        this.errors = errors;
    }

    /**
     * A map of given errors.
     *
     * @param errors by seed, row and column
     * @return the map
     */
    static ErrorMap of(double[][][] errors) {
        return new ErrorMap(errors);
    }

    /**
     * The map of finished cells, one a seed.
     *
     * @param seeds the results, with a series for every row
     * @param rows how many
     * @param name of the series of a row
     * @return the map
     */
    static ErrorMap of(List<CellResult> seeds, int rows, IntFunction<String> name) {
        return new ErrorMap(seeds.stream()
                .map(seed -> IntStream.range(0, rows)
                        .mapToObj(row -> seed.series(name.apply(row)))
                        .toArray(double[][]::new))
                .toArray(double[][][]::new));
    }

    int seeds() {
        return errors.length;
    }

    int rows() {
        return errors[0].length;
    }

    int columns() {
        return errors[0][0].length;
    }

    /** The errors at one pair of settings, by seed. */
    double[] at(int row, int column) {
        return Arrays.stream(errors).mapToDouble(seed -> seed[row][column]).toArray();
    }

    /** The errors of one seed along a row. */
    double[] row(int seed, int row) {
        return errors[seed][row].clone();
    }

    /** The errors of one seed along a column. */
    double[] column(int seed, int column) {
        return Arrays.stream(errors[seed]).mapToDouble(row -> row[column]).toArray();
    }

    /** The mean over seeds, infinite if one is. */
    double mean(int row, int column) {
        return Arrays.stream(at(row, column)).average().orElseThrow();
    }

    /** The largest over seeds. */
    double largest(int row, int column) {
        return Arrays.stream(at(row, column)).max().orElseThrow();
    }

    /** The smallest over seeds. */
    double smallest(int row, int column) {
        return Arrays.stream(at(row, column)).min().orElseThrow();
    }

    /** All pairs of settings, with 95 % intervals of their means. */
    List<Square> squares(Frame frame) {
        List<Square> squares = new ArrayList<>();
        for (int row = 0; row < rows(); row++) {
            for (int column = 0; column < columns(); column++) {
                squares.add(square(row, column, frame.holds(row, column)));
            }
        }
        return squares;
    }

    private Square square(int row, int column, boolean framed) {
        double[] values = at(row, column);
        int diverged = (int) Arrays.stream(values).filter(Double::isInfinite).count();
        if (diverged > 0) {
            return new Square(column, row, Double.POSITIVE_INFINITY, Double.NaN, Double.NaN, diverged, framed);
        }
        Interval interval = StudentInterval.of(values).interval(0.95);
        return new Square(column, row, mean(row, column), interval.lower(), interval.upper(), 0, framed);
    }

    /** The axis of a setting. */
    static HeatMap.Axis axis(String label, double[] values) {
        return new HeatMap.Axis(
                label, Arrays.stream(values).mapToObj(value -> (Object) value).toList());
    }

    /** The axis of a number of things. */
    static HeatMap.Axis count(String label, double[] values) {
        return new HeatMap.Axis(
                label,
                Arrays.stream(values).mapToObj(value -> (Object) (long) value).toList());
    }

    /** Which pairs of settings are the theorem's. */
    @FunctionalInterface
    interface Frame {
        boolean holds(int row, int column);
    }
}
