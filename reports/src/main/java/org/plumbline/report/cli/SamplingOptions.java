package org.plumbline.report.cli;

import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.FiniteSum;
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.SampledProblem;
import org.plumbline.random.SeedTree;
import org.plumbline.sampling.PathSharing;
import picocli.CommandLine.Option;

/** The options that say what a method sees of a problem: exact answers where none is given. */
final class SamplingOptions {
    private static final String EXACT = "exact";
    private static final String NUMBERS = "common-numbers";
    private static final String REWEIGHTED = "reweighted";

    @Option(
            names = "--noise",
            paramLabel = "s,m|exact",
            description = "Gaussian noise of every answer, additive s and multiplicative m (default: exact answers).")
    private String noise;

    @Option(
            names = "--terms",
            paramLabel = "n",
            description = "Finite sums of n terms each for g and f, n even, whose means are exactly g and f;"
                    + " --noise says how far the terms are from them.")
    private Integer terms;

    @Option(
            names = "--trajectories",
            paramLabel = "H",
            description = "Policy gradients from trajectories of H steps, for problems with an agent.")
    private Integer horizon;

    @Option(
            names = "--estimator",
            paramLabel = "NAME",
            description = "How --trajectories become gradients: " + EstimatorName.NAMES + " (default: "
                    + EstimatorName.DEFAULT + ").")
    private String estimator;

    @Option(
            names = "--sharing",
            paramLabel = "NAME",
            description = "What one batch of --trajectories has in common at several policies of a finite process:"
                    + " " + NUMBERS + " or " + REWEIGHTED + " (default: " + NUMBERS + ").")
    private String sharing;

    /**
     * What a method sees.
     *
     * @param oracles its access to the problem
     * @param words what that is
     */
    record Sampling(Oracles oracles, String words) {}

    /** Draws the terms of finite sums from a branch of their own. */
    Sampling of(BilevelProblem problem, SeedTree seeds) {
        if (horizon != null) {
            return trajectories(problem, horizon);
        }
        if (estimator != null) {
            throw new RefusedException("--estimator (" + estimator
                    + ") must go with --trajectories, which it makes gradients of. Maybe add --trajectories 40.");
        }
        if (sharing != null) {
            throw new RefusedException("--sharing (" + sharing
                    + ") must go with --trajectories, which are shared. Maybe add --trajectories 40.");
        }
        boolean exact = noise == null || noise.equals(EXACT);
        double[] levels = exact ? new double[2] : levels(noise);
        if (terms != null) {
            long seed = seeds.child("terms").seed();
            return new Sampling(
                    problem.oracles(new FiniteSum(terms, terms, levels[0], levels[1], seed)),
                    "finite sums of " + terms + " terms, additive " + levels[0] + ", multiplicative " + levels[1]);
        }
        return exact
                ? new Sampling(problem.oracles(NoiseModel.NONE), EXACT)
                : new Sampling(
                        problem.oracles(new GaussianNoise(levels[0], levels[1])),
                        "Gaussian, additive " + levels[0] + ", multiplicative " + levels[1]);
    }

    private Sampling trajectories(BilevelProblem problem, int steps) {
        if (noise != null || terms != null) {
            throw new RefusedException("--trajectories (" + steps
                    + ") must stand without --noise and --terms, as trajectories are noisy by themselves."
                    + " Maybe remove these.");
        }
        if (!(problem instanceof SampledProblem sampled)) {
            throw new RefusedException("--trajectories (" + steps + ") must go with a problem that has an agent:"
                    + " lqr-reward-design, soft-mdp or preference, and " + problem.id() + " is none."
                    + " Maybe use --noise.");
        }
        if (steps < 1) {
            throw new RefusedException("--trajectories (" + steps + ") must be at least 1. Maybe use 40.");
        }
        String name = estimator == null ? EstimatorName.DEFAULT : estimator;
        return new Sampling(
                sampled.trajectories(steps, EstimatorName.parse(name), sharing()),
                "trajectories of " + steps + " steps" + (estimator == null ? "" : ", " + name)
                        + (sharing == null ? "" : ", " + sharing));
    }

    private PathSharing sharing() {
        if (sharing == null || sharing.equals(NUMBERS)) {
            return PathSharing.COMMON_NUMBERS;
        }
        if (sharing.equals(REWEIGHTED)) {
            return PathSharing.REWEIGHTED;
        }
        throw new RefusedException("--sharing (" + sharing + ") must be " + NUMBERS + " or " + REWEIGHTED
                + ". Maybe use " + NUMBERS + ".");
    }

    private static double[] levels(String text) {
        double[] levels = NumberList.parse("--noise", text);
        if (levels.length != 2 || levels[0] < 0 || levels[1] < 0) {
            throw new RefusedException("--noise (" + text
                    + ") must be two numbers of at least 0, additive and multiplicative. Maybe write 0.1,0 or exact.");
        }
        return levels;
    }
}
