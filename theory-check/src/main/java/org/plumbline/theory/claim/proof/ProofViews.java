package org.plumbline.theory.claim.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Plot;
import org.plumbline.theory.Table;

/** Charts and tables of watched runs: slacks along the runs at the smallest target, and the terms of the error budget. */
final class ProofViews {
    private static final List<String> TERMS = List.of(
            "‖∇Φ‖²",
            "2(Φ_σ(φ_0)−Φ_σ(φ_T))/(ηT)",
            "‖∇Φ_σ−∇Φ‖², order σ²",
            "noise of the estimate, order 1/(σ²n)",
            "inner gaps in the estimate",
            "‖Δ‖², all of the estimate's error",
            "‖∇Φ_σ‖²");

    private final SortedMap<Double, List<CellResult>> runs;

    ProofViews(Map<Double, List<CellResult>> runs) {
        this.runs = new TreeMap<>(runs);
    }

    private static double least(CellResult run, Step step) {
        return Arrays.stream(run.series("slack " + step))
                .filter(Double::isFinite)
                .min()
                .orElse(Double.NaN);
    }

    private double least(Step step) {
        return runs.values().stream()
                .flatMap(List::stream)
                .mapToDouble(run -> least(run, step))
                .min()
                .orElse(Double.NaN);
    }

    double leastInner() {
        return least(Step.INNER);
    }

    String tightest() {
        Step tightest = Arrays.stream(Step.values())
                .min((a, b) -> Double.compare(least(a), least(b)))
                .orElseThrow();
        return Double.isNaN(least(tightest))
                ? ""
                : String.format(
                        Locale.ROOT, "The least relative slack is %.3g, of \"%s\".", least(tightest), tightest.label());
    }

    List<Plot> plots() {
        List<CellResult> smallest = runs.get(runs.firstKey());
        List<Plot.Series> series = new ArrayList<>();
        for (Step step : Step.values()) {
            int length = smallest.get(0).series("slack " + step).length;
            double[] t = IntStream.rangeClosed(1, length).asDoubleStream().toArray();
            double[] slack = IntStream.range(0, length)
                    .mapToDouble(i -> smallest.stream()
                            .mapToDouble(run -> run.series("slack " + step)[i])
                            .min()
                            .orElse(Double.NaN))
                    .toArray();
            if (Arrays.stream(slack).allMatch(Double::isFinite)) {
                series.add(Plot.Series.line(step.label(), Plot.Style.MEASURED, t, slack));
            }
        }
        return List.of(new Plot(
                "slack",
                "Least relative slack over seeds and inner steps, at ε = " + runs.firstKey(),
                new Plot.Axis("outer iteration", true),
                new Plot.Axis("(bound − value)/bound; 0 is tight, below 0 is violated", false),
                series));
    }

    List<Table> tables() {
        return List.of(slacks(), budget());
    }

    private Table slacks() {
        List<List<Object>> rows = new ArrayList<>();
        for (Step step : Step.values()) {
            double[] all = runs.values().stream()
                    .flatMap(List::stream)
                    .flatMapToDouble(run -> Arrays.stream(run.series("slack " + step)))
                    .filter(Double::isFinite)
                    .sorted()
                    .toArray();
            double violations = runs.values().stream()
                    .flatMap(List::stream)
                    .filter(run -> run.series("violation " + step).length > 0)
                    .count();
            rows.add(List.of(
                    step.label(),
                    all.length == 0 ? Double.NaN : all[0],
                    all.length == 0 ? Double.NaN : all[all.length / 2],
                    (long) violations));
        }
        return new Table(
                "slacks",
                "Relative slack of every inequality over all runs; in each outer iteration the least over inner steps",
                List.of("inequality", "least", "median", "runs with a violation"),
                rows);
    }

    private Table budget() {
        List<List<Object>> rows = new ArrayList<>();
        for (double epsilon : runs.keySet()) {
            List<CellResult> at = runs.get(epsilon);
            for (int term = 0; term < TERMS.size(); term++) {
                int index = term;
                double mean = at.stream()
                        .mapToDouble(run -> run.series("budget")[index])
                        .average()
                        .orElse(Double.NaN);
                rows.add(List.of(epsilon, TERMS.get(term), mean, mean / epsilon));
            }
        }
        return new Table(
                "budget",
                "Terms of the error budget, means over t < T and seeds; under the schedule each is of order ε",
                List.of("ε", "term", "mean", "over ε"),
                rows);
    }
}
