package org.plumbline.theory.claim.practice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.algorithm.penalty.Coupling;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.Oracles;
import org.plumbline.oracle.Start;
import org.plumbline.problem.control.ControlTask;
import org.plumbline.problem.control.SampleAverage;
import org.plumbline.random.SeedTree;
import org.plumbline.run.Probe;
import org.plumbline.run.Recording;
import org.plumbline.run.Runner;
import org.plumbline.run.StopReason;
import org.plumbline.run.StopRule;
import org.plumbline.run.Trace;
import org.plumbline.run.TracePoint;
import org.plumbline.sampling.MonteCarloReturns;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.measure.Descent;

/**
 * One run of Algorithm 1 with coupled batches on a {@link ControlTask}. It begins with an agent that has been trained for
 * \(\varphi_0\), by descent on a sample average that is not counted: what the designer gains then comes from moving \(\varphi\).
 *
 * @param task the task
 * @param batch n
 * @param iterations T, a multiple of {@link #POINTS}
 * @param evaluation the scenarios of the true costs, the same for all runs
 * @param intact whether the penalty term is there; false for the control
 * @param seeds the randomness of this run
 */
record LearningRun(ControlTask task, int batch, int iterations, SeedTree evaluation, boolean intact, SeedTree seeds) {
    /** Recorded points behind the start. */
    static final int POINTS = 10;

    static final double SIGMA = 0.5;
    static final int INNER_STEPS = 3;
    static final double LOWER_STEP = 0.005;
    static final double OUTER_STEP = 0.1;
    static final int EVALUATION_SCENARIOS = 200;
    static final String METHOD = "algorithm-1-coupled";

    /** Shares of trajectories that get to the {@link Goal}, and that end there. */
    static final String GOAL_AT_START = "goal at the start";

    static final String GOAL_AT_END = "goal at the end";

    private static final List<String> SERIES =
            List.of("trajectories", "designer", "designer error", "agent", "agent error");
    private static final int TRAINING_SCENARIOS = 32;
    private static final int TRAINING_STEPS = 100;

    String key() {
        return "curve and goal|" + task.id() + "|" + (intact ? METHOD : "penalty dropped") + "|σ=" + SIGMA + "|n="
                + batch + "|K=" + INNER_STEPS + "|τ=" + LOWER_STEP + "|η=" + OUTER_STEP + "|T=" + iterations + '|'
                + seeds;
    }

    /** A trained agent, the same for the run and its control. */
    double[] trainedAgent() {
        SampleAverage average = task.sampleAverage(TRAINING_SCENARIOS, seeds.child("training").stream());
        AgentLandscape landscape = new AgentLandscape(task, average, task.startPhi());
        return new Descent(landscape, landscape.start(seeds.child("network").stream()))
                .run(TRAINING_STEPS)
                .lambda();
    }

    /** The run itself, with its recorded points. */
    Trace trace() {
        Oracles oracles = task.oracles(new MonteCarloReturns(true));
        return new Runner(
                        FirstOrderPenalty.exact(SIGMA, batch, INNER_STEPS, LOWER_STEP, OUTER_STEP)
                                .with(Coupling.FULL),
                        intact ? oracles : new PenaltyDropped(oracles),
                        new Start(task.startPhi(), trainedAgent()),
                        StopRule.iterations(iterations),
                        seeds,
                        new Recording(iterations / POINTS))
                .run(Probe.NONE);
    }

    CellResult run() {
        Trace trace = trace();
        Map<String, double[]> series = measure(trace);
        boolean whole = series.get("designer").length == POINTS + 1;
        String failure = trace.stop() == StopReason.COMPLETED && whole ? "" : trace.stop() + " " + trace.detail();
        return new CellResult(series, METHOD, trace.counts(), failure);
    }

    /** The costs of the recorded points, up to the first that is not finite. */
    private Map<String, double[]> measure(Trace trace) {
        SampleAverage average = task.sampleAverage(EVALUATION_SCENARIOS, evaluation.stream());
        List<double[]> rows = new ArrayList<>();
        for (TracePoint point : trace.points()) {
            SampleAverage.Losses losses = average.losses(point.phi(), point.lambda());
            SampleAverage.Estimate designer = losses.designer();
            SampleAverage.Estimate agent = losses.agent();
            if (!Double.isFinite(designer.mean()) || !Double.isFinite(agent.mean())) {
                break;
            }
            rows.add(new double[] {
                point.counts().of(Draw.TRAJECTORY),
                designer.mean(),
                designer.standardError(),
                agent.mean(),
                agent.standardError()
            });
        }
        Map<String, double[]> series = new HashMap<>();
        for (int i = 0; i < SERIES.size(); i++) {
            int column = i;
            series.put(
                    SERIES.get(i), rows.stream().mapToDouble(row -> row[column]).toArray());
        }
        Goal goal = Goal.of(task);
        List<TracePoint> points = trace.points();
        series.put(GOAL_AT_START, goal.shares(average, points.get(0).lambda(), task.horizon()));
        series.put(
                GOAL_AT_END, goal.shares(average, points.get(points.size() - 1).lambda(), task.horizon()));
        return series;
    }
}
