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
import org.plumbline.sampling.LeastSquaresCritic;
import org.plumbline.sampling.MonteCarloReturns;
import org.plumbline.sampling.QFunctionEstimator;
import org.plumbline.sampling.TemporalDifferenceCritic;

/**
 * What a sampled transition of a regulator with two states and one input costs, in nanoseconds: whole gradient estimates, from the
 * draw of the batch to the gradients of g, divided by their transitions. A transition consumes three normal variates, so that three
 * of them are what it cannot be cheaper than.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SamplingBenchmark {
    private static final int TRAJECTORIES = 1000;
    private static final int HORIZON = 40;
    private static final int TRANSITIONS = TRAJECTORIES * HORIZON;

    private final LqrRewardDesignProblem problem = RewardDesigns.draw(20250317, 2, 1, 2);
    private final double[] phi = problem.box().upper();
    private final double[] lambda = problem.start().lambda();
    private final double[] gradPhi = new double[2];
    private final double[] gradLambda = new double[2];
    private final RandomStream stream = new RandomStream(20250317);

    private final FirstOrderOracle givenQ =
            oracle(new GivenQ(new FittedQ(new double[] {2, 0.1, 0.2, 0.1, 2, 0.3, 0.2, 0.3, 2}, 1)));
    private final FirstOrderOracle leastSquares = oracle(new LeastSquaresCritic(LeastSquaresCritic.Features.COMPLETE));
    private final FirstOrderOracle temporalDifferences = oracle(new TemporalDifferenceCritic(0.1, 100));
    private final FirstOrderOracle returns = oracle(new MonteCarloReturns(false));
    private final FirstOrderOracle returnsWithBaseline = oracle(new MonteCarloReturns(true));

    private FirstOrderOracle oracle(QFunctionEstimator estimator) {
        return problem.trajectories(HORIZON, estimator).firstOrder(new Ledger());
    }

    private double[] estimate(FirstOrderOracle oracle) {
        oracle.lower(oracle.draw(TRAJECTORIES, stream), phi, lambda, gradPhi, gradLambda);
        return gradLambda;
    }

    /** The yardstick: three normal draws. */
    @Benchmark
    @OperationsPerInvocation(TRANSITIONS)
    public double threeNormals() {
        double sum = 0;
        for (int i = 0; i < TRANSITIONS; i++) {
            sum += stream.gaussian() + stream.gaussian() + stream.gaussian();
        }
        return sum;
    }

    /** A transition with the sums of the policy gradient for a given Q and of the gradient in φ. */
    @Benchmark
    @OperationsPerInvocation(TRANSITIONS)
    public double[] givenQ() {
        return estimate(givenQ);
    }

    /** A transition with all that least-squares temporal differences sum. */
    @Benchmark
    @OperationsPerInvocation(TRANSITIONS)
    public double[] leastSquares() {
        return estimate(leastSquares);
    }

    /** The same, with 100 sweeps in place of a factorisation. */
    @Benchmark
    @OperationsPerInvocation(TRANSITIONS)
    public double[] temporalDifferences() {
        return estimate(temporalDifferences);
    }

    /** A transition with its share of the returns. */
    @Benchmark
    @OperationsPerInvocation(TRANSITIONS)
    public double[] returns() {
        return estimate(returns);
    }

    /** The same, and the sums of a baseline. */
    @Benchmark
    @OperationsPerInvocation(TRANSITIONS)
    public double[] returnsWithBaseline() {
        return estimate(returnsWithBaseline);
    }
}
