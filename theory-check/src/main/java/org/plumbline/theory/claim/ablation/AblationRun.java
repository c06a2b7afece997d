package org.plumbline.theory.claim.ablation;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.plumbline.algorithm.FirstOrderAlgorithm;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.oracle.Start;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.SeedTree;
import org.plumbline.run.Recording;
import org.plumbline.run.Runner;
import org.plumbline.run.StopReason;
import org.plumbline.run.StopRule;
import org.plumbline.run.Trace;

/**
 * One run of a method from a given start. It counts as diverged if a number overflows or a coordinate of φ leaves
 * [−10⁶, 10⁶], where boxes have a side of some units.
 *
 * @param problem the instance
 * @param noise of its gradients
 * @param start \(\varphi_0\) and where the chains start
 * @param iterations T
 * @param seeds the randomness
 */
record AblationRun(BilevelProblem problem, NoiseModel noise, Start start, int iterations, SeedTree seeds) {
    private static final double FAR = 1e6;

    /**
     * What became of a run.
     *
     * @param iterates \(\varphi_0\) to \(\varphi_T\), or up to where it diverged
     * @param counts what was drawn
     */
    record Path(double[][] iterates, OracleCounts counts) {}

    Path run(FirstOrderAlgorithm method) {
        double[][] iterates = new double[iterations + 1][];
        int[] inside = new int[1];
        Trace trace = new Runner(
                        method, problem.oracles(noise), start, StopRule.iterations(iterations), seeds, Recording.ENDS)
                .run((t, phi, lambda, penalised) -> {
                    if (inside[0] == t && Arrays.stream(phi).allMatch(x -> Math.abs(x) <= FAR)) {
                        iterates[inside[0]++] = phi.clone();
                    }
                });
        int kept = trace.stop() == StopReason.COMPLETED ? inside[0] : Math.min(inside[0], iterations);
        return new Path(Arrays.copyOf(iterates, kept), trace.counts());
    }

    /** The tail criterion, the mean of \(\|\nabla\Phi(\varphi_t)\|^2\) over the later half of the iterations; infinite if it diverged. */
    double tail(Path path) {
        return mean(path, problem.truth()::hypergradient, iterations / 2, iterations);
    }

    /** The mean of a gradient's squared norm over some iterates; infinite if the run diverged before the last of them. */
    static double mean(Path path, UnaryOperator<double[]> gradient, int from, int to) {
        if (path.iterates().length < to) {
            return Double.POSITIVE_INFINITY;
        }
        double sum = 0;
        for (int t = from; t < to; t++) {
            sum += Vectors.squaredNorm(gradient.apply(path.iterates()[t]));
        }
        return sum / (to - from);
    }
}
