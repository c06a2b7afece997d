package org.plumbline.theory.claim.variance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.SampledProblem;
import org.plumbline.sampling.MonteCarloReturns;
import org.plumbline.sampling.PathSharing;
import org.plumbline.theory.assumption.GradientNoise;
import org.plumbline.theory.claim.variance.HypergradientNoise.Redrawn;

/**
 * A law of sampling, and what it predicts of the variance of the hypergradient estimate.
 *
 * @param words part of the cells' keys
 * @param oracles makes the oracles
 * @param additive the same with noise that does not depend on λ, from which nothing can be learnt about coupling; empty where
 *     there is no such thing
 * @param certificate of the same samples, where all gradients are right in the mean and not only those in φ that are used here
 * @param law the law whose variance is known in closed form
 * @param coupledSlope the predicted slope of ln variance against ln σ with one batch at both points
 * @param firstPower the largest σ is 2 to minus this; the others are its halvings
 * @param batches the grid in n
 * @param fixedBatch n where σ varies and batches are coupled
 */
record Sampling(
        String words,
        Supplier<Oracles> oracles,
        Optional<Supplier<Oracles>> additive,
        GradientNoise certificate,
        Optional<GaussianNoise> law,
        double coupledSlope,
        int firstPower,
        List<Double> batches,
        long fixedBatch) {
    static final int GROUPS = 10;
    static final double MARGIN = 0.1;
    private static final int SIGMAS = 5;
    private static final GaussianNoise NOISE = new GaussianNoise(1, 0.5);
    private static final GaussianNoise ADDITIVE = new GaussianNoise(1, 0);

    /** What a finite horizon may leave of the gradient: the horizons below cut off less than this on their instances. */
    private static final double TRUNCATED = 0.05;

    static Sampling gaussian(BilevelProblem problem) {
        return new Sampling(
                NOISE.toString(),
                () -> problem.oracles(NOISE),
                Optional.of(() -> problem.oracles(ADDITIVE)),
                GradientNoise.unbiased(problem, NOISE),
                Optional.of(NOISE),
                0,
                4,
                List.of(1.0, 4.0, 16.0, 64.0, 256.0),
                16);
    }

    /**
     * σ is so small that the policies of both chains differ by little over a whole trajectory. With common numbers what
     * differs are then few trajectories, and it takes many of them to know a variance. The gradient in φ does not depend
     * on a critic, so that there is none; what is certified are the same trajectories with returns.
     */
    static Sampling trajectories(SampledProblem problem, int horizon, PathSharing sharing, double coupledSlope) {
        String words = "trajectories of " + horizon + " steps, " + sharing;
        return new Sampling(
                words,
                () -> problem.trajectories(horizon, new VisitsAlone(), sharing),
                Optional.empty(),
                new GradientNoise(
                        problem,
                        words,
                        () -> problem.trajectories(horizon, new MonteCarloReturns(false), sharing),
                        TRUNCATED,
                        NoiseModel.NONE),
                Optional.empty(),
                coupledSlope,
                6,
                List.of(1.0, 4.0, 16.0, 64.0),
                64);
    }

    double[] sigmas() {
        return IntStream.range(firstPower, firstPower + SIGMAS)
                .mapToDouble(k -> Math.scalb(1.0, -k))
                .toArray();
    }

    /** In the middle of the grid in n, and the largest in σ. */
    double fixedSigma() {
        return sigmas()[0];
    }

    private double[] grid() {
        return batches.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Five slopes, and four variances where they are known. */
    double level() {
        return 1 - 0.05 / (law.isPresent() ? 9 : 5);
    }

    /** How well a variance is known is a matter of the number of batches; only rare differences take large ones. */
    double independentBatch() {
        return fixedBatch / 16.0;
    }

    double redrawnBatch() {
        return fixedBatch / 4.0;
    }

    List<Sweep> sweeps() {
        return List.of(
                new Sweep("independent, in n", false, Redrawn.ALWAYS, -1, grid(), fixedSigma(), oracles),
                new Sweep("independent, in σ", true, Redrawn.ALWAYS, -2, sigmas(), independentBatch(), oracles),
                new Sweep("coupled, in n", false, Redrawn.NEVER, -1, grid(), fixedSigma(), oracles),
                coupledInSigma());
    }

    Sweep coupledInSigma() {
        return new Sweep("coupled, in σ", true, Redrawn.NEVER, coupledSlope, sigmas(), fixedBatch, oracles);
    }

    /** A defect with samples of its own, which the coupled law must not survive. */
    Sweep redrawn() {
        return new Sweep(
                "coupled, one batch in eight redrawn, in σ",
                true,
                Redrawn.ONE_IN_EIGHT,
                coupledSlope,
                sigmas(),
                redrawnBatch(),
                oracles);
    }

    /** The same: under this noise the coupled difference cancels, whatever the code does with its batches. */
    Optional<Sweep> additiveOnly() {
        return additive.map(samples -> new Sweep(
                "coupled, noise without λ, in σ", true, Redrawn.NEVER, coupledSlope, sigmas(), fixedBatch, samples));
    }

    /** All that is sampled. */
    List<Sweep> all() {
        List<Sweep> all = new ArrayList<>(sweeps());
        all.add(redrawn());
        additiveOnly().ifPresent(all::add);
        return all;
    }

    /** One grid in n or in σ, the other fixed, coupled or not, and the predicted slope of ln variance. */
    @SuppressWarnings("ArrayRecordComponent") // made here, read there, never compared
    record Sweep(
            String name,
            boolean inSigma,
            Redrawn redrawn,
            double predicted,
            double[] grid,
            double fixed,
            Supplier<Oracles> oracles) {
        boolean coupled() {
            return redrawn == Redrawn.NEVER;
        }

        double sigma(int point) {
            return inSigma ? grid[point] : fixed;
        }

        double batch(int point) {
            return inSigma ? fixed : grid[point];
        }

        /** The predicted law through the first measured point. */
        double[] predictedFrom(double first) {
            return Arrays.stream(grid)
                    .map(x -> first * Math.pow(x / grid[0], predicted))
                    .toArray();
        }
    }
}
