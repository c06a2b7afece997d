package org.plumbline.benchmark;

import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.simple.RandomSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.plumbline.random.RandomStream;

/** A standard normal variate of a batch: the ziggurat that streams use, and a transform that fills vector registers. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class NormalsBenchmark {
    private static final int COUNT = 1024;

    private final RandomStream stream = new RandomStream(20250317);
    private final BoxMuller transform = new BoxMuller(RandomSource.XO_SHI_RO_256_PP.create(20250317L), COUNT / 2);
    private final double[] out = new double[COUNT];

    /** From the stream, in a batch. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public double[] ziggurat() {
        stream.fillGaussian(out);
        return out;
    }

    /** From the same generator of bits. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public double[] boxMuller() {
        transform.fill(out);
        return out;
    }
}
