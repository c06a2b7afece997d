package org.plumbline.problem.control;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.OuterTerms;
import org.plumbline.random.RandomStream;
import org.plumbline.sampling.LeastSquaresCritic;
import org.plumbline.sampling.LeastSquaresCritic.Features;
import org.plumbline.sampling.MonteCarloReturns;
import org.plumbline.sampling.QFunctionEstimator;

/**
 * Estimates from trajectories against the model-based one, which was checked against differences. Where both have the same mean, the
 * difference on one batch has mean zero in every coordinate, and along the gradient: Student's test on each, over independent
 * batches, at a level of 1e-6 divided by their number. A test has two losses: false alarm 1e-6.
 */
class GradientEstimatorTest {
    private static final double LEVEL = 1e-6;
    private static final QFunctionEstimator RETURNS = new MonteCarloReturns(false);
    private static final QFunctionEstimator BASELINE = new MonteCarloReturns(true);

    static List<ControlTask> tasks() {
        return ControlTasks.all();
    }

    /**
     * The tasks where returns have little noise: 20 steps, exploration 1 and the cost that is small at the start, speed or
     * repulsion, in place of height or distance. A fifth of the gradient is then more than ten standard errors.
     */
    static List<ControlTask> quietTasks() {
        return tasks().stream()
                .map(task -> new ControlTask(
                        task.id(),
                        task.system(),
                        task.policy(),
                        1,
                        task.discount(),
                        20,
                        new DesignedCosts(
                                2, 0.05, new double[] {0, 1, 0.02}, OuterTerms.centred(0.05, new double[] {0, 0})),
                        new double[] {-20, 5},
                        new double[] {-20, 5}))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("quietTasks")
    void monteCarloReturnsHaveNoBias(ControlTask task) {
        Sample sample = Sample.of(task, RETURNS, 60, 1000);
        assertTrue(sample.agrees(estimate -> estimate));
        assertFalse(sample.agrees(estimate -> scaled(1.2, estimate)), "too long by a fifth");
        assertFalse(sample.agrees(estimate -> scaled(1 / 1.2, estimate)), "too short by a sixth");
        assertFalse(sample.agrees(estimate -> scaled(-1, estimate)), "the sign");
        assertFalse(sample.agrees(sample::withOneSignWrong), "the sign of one entry");
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void aCrossFittedBaselineAddsNoBias(ControlTask task) {
        Sample sample = Sample.of(task, BASELINE, 400, 32);
        assertTrue(sample.agrees(estimate -> estimate));
        assertFalse(sample.agrees(estimate -> scaled(4.0 / 3, estimate)), "too long by a third");
        assertFalse(sample.agrees(estimate -> scaled(-1, estimate)), "the sign");
    }

    /**
     * Poor features leave a bias, which the test for none sees, and more than three times that of the rich ones. It is longer than
     * half of the gradient, and the sampling error of a mean is 0.02 of it: a false alarm would need seven standard errors.
     */
    @ParameterizedTest
    @MethodSource("tasks")
    void poorFeaturesLeaveABias(ControlTask task) {
        Sample rich = Sample.of(task, new LeastSquaresCritic(Features.COMPLETE), 100, 50);
        Sample poor = Sample.of(task, new LeastSquaresCritic(Features.POOR), 100, 50);
        assertFalse(poor.agrees(estimate -> estimate));
        assertTrue(
                norm(poor.meanDifference()) > 3 * norm(rich.meanDifference()),
                () -> norm(poor.meanDifference()) + " against " + norm(rich.meanDifference()));
    }

    /** One-sided, on paired squared deviations, at level 1e-6: a baseline below returns, and a fitted critic below both. */
    @ParameterizedTest
    @MethodSource("tasks")
    void whatIsFittedReducesTheVariance(ControlTask task) {
        double[] plain = squaredDeviations(answers(task, task.oracles(RETURNS), 400, 32, 81));
        double[] reduced = squaredDeviations(answers(task, task.oracles(BASELINE), 400, 32, 81));
        double[] fitted =
                squaredDeviations(answers(task, task.oracles(new LeastSquaresCritic(Features.COMPLETE)), 400, 32, 81));
        assertTrue(isLess(reduced, plain));
        assertTrue(isLess(fitted, reduced));
        assertFalse(isLess(plain, reduced));
    }

    private static boolean isLess(double[] small, double[] large) {
        SummaryStatistics summary = new SummaryStatistics();
        for (int b = 0; b < small.length; b++) {
            summary.addValue(large[b] - small[b]);
        }
        return statistic(summary) > quantile(LEVEL, small.length);
    }

    private static double[] scaled(double factor, double[] x) {
        return Arrays.stream(x).map(entry -> factor * entry).toArray();
    }

    private static double norm(double[] x) {
        return Math.sqrt(Arrays.stream(x).map(entry -> entry * entry).sum());
    }

    private static double statistic(SummaryStatistics summary) {
        return summary.getMean() / (summary.getStandardDeviation() / Math.sqrt((double) summary.getN()));
    }

    private static double quantile(double level, int size) {
        return new TDistribution(null, size - 1).inverseCumulativeProbability(1 - level);
    }

    private static double[] squaredDeviations(double[][] estimates) {
        double[] squared = new double[estimates.length];
        for (int i = 0; i < estimates[0].length; i++) {
            double mean = 0;
            for (double[] estimate : estimates) {
                mean += estimate[i] / estimates.length;
            }
            for (int b = 0; b < squared.length; b++) {
                squared[b] += Math.pow(estimates[b][i] - mean, 2);
            }
        }
        return squared;
    }

    /** The λ-gradients of both losses, one after the other, at a fixed point. */
    private static double[][] answers(ControlTask task, Oracles oracles, int batches, int size, long seed) {
        FirstOrderOracle oracle = oracles.firstOrder(new Ledger());
        RandomStream stream = new RandomStream(seed);
        double[] lambda = task.policy().random(new RandomStream(82));
        double[] unused = new double[task.upperDimension()];
        double[] gradient = new double[task.lowerDimension()];
        double[][] estimates = new double[batches][];
        for (int b = 0; b < batches; b++) {
            Batch batch = oracle.draw(size, stream);
            oracle.lower(batch, task.startPhi(), lambda, unused, gradient);
            estimates[b] = Arrays.copyOf(gradient, 2 * gradient.length);
            oracle.upper(batch, task.startPhi(), lambda, unused, gradient);
            System.arraycopy(gradient, 0, estimates[b], gradient.length, gradient.length);
        }
        return estimates;
    }

    /** What a defect makes of an estimate. */
    private interface Defect {
        double[] of(double[] estimate);
    }

    /** Estimates and references from the same batches, and the gradient from other ones. */
    private record Sample(double[][] estimates, double[][] references, double[] gradient) {
        static Sample of(ControlTask task, QFunctionEstimator estimator, int batches, int size) {
            double[][] elsewhere = answers(task, task.modelOracles(), 10, 500, 83);
            double[] gradient = new double[elsewhere[0].length];
            for (double[] each : elsewhere) {
                for (int i = 0; i < gradient.length; i++) {
                    gradient[i] += each[i] / elsewhere.length;
                }
            }
            return new Sample(
                    answers(task, task.oracles(estimator), batches, size, 81),
                    answers(task, task.modelOracles(), batches, size, 81),
                    gradient);
        }

        /** The longest entry of the agent's gradient. */
        double[] withOneSignWrong(double[] estimate) {
            double[] wrong = estimate.clone();
            int longest = 0;
            for (int i = 1; i < gradient.length / 2; i++) {
                longest = Math.abs(gradient[i]) > Math.abs(gradient[longest]) ? i : longest;
            }
            wrong[longest] = -wrong[longest];
            return wrong;
        }

        /** No coordinate of either loss, and neither of both along its gradient, is off. */
        boolean agrees(Defect defect) {
            int coordinates = gradient.length;
            SummaryStatistics[] off = new SummaryStatistics[coordinates + 2];
            Arrays.setAll(off, i -> new SummaryStatistics());
            for (int b = 0; b < estimates.length; b++) {
                double[] estimate = defect.of(estimates[b]);
                double[] along = new double[2];
                for (int i = 0; i < coordinates; i++) {
                    double difference = estimate[i] - references[b][i];
                    off[i].addValue(difference);
                    along[2 * i / coordinates] += difference * gradient[i];
                }
                off[coordinates].addValue(along[0]);
                off[coordinates + 1].addValue(along[1]);
            }
            double limit = quantile(LEVEL / 2 / off.length, estimates.length);
            return Arrays.stream(off).allMatch(each -> Math.abs(statistic(each)) <= limit);
        }

        /** Of the agent's gradient. */
        double[] meanDifference() {
            double[] mean = new double[gradient.length / 2];
            for (int b = 0; b < estimates.length; b++) {
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += (estimates[b][i] - references[b][i]) / estimates.length;
                }
            }
            return mean;
        }
    }
}
