package org.plumbline.theory.claim.practice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.measure.PlPath;
import org.plumbline.theory.measure.PlPath.Seen;

/**
 * Descents on one landscape and what they say of PL. The minimum \(\ell^*\) is not known, and in its place stands the least loss
 * \(\hat\ell \ge \ell^*\) that was seen: as \(\ell - \hat\ell \le \ell - \ell^*\), a ratio
 * \(\hat r = \tfrac12\|\nabla\ell\|^2/(\ell - \hat\ell)\) is at least the true one. So \(\hat r \lt \mu\) refutes PL with μ
 * rigorously, and \(\hat r \ge \mu\) proves nothing.
 *
 * @param calibration descents that fix μ
 * @param verdict descents that are judged
 */
record PlWalks(List<CellResult> calibration, List<CellResult> verdict) {
    /** μ as a share of the median ratio along the calibration descents. */
    static final double SHARE = 0.1;

    /** A gap below this share of the largest is a difference of rounding errors. */
    private static final double SMALLEST_GAP = 1e-9;

    static final String PATH = "path";

    /** The series of one descent, by their names. */
    static Map<String, double[]> series(PlPath path) {
        Map<String, double[]> series = new HashMap<>();
        put(series, PATH, path.points());
        for (int r = 0; r < PlPath.RADII.size(); r++) {
            put(series, around(PlPath.RADII.get(r)), path.around().get(r));
        }
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
        return places;
    }

    /** \(\hat\ell\) over all descents. */
    double least() {
        return values(Stream.concat(calibration.stream(), verdict.stream()))
                .min()
                .orElseThrow();
    }

    private static DoubleStream values(Stream<CellResult> cells) {
        return cells.flatMapToDouble(
                cell -> everywhere().stream().flatMapToDouble(where -> Arrays.stream(cell.series(where + " value"))));
    }

    /** The calibration descents do not know those that are judged, not even their least loss. */
    double mu() {
        double known = values(calibration.stream()).min().orElseThrow();
        double[] ratios = calibration.stream()
                .flatMapToDouble(cell -> Arrays.stream(ratios(cell, PATH, known)))
                .toArray();
        return SHARE * new Percentile().evaluate(ratios, 50);
    }

    /** The ratios at one place of all descents that are judged. */
    double[] ratios(String where) {
        double least = least();
        return verdict.stream()
                .flatMapToDouble(cell -> Arrays.stream(ratios(cell, where, least)))
                .toArray();
    }

    /** The ratios of one descent, in its order; what is at the minimum up to rounding is left out. */
    static double[] ratios(CellResult cell, String where, double least) {
        double[] value = cell.series(where + " value");
        double[] square = cell.series(where + " square");
        double smallest = SMALLEST_GAP * (cell.series(PATH + " value")[0] - least);
        DoubleStream.Builder ratios = DoubleStream.builder();
        for (int i = 0; i < value.length; i++) {
            double gap = value[i] - least;
            if (gap > smallest && Double.isFinite(gap)) {
                ratios.add(square[i] / 2 / gap);
            }
        }
        return ratios.build().toArray();
    }

    double worst() {
        return everywhere().stream()
                .flatMapToDouble(where -> Arrays.stream(ratios(where)))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    boolean refuted() {
        return worst() < mu();
    }
}
