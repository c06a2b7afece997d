package org.plumbline.benchmark;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.Stepper;
import org.plumbline.algorithm.hypergradient.StocBio;
import org.plumbline.algorithm.hypergradient.StochasticBilevel;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.algorithm.penalty.FullyFirstOrder;
import org.plumbline.oracle.FiniteSum;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.quadratic.QuadraticFamily;
import org.plumbline.random.RandomStream;

/**
 * Outer iterations a second on a finite sum of quadratics of the size that the public bilevel benchmark uses (Dagréou, Ablin,
 * Vaiter, Moreau, "A framework for bilevel optimization that enables stochastic and global variance reduction algorithms",
 * NeurIPS 2022, and its benchopt suite): 32,768 inner and 1,024 outer samples, 100 lower and 10 upper variables, batches of 64.
 * What is drawn of a sample's Hessian is made again at every query from the sample's seed, in memory of order p + d; stored,
 * single precision, they are 32,768 · 110² · 4 bytes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class FiniteSumBenchmark {
    private static final int BATCH = 64;
    private static final double STEP = 0.02;
    private static final double OUTER_STEP = 1e-3;

    /** What runs. */
    @Param
    public Method method;

    private Stepper stepper;

    /** The methods, each with one inner or solver step an iteration unless its definition asks for more. */
    public enum Method {
        /** One inner step of both chains. */
        ALGORITHM_1,
        /** One inner step of both chains, multiplier growing. */
        F2SA,
        /** All three variables at once. */
        SOBA,
        /** Ten inner steps and ten products of the Neumann series. */
        STOCBIO;

        private BilevelAlgorithm algorithm() {
            return switch (this) {
                case ALGORITHM_1 -> FirstOrderPenalty.exact(0.1, BATCH, 1, STEP, OUTER_STEP);
                case F2SA ->
                    new FullyFirstOrder(
                            10,
                            STEP,
                            STEP,
                            OUTER_STEP,
                            1,
                            BATCH,
                            FullyFirstOrder.LOWER_DECAY,
                            FullyFirstOrder.PENALISED_DECAY,
                            FullyFirstOrder.MULTIPLIER_GROWTH);
                case SOBA -> new StochasticBilevel(BATCH, STEP, OUTER_STEP, 0);
                case STOCBIO -> new StocBio(BATCH, 10, 10, 1, STEP, STEP, OUTER_STEP);
            };
        }
    }

    /** The instance, and a run that has begun. */
    @Setup
    public void start() {
        BilevelProblem problem = QuadraticFamily.random("finite-sum", 100, 10, 10, new RandomStream(20250317));
        stepper = Started.of(method.algorithm(), problem, new FiniteSum(32_768, 1_024, 1, 0.5, 20250317));
        stepper.step();
    }

    /** An outer iteration. */
    @Benchmark
    public void iteration() {
        stepper.step();
    }
}
