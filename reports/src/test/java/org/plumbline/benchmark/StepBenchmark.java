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
import org.plumbline.algorithm.Stepper;
import org.plumbline.oracle.Ledger;

/**
 * One outer iteration on the diagonal quadratic with as many upper as lower variables, K = 5: Algorithm 1 with and without noise,
 * and two methods with Hessian-vector products, aid-cg with as many of them as there are inner steps, and itd. How the time
 * grows with d is fitted; COST-2 judges the work, which is not a matter of the machine.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StepBenchmark {
    /** d. */
    @Param({"100", "1000", "10000", "100000", "1000000"})
    public int dimension;

    /** What runs. */
    @Param({"ALGORITHM_1", "ALGORITHM_1_NOISE_FREE", "AID_CG", "ITD"})
    public DiagonalStep method;

    private Stepper stepper;

    /** Makes the first step, which is the last that may allocate vectors. */
    @Setup
    public void start() {
        stepper = method.prepare(dimension, new Ledger()).start();
        stepper.step();
    }

    /** An outer iteration. */
    @Benchmark
    public void step() {
        stepper.step();
    }
}
