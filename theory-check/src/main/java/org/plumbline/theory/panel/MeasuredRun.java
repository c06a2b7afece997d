package org.plumbline.theory.panel;

import java.util.List;
import org.apache.commons.math3.exception.MathArithmeticException;
import org.apache.commons.math3.exception.MathIllegalArgumentException;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.numeric.RefusedException;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.SeedTree;
import org.plumbline.run.Probe;
import org.plumbline.run.Recording;
import org.plumbline.run.Runner;
import org.plumbline.run.StopReason;
import org.plumbline.run.StopRule;
import org.plumbline.run.Trace;
import org.plumbline.run.TracePoint;

/**
 * Makes runs in an arena and measures them afterwards, at a bounded number of equally spaced iterates: measuring is
 * neither counted nor part of the run.
 *
 * @param arena where
 * @param points about how many iterates are measured
 */
record MeasuredRun(Arena arena, int points) {
    /** What one outer iteration takes, and what it took to find out. */
    record Price(double samples, double queries, OracleCounts drawn, String failure) {
        boolean affordable(long iterations, double mostQueries) {
            return failure.isEmpty() && queries * (double) iterations <= mostQueries;
        }

        /** The samples of so many queries: cuts off methods whose iterations become dearer as they go on. */
        double budget(double mostQueries) {
            return samples / queries * mostQueries;
        }
    }

    /** From two iterations, as some methods charge a table or a first momentum once; 0 where even these fail. */
    Price price(BilevelAlgorithm method, SeedTree seeds) {
        Trace trace = run(method, StopRule.iterations(2), Recording.ALL, seeds);
        if (trace.stop() != StopReason.COMPLETED) {
            return new Price(0, 0, trace.counts(), trace.stop() + ": " + trace.detail());
        }
        OracleCounts second = trace.last().counts().minus(trace.points().get(1).counts());
        return new Price(Math.max(1, second.samples()), Math.max(1, trace.queries() / 2.0), trace.counts(), "");
    }

    /** A run of a number of iterations, cut short where its budget of samples is spent. */
    Curve run(BilevelAlgorithm method, long iterations, double budget, SeedTree seeds) {
        StopRule stop = StopRule.iterations(iterations).or(StopRule.samples((long) Math.min(budget, 9e18)));
        long stride = Math.max(1, iterations / points);
        return curve(run(method, stop, new Recording(stride), seeds));
    }

    private Trace run(BilevelAlgorithm method, StopRule stop, Recording recording, SeedTree seeds) {
        return new Runner(method, arena.oracles(), arena.problem().start(), stop, seeds, recording).run(Probe.NONE);
    }

    private Curve curve(Trace trace) {
        List<TracePoint> recorded = trace.points();
        int length = recorded.size();
        long[] iterations = new long[length];
        double[] samples = new double[length];
        double[] squared = new double[length];
        String failure = trace.stop() == StopReason.DIVERGED || trace.stop() == StopReason.NOT_APPLICABLE
                ? trace.stop() + ": " + trace.detail()
                : "";
        boolean completed = trace.stop() == StopReason.COMPLETED;
        for (int i = 0; i < length && failure.isEmpty(); i++) {
            TracePoint point = recorded.get(i);
            iterations[i] = point.iteration();
            samples[i] = point.counts().samples();
            failure = measure(point, i, squared);
        }
        return new Curve(iterations, samples, squared, trace.counts(), completed, failure);
    }

    private String measure(TracePoint point, int i, double[] squared) {
        BilevelProblem problem = arena.problem();
        try {
            squared[i] = Vectors.squaredNorm(problem.truth().hypergradient(point.phi()));
            boolean inside = Double.isFinite(problem.truth().functions().lower(point.phi(), point.lambda()))
                    && Double.isFinite(problem.truth().functions().lower(point.phi(), point.penalised()));
            return inside && Double.isFinite(squared[i])
                    ? ""
                    : "DIVERGED: outside the domain of g at outer iteration " + point.iteration();
        } catch (RefusedException
                | MathIllegalArgumentException
                | MathIllegalStateException
                | MathArithmeticException e) {
            return "DIVERGED: the truth is beyond double precision at outer iteration " + point.iteration();
        }
    }
}
