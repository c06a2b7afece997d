package org.plumbline.theory.claim.practice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.plumbline.oracle.Constants;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Plot;
import org.plumbline.theory.Plot.Axis;
import org.plumbline.theory.Plot.Series;
import org.plumbline.theory.Plot.Style;
import org.plumbline.theory.Table;
import org.plumbline.theory.statistics.Interval;
import org.plumbline.theory.statistics.StudentInterval;

/** Learning curves against trajectories: means over seeds with Student's 95 % intervals. */
final class AgentViews {
    private static final double LEVEL = 0.95;

    private AgentViews() {}

    static List<Plot> plots(List<CellResult> learning, List<CellResult> control) {
        List<Plot> plots = new ArrayList<>();
        plots.add(plot(AgentRun.STATIONARITY, "‖∇Φ‖²", true, learning, control));
        plots.add(plot(AgentRun.RETURN, "True return of the agent's policy", false, learning, control));
        if (learning.get(0).values().containsKey(AgentRun.ACCURACY)) {
            plots.add(plot(
                    AgentRun.ACCURACY,
                    "Share of pairs that the learnt reward orders rightly",
                    false,
                    learning,
                    control));
        }
        if (PolicyViews.seen(learning)) {
            plots.add(PolicyViews.plot(learning));
        }
        return plots;
    }

    private static Plot plot(
            String of, String title, boolean logarithmic, List<CellResult> learning, List<CellResult> control) {
        return new Plot(
                of + "-against-trajectories",
                title + (logarithmic ? " (geometric means" : " (means") + " over seeds, 95 % intervals)",
                new Axis("trajectories drawn", false),
                new Axis(title, logarithmic),
                List.of(
                        series("Algorithm 1", Style.MEASURED, of, logarithmic, learning),
                        series("penalty term dropped", Style.CONTROL, of, logarithmic, control)));
    }

    /** On a logarithmic axis the mean and the interval are those of the logarithm. */
    static Series series(String label, Style style, String of, boolean logarithmic, List<CellResult> runs) {
        double[] x = runs.get(0).series(AgentRun.TRAJECTORIES);
        double[] mean = new double[x.length];
        double[] lower = new double[x.length];
        double[] upper = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int point = i;
            StudentInterval values = StudentInterval.of(runs.stream()
                    .mapToDouble(run -> run.series(of)[point])
                    .map(value -> logarithmic ? Math.log(value) : value)
                    .toArray());
            Interval interval = values.interval(LEVEL);
            mean[i] = logarithmic ? Math.exp(values.mean()) : values.mean();
            lower[i] = logarithmic ? Math.exp(interval.lower()) : interval.lower();
            upper[i] = logarithmic ? Math.exp(interval.upper()) : interval.upper();
        }
        return new Series(label, style, x, mean, lower, upper);
    }

    static List<Table> tables(Constants declared, List<CellResult> learning, List<CellResult> control) {
        List<Table> tables = new ArrayList<>(List.of(curves(learning, control)));
        if (PolicyViews.seen(learning)) {
            tables.add(PolicyViews.table(declared, learning));
        }
        return tables;
    }

    private static Table curves(List<CellResult> learning, List<CellResult> control) {
        List<String> measured = new ArrayList<>(List.of(AgentRun.STATIONARITY, AgentRun.RETURN, AgentRun.GAP));
        if (learning.get(0).values().containsKey(AgentRun.ACCURACY)) {
            measured.add(AgentRun.ACCURACY);
        }
        List<String> columns = new ArrayList<>(List.of("trajectories"));
        measured.forEach(name -> columns.addAll(List.of(name, "±")));
        columns.addAll(List.of("stationarity, penalty dropped", "return, penalty dropped"));
        List<List<Object>> rows = new ArrayList<>();
        double[] trajectories = learning.get(0).series(AgentRun.TRAJECTORIES);
        for (int i = 0; i < trajectories.length; i++) {
            List<Object> row = new ArrayList<>(List.of((long) trajectories[i]));
            for (String name : measured) {
                StudentInterval values = at(learning, name, i);
                row.add(values.mean());
                row.add(values.interval(LEVEL).halfWidth());
            }
            row.add(at(control, AgentRun.STATIONARITY, i).mean());
            row.add(at(control, AgentRun.RETURN, i).mean());
            rows.add(row);
        }
        return new Table(
                "curves",
                String.format(
                        Locale.ROOT,
                        "‖∇Φ‖², true return and the agent's gap g − g* against trajectories: means over %d seeds and"
                                + " half-widths of their 95 %% intervals",
                        learning.size()),
                columns,
                rows);
    }

    private static StudentInterval at(List<CellResult> runs, String of, int point) {
        return StudentInterval.of(
                runs.stream().mapToDouble(run -> run.series(of)[point]).toArray());
    }
}
