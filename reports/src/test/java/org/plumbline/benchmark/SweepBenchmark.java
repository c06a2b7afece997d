package org.plumbline.benchmark;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.quadratic.QuadraticFamily;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.run.Recording;
import org.plumbline.run.Runner;
import org.plumbline.run.StopRule;
import org.plumbline.run.Trace;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.CellSink;
import org.plumbline.theory.Sweep;

/**
 * A sweep of cells on one thread and on two, beside the same number of pieces of a loop that allocates nothing and shares
 * nothing: what the machine, which others may use too, has of a second core to give.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SweepBenchmark {
    private static final int CELLS = 64;
    private static final int ITERATIONS = 400;
    private static final int SPINS = 3_000_000;

    /** Of the sweep. */
    @Param({"1", "2"})
    public int threads;

    private final BilevelProblem problem = QuadraticFamily.random("sweep", 10, 4, 10, new RandomStream(20250317));

    private CellResult run(int seed) {
        Trace trace = new Runner(
                        FirstOrderPenalty.exact(0.1, 16, 10, 0.05, 0.05),
                        problem.oracles(new GaussianNoise(1, 0.5)),
                        problem.start(),
                        StopRule.iterations(ITERATIONS),
                        SeedTree.of(20250317).child("cell", seed),
                        Recording.ENDS)
                .run((t, phi, lambda, penalised) -> {});
        return CellResult.of(Map.of("phi", trace.last().phi()));
    }

    /** Runs of Algorithm 1. */
    @Benchmark
    public Object sweep() {
        List<Cell> cells = IntStream.range(0, CELLS)
                .mapToObj(seed -> new Cell("cell " + seed, () -> run(seed)))
                .toList();
        return Sweep.run(cells, threads, CellSink.NONE, finished -> {});
    }

    /** As many pieces of a loop. */
    @Benchmark
    public Object spin() {
        return Sweep.each(IntStream.range(0, CELLS).boxed().toList(), threads, SweepBenchmark::spun, piece -> "piece");
    }

    private static long spun(int seed) {
        long x = seed + 1L;
        for (int i = 0; i < SPINS; i++) {
            x ^= x << 13;
            x ^= x >>> 7;
            x ^= x << 17;
        }
        return x;
    }
}
