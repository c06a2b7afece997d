package org.plumbline.theory.claim.practice;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Plot;
import org.plumbline.theory.Plot.Axis;
import org.plumbline.theory.Plot.Series;
import org.plumbline.theory.Plot.Style;
import org.plumbline.theory.Table;
import org.plumbline.theory.statistics.Interval;
import org.plumbline.theory.statistics.StudentInterval;

/** Learning curves: means over seeds with Student's 95 % intervals, as far as all runs stayed finite. */
final class CurveViews {
    private static final double LEVEL = 0.95;

    private CurveViews() {}

    static List<Plot> plots(List<CellResult> learning, List<CellResult> control) {
        return List.of(
                plot("designer", "The designer's true cost", learning, control),
                plot("agent", "The agent's true cost under the reward of its time", learning, control));
    }

    private static Plot plot(String of, String title, List<CellResult> learning, List<CellResult> control) {
        return new Plot(
                of + "-against-trajectories",
                title + " (means over seeds, 95 % intervals)",
                new Axis("trajectories drawn", false),
                new Axis("discounted cost", false),
                List.of(
                        series("Algorithm 1, coupled", Style.MEASURED, learning, of),
                        series("penalty term dropped", Style.CONTROL, control, of)));
    }

    private static int points(List<CellResult> runs) {
        return runs.stream()
                .mapToInt(run -> run.series("trajectories").length)
                .min()
                .orElseThrow();
    }

    private static StudentInterval at(List<CellResult> runs, String of, int point) {
        return StudentInterval.of(
                runs.stream().mapToDouble(run -> run.series(of)[point]).toArray());
    }

    private static Series series(String label, Style style, List<CellResult> runs, String of) {
        int points = points(runs);
        double[] x = new double[points];
        double[] mean = new double[points];
        double[] lower = new double[points];
        double[] upper = new double[points];
        for (int i = 0; i < points; i++) {
            StudentInterval cost = at(runs, of, i);
            Interval interval = cost.interval(LEVEL);
            x[i] = runs.get(0).series("trajectories")[i];
            mean[i] = cost.mean();
            lower[i] = interval.lower();
            upper[i] = interval.upper();
        }
        return new Series(label, style, x, mean, lower, upper);
    }

    static Table curves(List<CellResult> learning, List<CellResult> control) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < Math.min(points(learning), points(control)); i++) {
            StudentInterval designer = at(learning, "designer", i);
            StudentInterval agent = at(learning, "agent", i);
            StudentInterval dropped = at(control, "designer", i);
            rows.add(List.of(
                    (long) learning.get(0).series("trajectories")[i],
                    designer.mean(),
                    designer.interval(LEVEL).halfWidth(),
                    at(learning, "designer error", i).mean(),
                    agent.mean(),
                    agent.interval(LEVEL).halfWidth(),
                    dropped.mean(),
                    dropped.interval(LEVEL).halfWidth()));
        }
        return new Table(
                "curves",
                "True costs against trajectories: means over seeds and half-widths of their 95 % intervals",
                List.of(
                        "trajectories",
                        "designer",
                        "±",
                        "standard error of one evaluation",
                        "agent",
                        "±",
                        "designer, penalty dropped",
                        "±"),
                rows);
    }

    /** Whether agents do what their task is about. */
    static Table goals(Goal goal, List<CellResult> learning, List<CellResult> control) {
        return new Table(
                "goal",
                "Shares of trajectories that get to the goal: means over seeds and half-widths of their 95 % intervals",
                List.of("agent", goal.reached(), "±", goal.held(), "±"),
                List.of(
                        shares("trained for the first reward", learning, LearningRun.GOAL_AT_START),
                        shares("at the end of Algorithm 1", learning, LearningRun.GOAL_AT_END),
                        shares("at the end, penalty dropped", control, LearningRun.GOAL_AT_END)));
    }

    private static List<Object> shares(String agent, List<CellResult> runs, String of) {
        StudentInterval reached = at(runs, of, 0);
        StudentInterval held = at(runs, of, 1);
        return List.of(
                agent,
                reached.mean(),
                reached.interval(LEVEL).halfWidth(),
                held.mean(),
                held.interval(LEVEL).halfWidth());
    }
}
