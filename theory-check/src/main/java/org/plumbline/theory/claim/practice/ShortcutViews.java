package org.plumbline.theory.claim.practice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Plot;
import org.plumbline.theory.Plot.Axis;
import org.plumbline.theory.Plot.Series;
import org.plumbline.theory.Plot.Style;
import org.plumbline.theory.Table;
import org.plumbline.theory.claim.practice.AgentRun.Setting;
import org.plumbline.theory.statistics.Interval;
import org.plumbline.theory.statistics.StudentInterval;

/** Error and N of the forms of Algorithm 1 side by side. */
final class ShortcutViews {
    private ShortcutViews() {}

    /** Forms of which every run came to its end. */
    static Plot plot(Map<Shortcut, List<CellResult>> runs) {
        List<Series> series = new ArrayList<>();
        runs.forEach((form, results) -> {
            boolean again = form == Shortcut.EXACT_AGAIN || form == Shortcut.COUPLED_AGAIN;
            if (!again && failed(results) == 0) {
                series.add(AgentViews.series(form.words(), Style.MEASURED, AgentRun.STATIONARITY, true, results));
            }
        });
        return new Plot(
                "error-against-trajectories",
                "‖∇Φ‖² against trajectories (geometric means over seeds, 95 % intervals)",
                new Axis("trajectories drawn", false),
                new Axis("‖∇Φ‖²", true),
                series);
    }

    static Table table(Setting exact, double constantSigma, Map<Shortcut, List<CellResult>> runs) {
        // Of forms that diverged these columns stay empty.
        boolean softmax = runs.values().stream().anyMatch(PolicyViews::seen);
        List<List<Object>> rows = new ArrayList<>();
        runs.forEach((form, results) -> {
            FirstOrderPenalty method = form.of(exact.method(), constantSigma);
            OracleCounts counts = results.get(0).counts();
            List<Object> row = new ArrayList<>(List.of(
                    form.words(),
                    method.batch(),
                    (long) method.innerSteps(),
                    method.sigma(),
                    method.coupling().name(),
                    method.coldStart() ? "cold" : "warm",
                    counts.of(Draw.TRAJECTORY),
                    counts.of(Draw.TRANSITION)));
            row.addAll(error(results));
            if (softmax) {
                row.addAll(PolicyViews.seen(results) ? PolicyViews.ofRuns(results) : List.of("", "", ""));
            }
            rows.add(row);
        });
        List<String> columns = new ArrayList<>(List.of(
                "form",
                "n",
                "K",
                "σ",
                "coupling",
                "start",
                "trajectories",
                "transitions",
                "E, mean over seeds",
                "E, lower 95 %",
                "E, upper 95 %",
                "E, geometric mean"));
        if (softmax) {
            columns.addAll(PolicyViews.COLUMNS);
        }
        return new Table(
                "forms",
                "Error and draws of a run; E is the tail mean of ‖∇Φ‖², squared units"
                        + (softmax ? "; min π and the PL constant μ(λ) over the recorded points of a run" : ""),
                columns,
                rows);
    }

    private static long failed(List<CellResult> results) {
        return results.stream().filter(run -> !run.failure().isEmpty()).count();
    }

    private static List<Object> error(List<CellResult> results) {
        long failed = failed(results);
        if (failed > 0) {
            return List.of("DIVERGED at " + failed + " of " + results.size() + " seeds", "", "", "");
        }
        double[] tails =
                results.stream().mapToDouble(run -> run.value(AgentRun.TAIL)).toArray();
        StudentInterval mean = StudentInterval.of(tails);
        Interval interval = mean.interval(0.95);
        OptionalDouble logarithm = results.stream()
                .mapToDouble(run -> Math.log(run.value(AgentRun.TAIL)))
                .average();
        return List.of(mean.mean(), interval.lower(), interval.upper(), Math.exp(logarithm.orElseThrow()));
    }
}
