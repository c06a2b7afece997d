package org.plumbline.theory.claim.practice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.measure.PlPath;
import org.plumbline.theory.measure.PlPath.Seen;

/**
 * Descents and searches on one landscape, and what they say of PL. The minimum \(\ell^*\) is not known, and in its place stands the
 * least loss \(\hat\ell \ge \ell^*\) that was seen: as \(\ell - \hat\ell \le \ell - \ell^*\), a ratio
 * \(\hat r = \tfrac12\|\nabla\ell\|^2/(\ell - \hat\ell)\) is at least the true one. So PL with any constant above the least
 * \(\hat r\) is refuted, and nothing is proved of smaller ones. L is at least the largest curvature \(\hat L\) that was met, so that the
 * condition number L/μ is at least \(\hat L/\hat r\).
 *
 * @param walks what was seen
 * @param least \(\hat\ell\)
 */
record PlWalks(List<CellResult> walks, double least) {
    /**
     * PL counts as refuted from this condition number on: the power of ten above the largest that a PL instance of the catalogue
     * declares, so that none of them can be refuted. A point with a gap of order 1 then has a squared gradient of \(10^{-18}L\), which is
     * stationary as far as double precision goes.
     */
    static final double CONDITION = 1e18;

    /** A gap below this share of the largest is a difference of rounding errors. */
    private static final double SMALLEST_GAP = 1e-9;

    static final String PATH = "descent";
    static final String SEARCHED = "search";

    /** Descents on one landscape, with the least loss that any of them saw. */
    static PlWalks of(List<CellResult> walks) {
        return new PlWalks(
                walks, walks.stream().flatMapToDouble(PlWalks::values).min().orElseThrow());
    }

    /** The series of one descent, by their names. */
    static Map<String, double[]> series(PlPath path) {
        Map<String, double[]> series = new HashMap<>();
        put(series, PATH, path.points());
        put(series, SEARCHED, path.searched());
        for (int r = 0; r < PlPath.RADII.size(); r++) {
            put(series, around(PlPath.RADII.get(r)), path.around().get(r));
        }
        series.put("curvature", new double[] {path.curvature()});
        return series;
    }

    private static void put(Map<String, double[]> series, String where, List<Seen> seen) {
        series.put(where + " value", seen.stream().mapToDouble(Seen::value).toArray());
        series.put(
                where + " square",
                seen.stream().mapToDouble(Seen::squaredGradient).toArray());
    }

    static String around(double radius) {
        return "around " + radius;
    }

    static List<String> everywhere() {
        List<String> places = new ArrayList<>(List.of(PATH));
        PlPath.RADII.forEach(radius -> places.add(around(radius)));
        places.add(SEARCHED);
        return places;
    }

    static DoubleStream values(CellResult cell) {
        return everywhere().stream().flatMapToDouble(where -> Arrays.stream(cell.series(where + " value")));
    }

    /** The ratios at one place of all descents. */
    double[] ratios(String where) {
        return walks.stream()
                .flatMapToDouble(cell -> Arrays.stream(ratios(cell, where)))
                .toArray();
    }

    /** The ratios of one descent, in its order; what is at the minimum up to rounding is left out. */
    double[] ratios(CellResult cell, String where) {
        return points(cell, where).mapToDouble(Point::ratio).toArray();
    }

    /** How far above \(\hat\ell\) the least ratio of one place is: where that is no rounding, a vanished gradient refutes PL. */
    double gapOfLeast(String where) {
        return walks.stream()
                .flatMap(cell -> points(cell, where))
                .min(Comparator.comparingDouble(Point::ratio))
                .map(Point::gap)
                .orElse(Double.NaN);
    }

    private record Point(double gap, double squaredGradient) {
        double ratio() {
            return squaredGradient / 2 / gap;
        }
    }

    private Stream<Point> points(CellResult cell, String where) {
        double[] value = cell.series(where + " value");
        double[] square = cell.series(where + " square");
        double smallest = SMALLEST_GAP * (values(cell).max().orElseThrow() - least);
        return IntStream.range(0, value.length)
                .mapToObj(i -> new Point(value[i] - least, square[i]))
                .filter(point -> point.gap() > smallest && Double.isFinite(point.gap()));
    }

    /** The least ratio anywhere. */
    double worst() {
        return everywhere().stream()
                .flatMapToDouble(where -> Arrays.stream(ratios(where)))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    double median(String where) {
        return new Percentile().evaluate(ratios(where), 50);
    }

    double curvature() {
        return walks.stream().mapToDouble(cell -> cell.value("curvature")).max().orElseThrow();
    }

    /** What L/μ is at least. */
    double condition() {
        return curvature() / worst();
    }

    boolean refuted() {
        return condition() >= CONDITION;
    }
}
