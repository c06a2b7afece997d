package org.plumbline.theory.claim.practice;

import java.util.List;
import org.plumbline.problem.preference.PreferenceProblem;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Table;
import org.plumbline.theory.statistics.StudentInterval;

/**
 * What learning the reward has added. An agent that starts untrained gains accuracy and return from its own learning, as its
 * pairs change with it, whatever happens to the reward; so the end is compared with the best policy under the reward of the
 * start, too. No verdict rests on it.
 */
final class LearntReward {
    private static final double LEVEL = 0.95;

    private LearntReward() {}

    static Table table(PreferenceProblem problem, List<CellResult> runs) {
        double[] phi = problem.start().phi();
        double[] best = problem.truth().lowerSolution(phi);
        double accuracy = problem.accuracy(phi, best);
        double gain = problem.trueReturn(phi, best);
        return new Table(
                "learnt-reward",
                "Accuracy and true return at the start and at the end: means over seeds and half-widths of their 95 %"
                        + " intervals",
                List.of("at", "accuracy", "±", "true return", "±"),
                List.of(
                        row(
                                "the start, the agent untrained",
                                at(runs, AgentRun.ACCURACY, 0, 0),
                                at(runs, AgentRun.RETURN, 0, 0)),
                        List.of("the start, with its best policy", accuracy, 0.0, gain, 0.0),
                        row("the end", end(runs, AgentRun.ACCURACY, 0), end(runs, AgentRun.RETURN, 0)),
                        row(
                                "the end, less the start with its best policy",
                                end(runs, AgentRun.ACCURACY, accuracy),
                                end(runs, AgentRun.RETURN, gain))));
    }

    private static List<Object> row(String name, StudentInterval accuracy, StudentInterval gain) {
        return List.of(
                name,
                accuracy.mean(),
                accuracy.interval(LEVEL).halfWidth(),
                gain.mean(),
                gain.interval(LEVEL).halfWidth());
    }

    private static StudentInterval end(List<CellResult> runs, String of, double base) {
        return at(runs, of, AgentRun.POINTS, base);
    }

    private static StudentInterval at(List<CellResult> runs, String of, int point, double base) {
        return StudentInterval.of(
                runs.stream().mapToDouble(run -> run.series(of)[point] - base).toArray());
    }
}
