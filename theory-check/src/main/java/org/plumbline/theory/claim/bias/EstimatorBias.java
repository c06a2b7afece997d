package org.plumbline.theory.claim.bias;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.SampledProblem;
import org.plumbline.random.RandomStream;
import org.plumbline.sampling.PathSharing;
import org.plumbline.sampling.QFunctionEstimator;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.judge.BoundCase;

/**
 * The bias of an estimator of \(\nabla_\lambda g\) at one point, entry by entry: the mean over independent batches of the estimate
 * minus the exact gradient.
 *
 * @param oracles the estimator
 * @param exact \(\nabla_\lambda g\)
 * @param phi upper variable
 * @param lambda the policy's parameters
 * @param batch n, trajectories in a batch
 */
record EstimatorBias(Oracles oracles, double[] exact, double[] phi, double[] lambda, long batch) {
    static final String BIASES = "biases";
    static final String ERRORS = "standard errors";
    static final String DEGREES = "degrees of freedom";
    static final String DEVIATION = "deviation";
    static final String ALONG = "along";

    /** That of an estimator on an instance, from trajectories of H steps. */
    static EstimatorBias of(
            SampledProblem problem,
            double[] phi,
            double[] lambda,
            QFunctionEstimator estimator,
            int horizon,
            long batch) {
        double[] exact = new double[lambda.length];
        problem.truth().functions().lowerGradient(phi, lambda, new double[phi.length], exact);
        return new EstimatorBias(
                problem.trajectories(horizon, estimator, PathSharing.COMMON_NUMBERS), exact, phi, lambda, batch);
    }

    /** Biases, their standard errors, and the deviation of one estimate; a failure where an estimate is not a number. */
    CellResult repeat(int repetitions, RandomStream stream) {
        return repeat(repetitions, stream, new double[lambda.length], new double[lambda.length]);
    }

    /**
     * The same, and the mean and standard error of the bias along a direction, which a norm would overstate.
     *
     * @param repetitions batches
     * @param stream their seeds
     * @param along a unit vector
     * @param injected added to every estimate: a defect to be found
     */
    CellResult repeat(int repetitions, RandomStream stream, double[] along, double[] injected) {
        SummaryStatistics projection = new SummaryStatistics();
        Ledger ledger = new Ledger();
        FirstOrderOracle oracle = oracles.firstOrder(ledger);
        SummaryStatistics[] entries = new SummaryStatistics[exact.length];
        Arrays.setAll(entries, i -> new SummaryStatistics());
        double[] estimate = new double[exact.length];
        double[] unused = new double[phi.length];
        for (int r = 0; r < repetitions; r++) {
            oracle.lower(oracle.draw(batch, stream), phi, lambda, unused, estimate);
            double sum = 0;
            for (int i = 0; i < exact.length; i++) {
                double off = estimate[i] + injected[i] - exact[i];
                entries[i].addValue(off);
                sum += off * along[i];
            }
            projection.addValue(sum);
        }
        double[] biases =
                Arrays.stream(entries).mapToDouble(SummaryStatistics::getMean).toArray();
        double variance = Arrays.stream(entries)
                .mapToDouble(SummaryStatistics::getVariance)
                .sum();
        double[] errors =
                Arrays.stream(entries).mapToDouble(EstimatorBias::error).toArray();
        boolean finite = Arrays.stream(biases).allMatch(Double::isFinite);
        return new CellResult(
                Map.of(
                        BIASES,
                        biases,
                        ERRORS,
                        errors,
                        DEGREES,
                        new double[] {repetitions - 1},
                        DEVIATION,
                        new double[] {Math.sqrt(variance)},
                        ALONG,
                        new double[] {projection.getMean(), error(projection)},
                        "exact",
                        exact),
                "policy gradient",
                ledger.counts(),
                finite ? "" : "an estimate is not a number");
    }

    private static double error(SummaryStatistics values) {
        return values.getStandardDeviation() / Math.sqrt((double) values.getN());
    }

    /** "The bias is the predicted one" as two bounds an entry. */
    static List<BoundCase> cases(String name, CellResult measured, double[] predicted, double scale) {
        List<BoundCase> cases = new ArrayList<>();
        double[] biases = measured.series(BIASES);
        double[] errors = measured.series(ERRORS);
        double freedom = measured.value(DEGREES);
        for (int i = 0; i < biases.length; i++) {
            String entry = name + " entry " + i;
            cases.add(new BoundCase(entry + " from above", biases[i], predicted[i], errors[i], freedom, scale));
            cases.add(new BoundCase(entry + " from below", -biases[i], -predicted[i], errors[i], freedom, scale));
        }
        return cases;
    }
}
