package org.plumbline.theory.claim.bias;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.control.ControlTask;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.sampling.LeastSquaresCritic;
import org.plumbline.sampling.LeastSquaresCritic.Features;
import org.plumbline.sampling.MonteCarloReturns;
import org.plumbline.sampling.TemporalDifferenceCritic;
import org.plumbline.theory.CellResult;

/**
 * The bias of every estimator of \(\nabla_\lambda g\) on a control task, at a network that is the same for all master seeds and the
 * first \(\varphi\). There is no closed form. The reference is the mean of the exact model-based gradient over many scenarios of
 * their own, whose sampling error is added to that of every bias.
 *
 * @param task the task
 * @param seeds the randomness
 */
record TaskEstimators(ControlTask task, SeedTree seeds) {
    static final String REFERENCE = "reference";
    static final String REFERENCE_ERRORS = "reference errors";
    static final String PILOT = "pilot";
    static final String INJECTED = "injected";
    static final String POOR_AS_RICH = "poor as rich";
    static final String RICH_AS_POOR = "rich as poor, 100 batches";
    static final String SHRINKING = "shrinking";

    /** Of the gradient, in the first entry. */
    static final double DEFECT = 0.3;

    static final long FEW = 25;
    static final long MANY = 100;
    private static final int REPETITIONS = 50;

    /** Of returns with a baseline, which are noisier and of which more is asked. */
    private static final int MORE_REPETITIONS = 300;

    /** Where a difference is large. */
    private static final int FEWER_REPETITIONS = 20;

    /**
     * Of the richer features presented as poor: one estimate deviates by a quarter of the gradient at most in a direction, and what
     * is missing is some 0.15 of it, so that the standard error has to be 0.026 or less for a level of 1/300 and a power of 0.99.
     */
    private static final int CONTROL_REPETITIONS = 100;

    private static final long NETWORK = 20250317;
    private static final int REFERENCE_BATCHES = 100;
    private static final int REFERENCE_SCENARIOS = 200;
    private static final double STEP = 0.1;
    private static final int SWEEPS = 100;

    /** The estimators. */
    enum Name {
        MODEL("exact model-based"),
        RETURNS("returns"),
        BASELINE("returns with baseline"),
        RICH("LSTD-Q, richer features"),
        POOR("LSTD-Q, poor features"),
        SWEPT("TD, step " + STEP + ", " + SWEEPS + " sweeps, richer features"),
        SWEPT_POOR("TD, step " + STEP + ", " + SWEEPS + " sweeps, poor features");

        private final String title;

        Name(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        /** Whether it is said to keep a bias: then a direction is found for it beforehand, on other batches. */
        boolean keepsBias() {
            return compareTo(RICH) > 0;
        }

        String at(long batch) {
            return title + ", n = " + batch;
        }
    }

    /** An estimator that is measured, with the norm of what is added to the first entry of every estimate, over the gradient's. */
    private record Setting(
            String key, Oracles oracles, long batch, int repetitions, boolean piloted, double injected) {}

    private Oracles oracles(Name name) {
        return switch (name) {
            case MODEL -> task.modelOracles();
            case RETURNS -> task.oracles(new MonteCarloReturns(false));
            case BASELINE -> task.oracles(new MonteCarloReturns(true));
            case RICH -> task.oracles(new LeastSquaresCritic(Features.COMPLETE));
            case POOR -> task.oracles(new LeastSquaresCritic(Features.POOR));
            case SWEPT -> task.oracles(new TemporalDifferenceCritic(STEP, SWEEPS));
            case SWEPT_POOR -> task.oracles(new TemporalDifferenceCritic(STEP, SWEEPS, Features.POOR));
        };
    }

    private List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        for (Name name : Name.values()) {
            int repetitions = name == Name.BASELINE ? MORE_REPETITIONS : REPETITIONS;
            settings.add(new Setting(name.at(MANY), oracles(name), MANY, repetitions, name.keepsBias(), 0));
            if (name.keepsBias()) {
                settings.add(new Setting(name.at(FEW), oracles(name), FEW, repetitions, true, 0));
            }
        }
        Oracles baseline = oracles(Name.BASELINE);
        settings.add(new Setting(INJECTED, baseline, MANY, REPETITIONS, false, DEFECT));
        settings.add(new Setting(POOR_AS_RICH, oracles(Name.POOR), MANY, FEWER_REPETITIONS, false, 0));
        settings.add(new Setting(RICH_AS_POOR, oracles(Name.RICH), MANY, CONTROL_REPETITIONS, true, 0));
        for (long batch : new long[] {FEW, MANY}) {
            settings.add(
                    new Setting(SHRINKING + batch, baseline, batch, MORE_REPETITIONS, false, DEFECT * FEW / batch));
        }
        return settings;
    }

    String key() {
        return "task-estimators|" + task.id() + "|network " + NETWORK + "|n=" + FEW + ',' + MANY + '|' + seeds;
    }

    /** The mean over batches, with its standard errors. */
    private record Reference(List<ArrayRealVector> batches, double[] mean, double[] errors) {
        static Reference of(List<ArrayRealVector> batches) {
            int dimension = batches.get(0).getDimension();
            double[] mean = new double[dimension];
            double[] errors = new double[dimension];
            for (int i = 0; i < dimension; i++) {
                SummaryStatistics entry = new SummaryStatistics();
                for (ArrayRealVector batch : batches) {
                    entry.addValue(batch.getEntry(i));
                }
                mean[i] = entry.getMean();
                errors[i] = error(entry);
            }
            return new Reference(batches, mean, errors);
        }

        double errorAlong(double[] direction) {
            SummaryStatistics along = new SummaryStatistics();
            for (ArrayRealVector batch : batches) {
                along.addValue(batch.dotProduct(new ArrayRealVector(direction, false)));
            }
            return error(along);
        }

        private static double error(SummaryStatistics values) {
            return values.getStandardDeviation() / Math.sqrt((double) values.getN());
        }
    }

    private double[] lambda() {
        return task.policy().random(new RandomStream(NETWORK));
    }

    private Reference reference(Ledger ledger) {
        FirstOrderOracle oracle = task.modelOracles().firstOrder(ledger);
        RandomStream stream = seeds.child(REFERENCE).stream();
        List<ArrayRealVector> batches = new ArrayList<>();
        for (int b = 0; b < REFERENCE_BATCHES; b++) {
            double[] gradient = new double[task.lowerDimension()];
            oracle.lower(
                    oracle.draw(REFERENCE_SCENARIOS, stream),
                    task.startPhi(),
                    lambda(),
                    new double[task.upperDimension()],
                    gradient);
            batches.add(new ArrayRealVector(gradient, false));
        }
        return Reference.of(batches);
    }

    /** Everything, under the keys of the settings; a failure where an estimate is not a number. */
    CellResult run() {
        Ledger ledger = new Ledger();
        Reference reference = reference(ledger);
        OracleCounts counts = ledger.counts();
        Map<String, double[]> series = new TreeMap<>();
        series.put(REFERENCE, reference.mean);
        series.put(REFERENCE_ERRORS, reference.errors);
        for (Setting setting : settings()) {
            EstimatorBias bias =
                    new EstimatorBias(setting.oracles, reference.mean, task.startPhi(), lambda(), setting.batch);
            SeedTree branch = seeds.child(setting.key);
            double[] along = firstEntry(1);
            if (setting.piloted) {
                CellResult pilot = bias.repeat(FEWER_REPETITIONS, branch.child(PILOT).stream());
                ArrayRealVector found = new ArrayRealVector(pilot.series(EstimatorBias.BIASES), false);
                counts = counts.plus(pilot.counts());
                series.put(setting.key + '/' + PILOT, new double[] {found.getNorm()});
                along = found.unitVector().toArray();
            }
            double[] injected = firstEntry(setting.injected * norm(reference.mean));
            CellResult measured = bias.repeat(setting.repetitions, branch.stream(), along, injected);
            counts = counts.plus(measured.counts());
            if (!measured.failure().isEmpty()) {
                return new CellResult(Map.of(), "policy gradient", counts, setting.key + ": " + measured.failure());
            }
            withErrors(reference, measured, along).forEach((name, x) -> series.put(setting.key + '/' + name, x));
        }
        return new CellResult(series, "policy gradient", counts, "");
    }

    private double[] firstEntry(double value) {
        double[] entry = new double[task.lowerDimension()];
        entry[0] = value;
        return entry;
    }

    private static double norm(double[] x) {
        return new ArrayRealVector(x, false).getNorm();
    }

    /** With the sampling errors of the reference in those of the biases. */
    private static Map<String, double[]> withErrors(Reference reference, CellResult measured, double[] direction) {
        Map<String, double[]> values = new TreeMap<>(measured.values());
        double[] errors = measured.series(EstimatorBias.ERRORS);
        Arrays.setAll(errors, i -> Math.hypot(errors[i], reference.errors[i]));
        values.put(EstimatorBias.ERRORS, errors);
        double[] along = measured.series(EstimatorBias.ALONG);
        along[1] = Math.hypot(along[1], reference.errorAlong(direction));
        values.put(EstimatorBias.ALONG, along);
        double degrees = Math.min(measured.value(EstimatorBias.DEGREES), REFERENCE_BATCHES - 1.0);
        values.put(EstimatorBias.DEGREES, new double[] {degrees});
        return values;
    }

    /** What was measured of one setting. */
    static CellResult of(CellResult all, String key) {
        String prefix = key + '/';
        Map<String, double[]> values = new TreeMap<>();
        all.values().forEach((name, numbers) -> {
            if (name.startsWith(prefix)) {
                values.put(name.substring(prefix.length()), numbers);
            }
        });
        return CellResult.of(values);
    }
}
