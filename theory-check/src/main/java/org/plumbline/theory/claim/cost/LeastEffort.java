package org.plumbline.theory.claim.cost;

import java.util.Map;
import java.util.function.IntFunction;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.SeedTree;
import org.plumbline.run.Probe;
import org.plumbline.run.Recording;
import org.plumbline.run.Runner;
import org.plumbline.run.StopReason;
import org.plumbline.run.StopRule;
import org.plumbline.run.Trace;
import org.plumbline.theory.CellResult;

/**
 * The least effort m at which a method's direction \((\varphi_{T-1}-\varphi_T)/\eta\), from a cold start and without noise, is
 * \(\nabla\Phi\) to a relative error; and the work of it. Efforts are doubled until one suffices, and then bisected. Outer steps
 * are so short that \(\varphi\) stays where it is.
 *
 * <p>Work is the number of reals that the oracles' answers consist of: d + p for a sample of a gradient, d for a
 * Hessian-vector product, p for one with the cross derivative. Where derivatives are diagonal an answer takes a time in
 * proportion to its length, and so do the vector operations of the methods here, except for the eigendecomposition of one
 * of them, which is not counted.
 *
 * @param name of the method
 * @param method with effort m and outer step η
 * @param iterations T with effort m
 */
record LeastEffort(String name, IntFunction<BilevelAlgorithm> method, IntFunction<Long> iterations) {
    /** φ moves by this times the norm of the direction. */
    static final double OUTER_STEP = 1e-8;

    private static final int MOST = 4096;

    CellResult on(BilevelProblem problem, double accuracy, SeedTree seeds) {
        double[] exact = problem.truth().hypergradient(problem.start().phi());
        int below = 0;
        int enough = 1;
        Trace best = run(problem, enough, seeds);
        OracleCounts drawn = best.counts();
        while (error(best, exact) > accuracy) {
            if (enough == MOST) {
                return new CellResult(Map.of(), name, drawn, "not accurate to " + accuracy + " with effort " + MOST);
            }
            below = enough;
            enough *= 2;
            best = run(problem, enough, seeds);
            drawn = drawn.plus(best.counts());
        }
        while (enough - below > 1) {
            int middle = (below + enough) / 2;
            Trace trace = run(problem, middle, seeds);
            drawn = drawn.plus(trace.counts());
            if (error(trace, exact) > accuracy) {
                below = middle;
            } else {
                enough = middle;
                best = trace;
            }
        }
        return new CellResult(
                Map.of(
                        "effort", new double[] {enough},
                        "error", new double[] {error(best, exact)},
                        "samples", new double[] {best.counts().samples()},
                        "work", new double[] {work(best.counts(), exact.length, problem)}),
                name,
                drawn,
                "");
    }

    private Trace run(BilevelProblem problem, int effort, SeedTree seeds) {
        return new Runner(
                        method.apply(effort),
                        problem.oracles(NoiseModel.NONE),
                        problem.start(),
                        StopRule.iterations(iterations.apply(effort)),
                        seeds,
                        // The last step alone matters.
                        new Recording(Math.max(1, iterations.apply(effort) - 1)))
                .run(Probe.NONE);
    }

    private static double error(Trace trace, double[] exact) {
        if (trace.stop() != StopReason.COMPLETED) {
            return Double.POSITIVE_INFINITY;
        }
        double[] before = trace.points().get(trace.points().size() - 2).phi();
        double[] after = trace.last().phi();
        double squared = 0;
        for (int i = 0; i < exact.length; i++) {
            double difference = (before[i] - after[i]) / OUTER_STEP - exact[i];
            squared += difference * difference;
        }
        return Math.sqrt(squared / Vectors.squaredNorm(exact));
    }

    private static double work(OracleCounts counts, int p, BilevelProblem problem) {
        double d = problem.start().lambda().length;
        return counts.cost(Map.of(
                Draw.LOWER_GRADIENT,
                d + p,
                Draw.UPPER_GRADIENT,
                d + p,
                Draw.HESSIAN_VECTOR,
                d,
                Draw.JACOBIAN_VECTOR,
                (double) p));
    }
}
