package org.plumbline.theory.assumption;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Finding;
import org.plumbline.theory.Settings;
import org.plumbline.theory.measure.VectorMoments;

/**
 * Sampled gradients have the mean that is declared: the distance of the average of many batches to the exact gradient
 * exceeds the declared bias by no more than sampling error allows; and their variance is at most the declared one, where
 * one is. All four gradients are looked at, at the start and at random points.
 *
 * @param problem the instance
 * @param sampling the law of sampling, in words; part of the cell's key
 * @param oracles makes the oracles
 * @param bias the declared bound on the norm of the bias of each gradient, 0 for unbiased ones
 * @param noise the model whose declared variance is checked; {@link NoiseModel#NONE} declares none
 */
public record GradientNoise(
        BilevelProblem problem, String sampling, Supplier<Oracles> oracles, double bias, NoiseModel noise)
        implements Assumption {
    private static final int POINTS = 3;
    private static final int REPETITIONS = 400;
    private static final int BATCH = 8;

    /**
     * How many estimated standard errors a mean may be off: with 399 degrees of freedom 9e-7 for a normal mean in one
     * dimension, and less in more (a sum of squares with unequal weights spreads less), so 1.4e-5 for 16 comparisons.
     */
    private static final double ERRORS = 5;

    /**
     * By how much an estimated variance may exceed a declared one. In one dimension \(\chi^2_{399}/399\) is above it with
     * probability 4e-6, so 6e-5 for 16 comparisons; less in more dimensions.
     */
    private static final double VARIANCE_EXCESS = 1.35;

    /**
     * Of unbiased oracles that a problem makes itself. Claims that share the cell share what it depends on.
     *
     * @param problem the instance
     * @param noise the model
     * @return the assumption
     */
    public static GradientNoise unbiased(BilevelProblem problem, NoiseModel noise) {
        return new GradientNoise(problem, noise.toString(), () -> problem.oracles(noise), 0, noise);
    }

    @Override
    public String name() {
        return "gradient noise";
    }

    @Override
    public String instance() {
        return problem.id();
    }

    @Override
    public Cell cell(Settings settings) {
        SeedTree seeds =
                settings.seeds("certificate").child("noise").child(problem.id()).child(sampling);
        return new Cell(
                "certificate|noise|" + problem.id() + '|' + sampling + "|b=" + bias + '|' + seeds,
                () -> measure(seeds));
    }

    private CellResult measure(SeedTree seeds) {
        Ledger ledger = new Ledger();
        FirstOrderOracle oracle = oracles.get().firstOrder(ledger);
        RandomStream points = seeds.child("points").stream();
        double[] phi = problem.start().phi();
        double[] lambda = problem.start().lambda();
        Map<String, double[]> values = new LinkedHashMap<>();
        double[] excess = new double[POINTS + 1];
        double[] distance = new double[POINTS + 1];
        double[] variance = new double[POINTS + 1];
        double[] visible = new double[POINTS + 1];
        for (int i = 0; i <= POINTS; i++) {
            At at = new At(phi, lambda, oracle, seeds.child("batches", i).stream());
            excess[i] = at.excess();
            distance[i] = at.distance();
            variance[i] = at.variance();
            visible[i] = at.visible();
            phi = problem.box().sample(points);
            lambda = problem.sampleLower(phi, points);
        }
        values.put("excess", excess);
        values.put("distance", distance);
        values.put("variance", variance);
        values.put("visible", visible);
        return new CellResult(values, "certificate", ledger.counts(), "");
    }

    /** The four gradients at one point, relative to what is declared there. */
    private final class At {
        private final double[] phi;
        private final double[] lambda;
        private final List<VectorMoments> moments = new ArrayList<>();
        private final List<double[]> exact = new ArrayList<>();

        At(double[] phi, double[] lambda, FirstOrderOracle oracle, RandomStream stream) {
            this.phi = phi;
            this.lambda = lambda;
            for (int loss = 0; loss < 2; loss++) {
                moments.add(new VectorMoments(phi.length));
                moments.add(new VectorMoments(lambda.length));
            }
            exactGradients();
            sample(oracle, stream);
        }

        private void exactGradients() {
            BilevelFunctions functions = problem.truth().functions();
            for (int loss = 0; loss < 2; loss++) {
                exact.add(new double[phi.length]);
                exact.add(new double[lambda.length]);
            }
            functions.lowerGradient(phi, lambda, exact.get(0), exact.get(1));
            functions.upperGradient(phi, lambda, exact.get(2), exact.get(3));
        }

        private void sample(FirstOrderOracle oracle, RandomStream stream) {
            double[] gradPhi = new double[phi.length];
            double[] gradLambda = new double[lambda.length];
            for (int i = 0; i < REPETITIONS; i++) {
                var batch = oracle.draw(BATCH, stream);
                oracle.lower(batch, phi, lambda, gradPhi, gradLambda);
                moments.get(0).add(gradPhi);
                moments.get(1).add(gradLambda);
                oracle.upper(batch, phi, lambda, gradPhi, gradLambda);
                moments.get(2).add(gradPhi);
                moments.get(3).add(gradLambda);
            }
        }

        /** How far a mean is beyond the declared bias, in standard errors. */
        double excess() {
            double worst = 0;
            for (int k = 0; k < moments.size(); k++) {
                double gap = GradientNoise.distance(moments.get(k).mean(), exact.get(k));
                double rounding = 1e-12 * (1 + GradientNoise.distance(exact.get(k), new double[exact.get(k).length]));
                double error = standardError(k);
                worst = Math.max(worst, (gap - bias - rounding) / Math.max(error, Double.MIN_NORMAL));
            }
            return worst;
        }

        /** The largest distance of a mean to the exact gradient. */
        double distance() {
            double largest = 0;
            for (int k = 0; k < moments.size(); k++) {
                largest =
                        Math.max(largest, GradientNoise.distance(moments.get(k).mean(), exact.get(k)));
            }
            return largest;
        }

        /** The largest estimated variance of one sample over the declared one; NaN where none is declared. */
        double variance() {
            OptionalDouble declaredPhi = noise.variancePhi(phi, lambda);
            OptionalDouble declaredLambda = noise.varianceLambda(phi, lambda);
            if (declaredPhi.isEmpty() || declaredLambda.isEmpty()) {
                return Double.NaN;
            }
            double worst = 0;
            for (int k = 0; k < moments.size(); k++) {
                double declared = k % 2 == 0 ? declaredPhi.getAsDouble() : declaredLambda.getAsDouble();
                double measured = moments.get(k).totalVariance() * BATCH;
                worst = Math.max(worst, measured == 0 ? 0 : measured / declared);
            }
            return worst;
        }

        /** The largest bias that would pass unseen, over the four gradients. */
        double visible() {
            double largest = 0;
            for (int k = 0; k < moments.size(); k++) {
                largest = Math.max(largest, ERRORS * standardError(k));
            }
            return largest;
        }

        private double standardError(int k) {
            return Math.sqrt(moments.get(k).totalVariance() / REPETITIONS);
        }
    }

    private static double distance(double[] x, double[] y) {
        double squared = 0;
        for (int i = 0; i < x.length; i++) {
            squared += (x[i] - y[i]) * (x[i] - y[i]);
        }
        return Math.sqrt(squared);
    }

    @Override
    public Finding judge(CellResult result) {
        double excess = max(result.series("excess"));
        double variance = max(result.series("variance"));
        boolean holds = excess <= ERRORS && !(variance > VARIANCE_EXCESS);
        return new Finding(
                bias,
                max(result.series("distance")),
                new double[0],
                holds,
                String.format(
                        Locale.ROOT,
                        "the worst mean is %.2f standard errors beyond a bias of %.3g (%.0f allowed; a further bias of %.3g"
                                + " would show)%s; %s",
                        excess,
                        bias,
                        ERRORS,
                        2 * max(result.series("visible")),
                        Double.isNaN(variance)
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        ", the variance %.3f of the declared one (%.2f allowed)",
                                        variance,
                                        VARIANCE_EXCESS),
                        sampling));
    }

    /** NaN only if the first is. */
    private static double max(double[] values) {
        double largest = values[0];
        for (double value : values) {
            largest = Math.max(largest, value);
        }
        return largest;
    }
}
