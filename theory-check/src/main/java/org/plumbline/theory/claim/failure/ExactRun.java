package org.plumbline.theory.claim.failure;

import java.util.Arrays;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.Start;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.GroundTruth;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.run.Recording;
import org.plumbline.run.Runner;
import org.plumbline.run.StopReason;
import org.plumbline.run.StopRule;
import org.plumbline.run.Trace;
import org.plumbline.theory.claim.Implementation;
import org.plumbline.theory.measure.StationarityProbe;

/**
 * Runs of Algorithm 1 with exact gradients, from a random \(\varphi_0\) and a point near its solution. The inner step is
 * \(\tau = 1/(2h)\), h the largest curvature there.
 *
 * @param problem the instance
 * @param phi \(\varphi_0\)
 * @param lambda where the chains start
 * @param step \(\tau\)
 * @param contraction q, that of the gap near the solution at \(\varphi_0\)
 */
record ExactRun(BilevelProblem problem, double[] phi, double[] lambda, double step, double contraction) {
    private static final int ITERATIONS = 200;
    private static final double OUTER_STEP = 0.1;
    private static final double DISTANCE = 0.1;

    /** Boxes have a side of some units. A run that is so far out is on its way to infinity, where no ground truth is solved for. */
    private static final double FAR = 1e6;

    /**
     * The tail of \(\|\nabla\Phi\|^2\); the violation at the end, and the \(\tfrac12\sigma^2\) times the pull there that is predicted.
     * NaN of a run that went to infinity.
     */
    record End(double tail, double violation, double predicted) {}

    static ExactRun from(BilevelProblem problem, RandomStream stream) {
        double[] phi = problem.box().sample(stream);
        double[] lambda = problem.truth().lowerSolution(phi);
        double[] direction = new double[lambda.length];
        stream.fillGaussian(direction);
        Vectors.add(DISTANCE, direction, lambda);
        double[] curvatures = new LowerCurvature(problem, phi).nonzero();
        double step = 0.5 / Arrays.stream(curvatures).max().orElseThrow();
        double slowest = 1 - step * Arrays.stream(curvatures).min().orElseThrow();
        return new ExactRun(problem, phi, lambda, step, slowest * slowest);
    }

    End run(double sigma, int innerSteps, boolean cold) {
        return run(Implementation.SOUND, sigma, innerSteps, cold);
    }

    End run(Implementation tested, double sigma, int innerSteps, boolean cold) {
        FirstOrderPenalty warm = FirstOrderPenalty.exact(sigma, 1, innerSteps, step, OUTER_STEP);
        StationarityProbe probe = new StationarityProbe(problem);
        boolean[] left = new boolean[1];
        Trace trace = new Runner(
                        tested.of(cold ? warm.cold() : warm),
                        problem.oracles(NoiseModel.NONE),
                        new Start(phi, lambda),
                        StopRule.iterations(ITERATIONS),
                        SeedTree.of(0),
                        Recording.ENDS)
                .run((t, at, chain, penalised) -> {
                    left[0] |= Arrays.stream(at).anyMatch(x -> Math.abs(x) > FAR);
                    if (!left[0]) {
                        probe.at(t, at, chain, penalised);
                    }
                });
        if (left[0] || trace.stop() != StopReason.COMPLETED) {
            return new End(Double.NaN, Double.NaN, Double.NaN);
        }
        double[] end = trace.last().phi();
        GroundTruth truth = problem.truth();
        double violation = truth.functions().lower(end, trace.last().penalised()) - truth.lowerOptimum(end);
        double predicted = sigma * sigma / 2 * new LowerCurvature(problem, end).pull();
        return new End(probe.tail(), violation, predicted);
    }
}
