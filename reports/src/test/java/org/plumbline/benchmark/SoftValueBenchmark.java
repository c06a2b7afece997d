package org.plumbline.benchmark;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.plumbline.algorithm.Stepper;
import org.plumbline.algorithm.rl.SoftBilevelModel;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.problem.mdp.SoftMdpFamily;
import org.plumbline.random.RandomStream;

/**
 * A soft value iteration on a process with 40 states and 4 actions: outer iterations of m-sobirl, of which a hundred soft value
 * iterations are nearly all the work, divided by a hundred, beside the product of the transition matrix and a vector alone.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SoftValueBenchmark {
    private static final int STATES = 40;
    private static final int ACTIONS = 4;
    private static final int ITERATIONS = 100;

    private final Stepper stepper = Started.of(
            new SoftBilevelModel(1, ITERATIONS, 0.1, 1e-3),
            SoftMdpFamily.random("soft-mdp", STATES, ACTIONS, 3, 0.9, 0.5, 10, new RandomStream(20250317)),
            NoiseModel.NONE);
    private final double[][] transitions = new double[STATES * ACTIONS][STATES];
    private final double[] values = new double[STATES];
    private final double[] next = new double[STATES * ACTIONS];

    /** Random entries. */
    public SoftValueBenchmark() {
        RandomStream stream = new RandomStream(20250317);
        stream.fillGaussian(values);
        for (double[] row : transitions) {
            stream.fillGaussian(row);
        }
    }

    /** A soft value iteration. */
    @Benchmark
    @OperationsPerInvocation(ITERATIONS)
    public void iteration() {
        stepper.step();
    }

    /** The expected values of all pairs. */
    @Benchmark
    public double[] denseLoop() {
        return DenseProduct.multiply(transitions, values, next);
    }
}
