package org.plumbline.benchmark;

import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.plumbline.numeric.Columns;
import org.plumbline.numeric.RowMajor;
import org.plumbline.random.RandomStream;

/** A small square matrix times many vectors: one operation is one vector. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ProductsBenchmark {
    private static final int VECTORS = 256;

    /** Rows and columns of the matrix. */
    @Param({"2", "4", "10"})
    public int size;

    private double[] matrix;
    private double[][] vectors;
    private double[][] out;
    private RealMatrix libraryMatrix;
    private RealMatrix libraryVectors;

    /** Random entries. */
    @Setup
    public void fill() {
        RandomStream stream = new RandomStream(20250317);
        double[][] rows = new double[size][size];
        vectors = new double[size][VECTORS];
        out = new double[size][VECTORS];
        for (int i = 0; i < size; i++) {
            stream.fillGaussian(rows[i]);
            stream.fillGaussian(vectors[i]);
        }
        matrix = RowMajor.of(rows);
        libraryMatrix = new Array2DRowRealMatrix(rows);
        libraryVectors = new Array2DRowRealMatrix(vectors);
    }

    /** What rollouts use. */
    @Benchmark
    @OperationsPerInvocation(VECTORS)
    public double[][] columns() {
        Columns.multiply(matrix, vectors, VECTORS, out);
        return out;
    }

    /** Commons Math, which allocates the product. */
    @Benchmark
    @OperationsPerInvocation(VECTORS)
    public RealMatrix commonsMath() {
        return libraryMatrix.multiply(libraryVectors);
    }
}
