package org.plumbline.theory.claim.practice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
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
    private static final Axis RATIO = new Axis("½‖∇g‖²/(g − ĝ)", true);

    private PlViews() {}

    static Table quantiles(Map<String, PlWalks> byName) {
        List<List<Object>> rows = new ArrayList<>();
        byName.forEach((name, walks) -> {
            for (String where : PlWalks.everywhere()) {
                double[] ratios = walks.ratios(where);
                if (ratios.length > 0) {
                    rows.add(row(name, where, ratios, walks.curvature(), walks.gapOfLeast(where)));
                }
            }
        });
        return new Table(
                "quantiles",
                "Distribution of ½‖∇g‖²/(g − ĝ) along descents, at displacements around them, and along searches for a"
                        + " stationary point",
                List.of(
                        "landscape",
                        "where",
                        "points",
                        "least",
                        "1 %",
                        "10 %",
                        "median",
                        "90 %",
                        "largest",
                        "L̂",
                        "L̂/least",
                        "g − ĝ at the least"),
                rows);
    }

    private static List<Object> row(String name, String where, double[] ratios, double curvature, double gapOfLeast) {
        double least = Arrays.stream(ratios).min().orElseThrow();
        List<Object> row = new ArrayList<>(List.of(name, where, (long) ratios.length, least));
        for (double percent : PERCENTS) {
            row.add(new Percentile().evaluate(ratios, percent));
        }
        row.add(Arrays.stream(ratios).max().orElseThrow());
        row.add(curvature);
        row.add(curvature / least);
        row.add(gapOfLeast);
        return row;
    }

    private static double last(CellResult walk, String of) {
        double[] series = walk.series(PlWalks.PATH + ' ' + of);
        return series[series.length - 1];
    }

    static Table ends(PlWalks walks) {
        List<List<Object>> rows = new ArrayList<>();
        for (CellResult walk : walks.walks()) {
            double gap = last(walk, "value") - walks.least();
            double square = last(walk, "square");
            Object ratio = gap > 0 ? (Object) (square / 2 / gap) : "this is ĝ";
            rows.add(List.of(
                    "descent " + rows.size(),
                    last(walk, "value"),
                    gap,
                    square,
                    ratio,
                    walk.value("expectation"),
                    walk.value("error")));
        }
        return new Table(
                "ends",
                "Where descents end: a gap with a vanished gradient is what PL forbids",
                List.of("point", "g", "g − ĝ", "‖∇g‖²", "ratio", "E g on fresh scenarios", "standard error"),
                rows);
    }

    static Table groundTruth(PlWalks walks) {
        CellResult best = walks.walks().stream()
                .min(Comparator.comparingDouble(walk -> last(walk, "value")))
                .orElseThrow();
        return new Table(
                "ground-truth",
                "Accuracy of the numerical ground truth: the least loss that was met, and the best end of all descents on the"
                        + " sample average",
                List.of(
                        "ĝ, met anywhere",
                        "g at the best end",
                        "‖∇g‖² at the best end",
                        "E g at the best end, fresh scenarios",
                        "standard error"),
                List.of(List.of(
                        walks.least(),
                        last(best, "value"),
                        last(best, "square"),
                        best.value("expectation"),
                        best.value("error"))));
    }

    /** At steps that grow by a third. */
    static Plot alongDescents(PlWalks walks) {
        List<double[]> ratios = walks.walks().stream()
                .map(walk -> walks.ratios(walk, PlWalks.PATH))
                .toList();
        int longest = ratios.stream().mapToInt(path -> path.length).max().orElseThrow();
        List<double[]> marks = new ArrayList<>();
        for (double next = 1; next <= longest; next = Math.max(next + 1, next * 4 / 3)) {
            int index = (int) next - 1;
            double[] seen = ratios.stream()
                    .filter(path -> index < path.length)
                    .mapToDouble(path -> path[index])
                    .toArray();
            marks.add(mark(index + 1.0, seen));
        }
        return new Plot(
                "ratio-along-descents",
                "PL ratio along descents at one φ: median, least and largest",
                new Axis("point of the descent, from 1", true),
                RATIO,
                List.of(series("descents", Style.MEASURED, marks)));
    }

    /** At (φ_t, λ_t), and the least that was seen around each. */
    static Plot alongTraining(List<CellResult> runs) {
        List<double[]> there = new ArrayList<>();
        List<double[]> around = new ArrayList<>();
        for (int time : PlOfTraining.TIMES) {
            PlWalks walks = PlOfTraining.at(runs, time);
            mark(there, time, walks, walk -> walks.ratios(walk, PlWalks.PATH)[0]);
            mark(around, time, walks, walk -> new PlWalks(List.of(walk), walks.least()).worst());
        }
        return new Plot(
                "ratio-along-training",
                "PL ratio along Algorithm 1 and around it: median, least and largest run",
                new Axis("tenths of the run", false),
                RATIO,
                List.of(
                        series("at (φ_t, λ_t)", Style.MEASURED, there),
                        series("least around", Style.MEASURED, around)));
    }

    private static void mark(List<double[]> marks, int time, PlWalks walks, ToDoubleFunction<CellResult> ratio) {
        double[] seen = walks.walks().stream().mapToDouble(ratio).toArray();
        if (seen.length > 0) {
            marks.add(mark(time, seen));
        }
    }

    /** The place, the median, the least and the largest. */
    private static double[] mark(double x, double[] seen) {
        return new double[] {
            x,
            new Percentile().evaluate(seen, 50),
            Arrays.stream(seen).min().orElseThrow(),
            Arrays.stream(seen).max().orElseThrow()
        };
    }

    private static Series series(String label, Style style, List<double[]> marks) {
        return new Series(label, style, column(marks, 0), column(marks, 1), column(marks, 2), column(marks, 3));
    }

    private static double[] column(List<double[]> rows, int i) {
        return rows.stream().mapToDouble(row -> row[i]).toArray();
    }
}
