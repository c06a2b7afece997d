package org.plumbline.theory.claim.practice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Plot;
import org.plumbline.theory.Plot.Axis;
import org.plumbline.theory.Plot.Series;
import org.plumbline.theory.Plot.Style;
import org.plumbline.theory.Table;

/** Plots and tables of PRAC-2 on neural policies. */
final class PlViews {
    private static final double[] PERCENTS = {1, 10, 50, 90};

    private PlViews() {}

    static Table quantiles(Map<String, PlWalks> byName) {
        List<List<Object>> rows = new ArrayList<>();
        new TreeMap<>(byName)
                .forEach((name, walks) -> PlWalks.everywhere().forEach(where -> {
                    double[] ratios = walks.ratios(where);
                    List<Object> row = new ArrayList<>(List.of(name, where, (long) ratios.length, walks.mu()));
                    row.add(Arrays.stream(ratios).min().orElse(Double.NaN));
                    for (double percent : PERCENTS) {
                        row.add(new Percentile().evaluate(ratios, percent));
                    }
                    row.add(Arrays.stream(ratios).max().orElse(Double.NaN));
                    rows.add(row);
                }));
        return new Table(
                "quantiles",
                "Distribution of ½‖∇g‖²/(g − ĝ) along the judged descents and around them",
                List.of("landscape", "where", "points", "μ", "least", "1 %", "10 %", "median", "90 %", "largest"),
                rows);
    }

    private static double last(CellResult walk, String name) {
        double[] series = walk.series(name);
        return series[series.length - 1];
    }

    static Table ends(PlWalks walks, CellResult constant) {
        double least = walks.least();
        List<List<Object>> rows = new ArrayList<>();
        for (CellResult walk : walks.verdict()) {
            rows.add(end("descent " + rows.size(), last(walk, "path value"), last(walk, "path square"), walk, least));
        }
        rows.add(end("best constant policy", constant.value("value"), constant.value("square"), constant, least));
        return new Table(
                "ends",
                "Where descents end: a gap with a small gradient is a point that PL forbids",
                List.of("point", "g", "g − ĝ", "‖∇g‖²", "ratio", "E g on fresh scenarios", "standard error"),
                rows);
    }

    private static List<Object> end(String name, double value, double square, CellResult cell, double least) {
        double gap = value - least;
        Object ratio = gap > 0 ? (Object) (square / 2 / gap) : "this is ĝ";
        return List.of(name, value, gap, square, ratio, cell.value("expectation"), cell.value("error"));
    }

    static Table groundTruth(PlWalks walks) {
        CellResult best = Stream.concat(walks.calibration().stream(), walks.verdict().stream())
                .min(Comparator.comparingDouble(walk -> last(walk, "path value")))
                .orElseThrow();
        return new Table(
                "ground-truth",
                "Accuracy of the numerical ground truth: the best end of all descents on the sample average",
                List.of("ĝ", "‖∇g‖² there", "E g there on fresh scenarios", "standard error"),
                List.of(List.of(
                        last(best, "path value"),
                        last(best, "path square"),
                        best.value("expectation"),
                        best.value("error"))));
    }

    /** Medians over descents with the least and the largest, at steps that grow by a third. */
    static Plot alongTraining(PlWalks walks) {
        double least = walks.least();
        List<double[]> ratios = walks.verdict().stream()
                .map(walk -> PlWalks.ratios(walk, PlWalks.PATH, least))
                .toList();
        int longest = ratios.stream().mapToInt(path -> path.length).max().orElseThrow();
        List<double[]> marks = new ArrayList<>();
        for (double next = 1; next <= longest; next = Math.max(next + 1, next * 4 / 3)) {
            int index = (int) next - 1;
            double[] seen = ratios.stream()
                    .filter(path -> index < path.length)
                    .mapToDouble(path -> path[index])
                    .sorted()
                    .toArray();
            marks.add(new double[] {index + 1.0, new Percentile().evaluate(seen, 50), seen[0], seen[seen.length - 1]});
        }
        double[] x = column(marks, 0);
        double[] mu = new double[x.length];
        Arrays.fill(mu, walks.mu());
        return new Plot(
                "ratio-along-training",
                "PL ratio along training: median over descents, from the least to the largest",
                new Axis("point of the descent, from 1", true),
                new Axis("½‖∇g‖²/(g − ĝ)", true),
                List.of(
                        new Series("descents", Style.MEASURED, x, column(marks, 1), column(marks, 2), column(marks, 3)),
                        Series.line("μ of the claim", Style.PREDICTION, x, mu)));
    }

    private static double[] column(List<double[]> rows, int i) {
        return rows.stream().mapToDouble(row -> row[i]).toArray();
    }
}
