package org.plumbline.theory.claim.practice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Plot;
import org.plumbline.theory.Table;

/** Plots and the table of PRAC-2 on softmax policies. */
final class SoftmaxViews {
    /** Runs whose least probability is drawn. */
    private static final int DRAWN = 3;

    private SoftmaxViews() {}

    static List<Plot> plots(List<CellResult> runs) {
        CellResult first = runs.get(0);
        List<Plot.Series> shares = new ArrayList<>();
        for (int i = 0; i < Math.min(DRAWN, runs.size()); i++) {
            shares.add(line("run " + i, Plot.Style.MEASURED, runs.get(i), "least share"));
        }
        return List.of(
                new Plot(
                        "constants-along-descent",
                        "The PL ratio of the first run and the constants that bound it from below",
                        new Plot.Axis("point of the descent, from 1", true),
                        new Plot.Axis("½‖∇g‖²/(g − g*)", true),
                        List.of(
                                line("ratio", Plot.Style.MEASURED, first, "ratio"),
                                line("μ(λ)", Plot.Style.PREDICTION, first, "bound"),
                                line("C(λ)²/2 of Mei et al.", Plot.Style.PREDICTION, first, "lemma"))),
                new Plot(
                        "least-probability-along-descent",
                        "The least probability of an action, each run at a φ of its own",
                        new Plot.Axis("point of the descent, from 1", true),
                        new Plot.Axis("min π", true),
                        shares));
    }

    private static Plot.Series line(String label, Plot.Style style, CellResult run, String of) {
        double[] y = run.series(SoftmaxPath.PATH + ' ' + of);
        double[] x = new double[y.length];
        Arrays.setAll(x, i -> i + 1.0);
        return Plot.Series.line(label, style, x, y);
    }

    static Table table(String id, List<CellResult> runs, List<CellResult> tight) {
        List<List<Object>> rows = new ArrayList<>();
        addRows(rows, id, runs);
        addRows(rows, "one state, two equal actions", tight);
        return new Table(
                "constants",
                "Least probability of an action along descents, and the least ratio over each constant, around them, too",
                List.of(
                        "instance",
                        "run",
                        "points",
                        "min π at first",
                        "least",
                        "last",
                        "ratio/μ(λ), descent",
                        "around",
                        "search",
                        "largest",
                        "ratio/(C²/2)",
                        "ratio/control"),
                rows);
    }

    private static void addRows(List<List<Object>> rows, String id, List<CellResult> runs) {
        for (int run = 0; run < runs.size(); run++) {
            CellResult cell = runs.get(run);
            double[] share = cell.series(SoftmaxPath.PATH + " least share");
            double[] along = SoftmaxPl.quotients(cell, SoftmaxPath.PATH, "bound");
            rows.add(List.of(
                    id,
                    (long) run,
                    (long) share.length,
                    share[0],
                    least(share),
                    share[share.length - 1],
                    least(along),
                    least(SoftmaxPl.quotients(cell, SoftmaxPath.AROUND, "bound")),
                    least(SoftmaxPl.quotients(cell, SoftmaxPath.SEARCHED, "bound")),
                    Arrays.stream(along).max().orElse(Double.NaN),
                    least(SoftmaxPl.quotients(cell, SoftmaxPath.PATH, "lemma")),
                    least(SoftmaxPl.quotients(cell, SoftmaxPath.PATH, "uniform"))));
        }
    }

    private static double least(double[] values) {
        return Arrays.stream(values).min().orElse(Double.NaN);
    }
}
