package org.plumbline.theory.claim.practice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.problem.control.ControlTask;
import org.plumbline.problem.control.GradientEstimator;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.CellResult;

/**
 * Bias and variance of the estimators of \(g_\lambda\) at a fixed point, against the pathwise one on the same batches. The mean
 * difference over B batches has a squared norm of, in mean, the squared bias plus the trace of its own covariance, which is
 * estimated and subtracted.
 *
 * @param task the task
 * @param batch n
 * @param seeds the randomness
 */
record EstimatorComparison(ControlTask task, int batch, SeedTree seeds) {
    private static final int BATCHES = 200;

    static final List<String> COLUMNS = List.of(
            "estimator",
            "trace of the covariance of one estimate",
            "‖mean − pathwise mean‖²",
            "of which sampling error",
            "‖pathwise mean‖²");

    String key() {
        return "estimators|" + task.id() + "|n=" + batch + "|B=" + BATCHES + '|' + seeds;
    }

    CellResult run() {
        double[] lambda = task.policy().random(seeds.child("network").stream());
        Map<String, double[]> series = new HashMap<>();
        double[][] reference = estimates(GradientEstimator.PATHWISE, lambda);
        for (GradientEstimator estimator : GradientEstimator.values()) {
            double[][] estimates = estimates(estimator, lambda);
            double[][] differences = new double[BATCHES][];
            for (int b = 0; b < BATCHES; b++) {
                double[] difference = estimates[b].clone();
                double[] subtracted = reference[b];
                Arrays.setAll(difference, i -> difference[i] - subtracted[i]);
                differences[b] = difference;
            }
            series.put(estimator.name(), new double[] {
                variance(estimates), squaredMean(differences), variance(differences) / BATCHES, squaredMean(reference)
            });
        }
        return CellResult.of(series);
    }

    private double[][] estimates(GradientEstimator estimator, double[] lambda) {
        FirstOrderOracle oracle = task.oracles(estimator).firstOrder(new Ledger());
        RandomStream stream = seeds.child("batches").stream();
        double[][] estimates = new double[BATCHES][task.lowerDimension()];
        for (double[] estimate : estimates) {
            Batch drawn = oracle.draw(batch, stream);
            oracle.lower(drawn, task.startPhi(), lambda, new double[task.upperDimension()], estimate);
        }
        return estimates;
    }

    private static double[] mean(double[][] sample) {
        double[] mean = new double[sample[0].length];
        for (double[] x : sample) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += x[i] / sample.length;
            }
        }
        return mean;
    }

    private static double squaredMean(double[][] sample) {
        return Arrays.stream(mean(sample)).map(m -> m * m).sum();
    }

    private static double variance(double[][] sample) {
        double[] mean = mean(sample);
        double sum = 0;
        for (double[] x : sample) {
            for (int i = 0; i < mean.length; i++) {
                sum += (x[i] - mean[i]) * (x[i] - mean[i]);
            }
        }
        return sum / (sample.length - 1);
    }

    static List<List<Object>> rows(CellResult result) {
        List<List<Object>> rows = new ArrayList<>();
        for (GradientEstimator estimator : GradientEstimator.values()) {
            List<Object> row = new ArrayList<>(List.of(estimator.name()));
            for (double value : result.series(estimator.name())) {
                row.add(value);
            }
            rows.add(row);
        }
        return rows;
    }
}
