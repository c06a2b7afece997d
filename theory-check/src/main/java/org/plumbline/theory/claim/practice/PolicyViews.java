package org.plumbline.theory.claim.practice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.plumbline.oracle.Constants;
import org.plumbline.problem.mdp.SoftMdpProblem;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Plot;
import org.plumbline.theory.Plot.Axis;
import org.plumbline.theory.Plot.Series;
import org.plumbline.theory.Plot.Style;
import org.plumbline.theory.Table;
import org.plumbline.theory.panel.RobustMeans;

/** Softmax policies along sampled runs: min π, what it makes of the PL constant, and the ratio. No verdict rests on them. */
final class PolicyViews {
    private static final String AXIS = "½‖∇_λ g‖²/(g − g*)";

    /** What stands in a table of whole runs; see {@link #ofRuns}. */
    static final List<String> COLUMNS = List.of("least min π, median", "least", "least μ(λ)");

    private PolicyViews() {}

    /** Whether the runs have policies that are softmax, and came to their ends. */
    static boolean seen(List<CellResult> runs) {
        return runs.stream().allMatch(run -> run.values().containsKey(AgentRun.LEAST_SHARE));
    }

    static Plot plot(List<CellResult> runs) {
        return new Plot(
                "pl-ratio-against-trajectories",
                "PL ratio and the constant of min π (median, least and greatest over seeds)",
                new Axis("trajectories drawn", false),
                new Axis(AXIS, true),
                List.of(
                        series("ratio", Style.MEASURED, AgentRun.RATIO, runs),
                        series("μ(λ)", Style.PREDICTION, AgentRun.BOUND, runs)));
    }

    private static Series series(String label, Style style, String of, List<CellResult> runs) {
        double[] x = runs.get(0).series(AgentRun.TRAJECTORIES);
        double[][] values =
                IntStream.range(0, x.length).mapToObj(i -> at(runs, of, i)).toArray(double[][]::new);
        return new Series(
                label,
                style,
                x,
                Arrays.stream(values).mapToDouble(RobustMeans::median).toArray(),
                Arrays.stream(values).mapToDouble(PolicyViews::least).toArray(),
                Arrays.stream(values)
                        .mapToDouble(v -> Arrays.stream(v).max().orElseThrow())
                        .toArray());
    }

    /** By recorded point. */
    static Table table(Constants declared, List<CellResult> runs) {
        List<List<Object>> rows = new ArrayList<>();
        double[] trajectories = runs.get(0).series(AgentRun.TRAJECTORIES);
        for (int i = 0; i < trajectories.length; i++) {
            List<Object> row = new ArrayList<>(List.of((long) trajectories[i]));
            for (String name : List.of(AgentRun.LEAST_SHARE, AgentRun.BOUND, AgentRun.RATIO)) {
                double[] values = at(runs, name, i);
                row.add(RobustMeans.median(values));
                row.add(least(values));
            }
            int point = i;
            row.add(least(
                    runs.stream().mapToDouble(run -> quotients(run)[point]).toArray()));
            rows.add(row);
        }
        return new Table(
                "policies",
                String.format(
                        Locale.ROOT,
                        "Least probability of an action of the agent's policy, the PL constant μ(λ) that belongs to it, and the"
                                + " PL ratio %s: medians and least over %d seeds. Declared on the region: %s",
                        AXIS,
                        runs.size(),
                        declared(declared)),
                List.of(
                        "trajectories",
                        "min π, median",
                        "least",
                        "μ(λ), median",
                        "least",
                        "ratio, median",
                        "least",
                        "ratio/μ(λ), least"),
                rows);
    }

    private static String declared(Constants constants) {
        return constants
                .find(Constants.MU)
                .flatMap(mu -> constants
                        .find(SoftMdpProblem.P_MIN)
                        .map(share ->
                                String.format(Locale.ROOT, "min π ≥ %.2g and μ = %.2g", share.value(), mu.value())))
                .orElse("nothing");
    }

    /** Median and least over seeds of the least min π of a run, and the least μ(λ) of all runs. */
    static List<Object> ofRuns(List<CellResult> runs) {
        double[] shares = leasts(runs, AgentRun.LEAST_SHARE);
        return List.of(RobustMeans.median(shares), least(shares), least(leasts(runs, AgentRun.BOUND)));
    }

    private static double[] leasts(List<CellResult> runs, String of) {
        return runs.stream().mapToDouble(run -> least(run.series(of))).toArray();
    }

    private static double[] quotients(CellResult run) {
        double[] quotients = run.series(AgentRun.RATIO);
        double[] bounds = run.series(AgentRun.BOUND);
        Arrays.setAll(quotients, i -> quotients[i] / bounds[i]);
        return quotients;
    }

    private static double[] at(List<CellResult> runs, String of, int point) {
        return runs.stream().mapToDouble(run -> run.series(of)[point]).toArray();
    }

    private static double least(double[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }
}
