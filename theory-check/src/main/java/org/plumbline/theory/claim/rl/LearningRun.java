package org.plumbline.theory.claim.rl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.SeedTree;
import org.plumbline.run.Probe;
import org.plumbline.run.Recording;
import org.plumbline.run.Runner;
import org.plumbline.run.StopReason;
import org.plumbline.run.StopRule;
import org.plumbline.run.Trace;
import org.plumbline.run.TracePoint;
import org.plumbline.theory.CellResult;

/**
 * One method on trajectories until it has drawn its budget of transitions, measured on the way.
 *
 * @param method its registered name
 * @param values its hyper-parameters
 * @param budget transitions
 */
record LearningRun(String method, Map<String, Object> values, long budget) {
    /** ‖∇Φ‖² at the checkpoints. */
    static final String SQUARED = "squared";
    /** Φ at the checkpoints. */
    static final String LOSS = "loss";
    /** The mean of ‖∇Φ‖² over the outer iterations of the second half of the budget. */
    static final String TAIL = "tail";
    /** Outer iterations made. */
    static final String ITERATIONS = "iterations";

    private static final int CHECKPOINTS = 8;

    AlgorithmSpec spec() {
        return Algorithms.named(method);
    }

    /** Transitions at which a run is measured: the budget and its halvings, the smallest first. */
    double[] checkpoints() {
        return IntStream.range(0, CHECKPOINTS)
                .mapToDouble(j -> budget / Math.pow(2, CHECKPOINTS - 1.0 - j))
                .toArray();
    }

    String words() {
        List<String> words = new ArrayList<>();
        values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> words.add(entry.getKey() + "=" + entry.getValue()));
        return String.join(" ", words);
    }

    /** A run that does not stay finite has an infinite tail and measures nothing. */
    CellResult run(BilevelProblem problem, Oracles oracles, SeedTree seeds) {
        Trace trace = new Runner(
                        spec().create(values),
                        oracles,
                        problem.start(),
                        StopRule.draws(Draw.TRANSITION, budget),
                        seeds,
                        Recording.ALL)
                .run(Probe.NONE);
        if (trace.stop() == StopReason.DIVERGED) {
            return new CellResult(
                    Map.of(TAIL, new double[] {Double.POSITIVE_INFINITY}),
                    method,
                    trace.counts(),
                    String.format(Locale.ROOT, "diverged: %s", trace.detail()));
        }
        double[] checkpoints = checkpoints();
        double[] squared = new double[checkpoints.length];
        double[] loss = new double[checkpoints.length];
        for (int i = 0; i < checkpoints.length; i++) {
            double[] phi = phiAt(trace, checkpoints[i]);
            squared[i] = squared(problem, phi);
            loss[i] = problem.truth().objective(phi);
        }
        double tail = trace.points().stream()
                .filter(point -> 2 * transitions(point) >= budget)
                .mapToDouble(point -> squared(problem, point.phi()))
                .average()
                .orElseThrow();
        return new CellResult(
                Map.of(SQUARED, squared, LOSS, loss, TAIL, new double[] {tail}, ITERATIONS, new double[] {
                    trace.last().iteration()
                }),
                method,
                trace.counts(),
                "");
    }

    private static double[] phiAt(Trace trace, double transitions) {
        double[] phi = trace.points().get(0).phi();
        for (TracePoint point : trace.points()) {
            if (transitions(point) > transitions) {
                break;
            }
            phi = point.phi();
        }
        return phi;
    }

    private static long transitions(TracePoint point) {
        return point.counts().of(Draw.TRANSITION);
    }

    private static double squared(BilevelProblem problem, double[] phi) {
        return Vectors.squaredNorm(problem.truth().hypergradient(phi));
    }
}
