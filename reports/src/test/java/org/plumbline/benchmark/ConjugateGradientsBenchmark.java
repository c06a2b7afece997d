package org.plumbline.benchmark;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.plumbline.algorithm.hypergradient.ConjugateGradients;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.quadratic.QuadraticFamily;
import org.plumbline.random.RandomStream;

/**
 * A step of conjugate gradients with Hessian-vector products of an oracle, on a dense quadratic lower level of 400 variables, beside
 * the product of the matrix alone as plain loops.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ConjugateGradientsBenchmark {
    private static final int SIZE = 400;
    private static final int STEPS = 10;

    private final BilevelProblem problem = QuadraticFamily.random("dense", SIZE, 10, 100, new RandomStream(20250317));
    private final SecondOrderOracle oracle =
            problem.oracles(NoiseModel.NONE).secondOrder(new Ledger()).orElseThrow();
    private final Batch batch = oracle.draw(1, new RandomStream(1));
    private final double[] phi = problem.start().phi();
    private final double[] lambda = problem.start().lambda();
    private final ConjugateGradients solver = new ConjugateGradients(SIZE);
    private final double[] rightSide = new double[SIZE];
    private final double[] solution = new double[SIZE];
    private final double[][] matrix = new double[SIZE][SIZE];

    /** Random right side and matrix. */
    public ConjugateGradientsBenchmark() {
        RandomStream stream = new RandomStream(20250317);
        stream.fillGaussian(rightSide);
        for (double[] row : matrix) {
            stream.fillGaussian(row);
        }
    }

    /** A step. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public double[] step() {
        solver.solve(
                (vector, product) -> oracle.hessianVector(batch, phi, lambda, vector, product),
                rightSide,
                STEPS,
                solution);
        return solution;
    }

    /** A product of a matrix and a vector, row by row in four partial sums. */
    @Benchmark
    public double[] denseLoop() {
        return DenseProduct.multiply(matrix, rightSide, solution);
    }
}
