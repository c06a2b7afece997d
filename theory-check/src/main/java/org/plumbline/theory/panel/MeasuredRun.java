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
    /** What is spent on a price, about; a tenth of the smallest budget of a trial. */
    private static final long PRICED_QUERIES = 200;

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

    /**
     * The mean over some iterations but the first, as some methods charge a table or a first momentum once, and others draw a
     * random number; 0 where these fail. Samples and queries are of the same iterations.
     */
    Price price(BilevelAlgorithm method, SeedTree seeds) {
        Trace first = run(method, StopRule.iterations(1), Recording.ENDS, seeds);
        Trace last = run(method, StopRule.iterations(2), Recording.ENDS, seeds);
        OracleCounts drawn = first.counts().plus(last.counts());
        long more = PRICED_QUERIES / Math.max(1, last.queries() - first.queries());
        if (more > 1 && last.stop() == StopReason.COMPLETED) {
            last = run(method, StopRule.iterations(1 + more), Recording.ENDS, seeds);
            drawn = drawn.plus(last.counts());
        }
        if (last.stop() != StopReason.COMPLETED) {
            return new Price(0, 0, drawn, last.stop() + ": " + last.detail());
        }
        double iterations = last.last().iteration() - 1.0;
        double samples = last.counts().minus(first.counts()).samples() / iterations;
        double queries = (last.queries() - first.queries()) / iterations;
        return new Price(Math.max(1, samples), Math.max(1, queries), drawn, "");
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
