package org.plumbline.benchmark;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.problem.lqr.LqrRewardDesignProblem;
import org.plumbline.problem.lqr.RewardDesigns;
import org.plumbline.random.RandomStream;
import org.plumbline.sampling.FittedQ;
import org.plumbline.sampling.GivenQ;

/**
 * A sampled transition of a regulator with ten states and four inputs, where arithmetic and not the draws is most of the work,
 * beside dense loops of multiply-adds on arrays that the first-level cache holds. One operation is a transition, or a
 * multiply-add.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RegulatorBenchmark {
    static final int STATES = 10;
    static final int INPUTS = 4;
    private static final int BLOCK = 256;
    private static final int TRAJECTORIES = 4 * BLOCK;
    private static final int HORIZON = 40;
    private static final int TRANSITIONS = TRAJECTORIES * HORIZON;
    private static final int ROWS = 16;
    private static final int PRODUCTS = ROWS * ROWS * BLOCK;

    private final LqrRewardDesignProblem problem = RewardDesigns.draw(20250317, STATES, INPUTS, 2);
    private final double[] phi = problem.box().upper();
    private final double[] lambda = problem.start().lambda();
    private final double[] gradPhi = new double[phi.length];
    private final double[] gradLambda = new double[lambda.length];
    private final RandomStream stream = new RandomStream(20250317);
    private final FirstOrderOracle givenQ =
            problem.trajectories(HORIZON, new GivenQ(twiceTheSquares())).firstOrder(new Ledger());

    private final double[][] normals = new double[STATES + INPUTS][BLOCK];
    private final double[][] left = filled(ROWS, ROWS);
    private final double[][] right = filled(ROWS, BLOCK);
    private final double[][] sums = new double[ROWS][BLOCK];

    private static FittedQ twiceTheSquares() {
        int size = STATES + INPUTS;
        double[] theta = new double[size * size];
        for (int i = 0; i < size; i++) {
            theta[i * (size + 1)] = 2;
        }
        return new FittedQ(theta, 1);
    }

    private double[][] filled(int rows, int columns) {
        double[][] filled = new double[rows][columns];
        for (double[] row : filled) {
            stream.fillGaussian(row);
        }
        return filled;
    }

    /**
     * The multiply-adds that a transition takes, sums of weights and the ends of a rollout left out: the next state, the action,
     * \(xx^\top\), the scores \(\xi_ax_b\), the products \(\xi_a\xi_c\), the products of scores with each other and with
     * those.
     */
    static int multiplyAdds() {
        int scores = STATES * INPUTS;
        int pairs = INPUTS * (INPUTS + 1) / 2;
        return STATES * (2 * STATES + INPUTS)
                + INPUTS * (STATES + 1)
                + STATES * (STATES + 1) / 2
                + scores
                + pairs
                + scores * (scores + 1) / 2
                + scores * pairs;
    }

    /** A transition with the sums of the policy gradient for a given Q and of the gradient in φ. */
    @Benchmark
    @OperationsPerInvocation(TRANSITIONS)
    public double[] transition() {
        givenQ.lower(givenQ.draw(TRAJECTORIES, stream), phi, lambda, gradPhi, gradLambda);
        return gradLambda;
    }

    /** The fourteen normal draws that a transition takes, in the same blocks. */
    @Benchmark
    @OperationsPerInvocation(TRANSITIONS)
    public double[] draws() {
        for (int block = 0; block < TRANSITIONS / BLOCK; block++) {
            for (double[] row : normals) {
                stream.fillGaussian(row);
            }
        }
        return normals[0];
    }

    /** A multiply-add of a product of matrices, row by row: one row is read and one is updated. */
    @Benchmark
    @OperationsPerInvocation(PRODUCTS)
    public double[] denseLoop() {
        for (int i = 0; i < ROWS; i++) {
            for (int j = 0; j < ROWS; j++) {
                add(left[i][j], right[j], sums[i]);
            }
        }
        return sums[0];
    }

    private static void add(double a, double[] x, double[] sum) {
        for (int k = 0; k < BLOCK; k++) {
            sum[k] += a * x[k];
        }
    }

    /** The same, four rows at a time, which is the fastest that we found. */
    @Benchmark
    @OperationsPerInvocation(PRODUCTS)
    public double[] denseLoopOfFour() {
        for (int i = 0; i < ROWS; i++) {
            for (int j = 0; j < ROWS; j += 4) {
                addFour(left[i], j, right, sums[i]);
            }
        }
        return sums[0];
    }

    private static void addFour(double[] factors, int from, double[][] rows, double[] sum) {
        double a = factors[from];
        double b = factors[from + 1];
        double c = factors[from + 2];
        double d = factors[from + 3];
        double[] x = rows[from];
        double[] y = rows[from + 1];
        double[] z = rows[from + 2];
        double[] v = rows[from + 3];
        for (int k = 0; k < BLOCK; k++) {
            sum[k] += a * x[k] + b * y[k] + c * z[k] + d * v[k];
        }
    }
}
