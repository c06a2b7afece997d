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
import org.plumbline.random.RandomStream;

/**
 * The score-function estimates against the pathwise one, which was checked against differences. All three have the same mean, so
 * the difference on one batch has mean zero in every coordinate: Student's test on each, over {@link #BATCHES} batches, at a
 * level of 1e-6 divided by their number. A test has two losses of at most 58 coordinates: false alarm 1e-6.
 */
class GradientEstimatorTest {
    private static final int BATCHES = 400;
    private static final double LEVEL = 1e-6;

    static List<ControlTask> tasks() {
        return ControlTasks.all();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void monteCarloReturnsHaveNoBias(ControlTask task) {
        assertTrue(agrees(task, GradientEstimator.RETURNS, 1));
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void aCrossFittedBaselineAddsNoBias(ControlTask task) {
        assertTrue(agrees(task, GradientEstimator.BASELINE, 1));
    }

    /** What the test above would have seen: an estimate that is a third too large. */
    @ParameterizedTest
    @MethodSource("tasks")
    void aBiasOfAThirdIsSeen(ControlTask task) {
        assertFalse(agrees(task, GradientEstimator.BASELINE, 4.0 / 3));
    }

    /** One-sided, on paired squared deviations, at level 1e-6. */
    @ParameterizedTest
    @MethodSource("tasks")
    void aBaselineReducesTheVariance(ControlTask task) {
        double[] plain = squaredDeviations(estimates(task, GradientEstimator.RETURNS));
        double[] reduced = squaredDeviations(estimates(task, GradientEstimator.BASELINE));
        SummaryStatistics summary = new SummaryStatistics();
        for (int b = 0; b < BATCHES; b++) {
            summary.addValue(plain[b] - reduced[b]);
        }
        assertTrue(statistic(summary) > quantile(LEVEL), () -> "t = " + statistic(summary));
    }

    private static boolean agrees(ControlTask task, GradientEstimator estimator, double factor) {
        double[][] reference = estimates(task, GradientEstimator.PATHWISE);
        double[][] estimates = estimates(task, estimator);
        int coordinates = reference[0].length;
        double limit = quantile(LEVEL / 2 / coordinates);
        double worst = 0;
        for (int i = 0; i < coordinates; i++) {
            SummaryStatistics differences = new SummaryStatistics();
            for (int b = 0; b < BATCHES; b++) {
                differences.addValue(factor * estimates[b][i] - reference[b][i]);
            }
            worst = Math.max(worst, Math.abs(statistic(differences)));
        }
        return worst <= limit;
    }

    private static double statistic(SummaryStatistics summary) {
        return summary.getMean() / (summary.getStandardDeviation() / Math.sqrt((double) summary.getN()));
    }

    private static double quantile(double level) {
        return new TDistribution(null, BATCHES - 1).inverseCumulativeProbability(1 - level);
    }

    private static double[] squaredDeviations(double[][] estimates) {
        double[] squared = new double[BATCHES];
        for (int i = 0; i < estimates[0].length; i++) {
            double mean = 0;
            for (double[] estimate : estimates) {
                mean += estimate[i] / BATCHES;
            }
            for (int b = 0; b < BATCHES; b++) {
                squared[b] += Math.pow(estimates[b][i] - mean, 2);
            }
        }
        return squared;
    }

    /** The λ-gradients of both losses, one after the other, at a fixed point and from the same batches for every estimator. */
    private static double[][] estimates(ControlTask task, GradientEstimator estimator) {
        FirstOrderOracle oracle = task.oracles(estimator).firstOrder(new Ledger());
        RandomStream stream = new RandomStream(81);
        double[] lambda = task.policy().random(new RandomStream(82));
        double[] unused = new double[task.upperDimension()];
        double[] gradient = new double[task.lowerDimension()];
        double[][] estimates = new double[BATCHES][];
        for (int b = 0; b < BATCHES; b++) {
            Batch batch = oracle.draw(32, stream);
            oracle.lower(batch, task.startPhi(), lambda, unused, gradient);
            estimates[b] = Arrays.copyOf(gradient, 2 * gradient.length);
            oracle.upper(batch, task.startPhi(), lambda, unused, gradient);
            System.arraycopy(gradient, 0, estimates[b], gradient.length, gradient.length);
        }
        return estimates;
    }
}
