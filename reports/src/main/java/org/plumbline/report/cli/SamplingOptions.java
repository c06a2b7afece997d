package org.plumbline.report.cli;

import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.FiniteSum;
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.lqr.LqrRewardDesignProblem;
import org.plumbline.random.SeedTree;
import picocli.CommandLine.Option;

/** The options that say what a method sees of a problem: exact answers where none is given. */
final class SamplingOptions {
    private static final String EXACT = "exact";

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
            description = "Policy gradients from trajectories of H steps, for lqr-reward-design.")
    private Integer horizon;

    @Option(
            names = "--estimator",
            paramLabel = "NAME",
            description = "How --trajectories become gradients: " + EstimatorName.NAMES + " (default: "
                    + EstimatorName.DEFAULT + ").")
    private String estimator;

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
        if (!(problem instanceof LqrRewardDesignProblem regulator)) {
            throw new RefusedException("--trajectories (" + steps + ") must go with a problem of the family"
                    + " lqr-reward-design, and " + problem.id() + " is none. Maybe use --noise.");
        }
        if (steps < 1) {
            throw new RefusedException("--trajectories (" + steps + ") must be at least 1. Maybe use 40.");
        }
        String name = estimator == null ? EstimatorName.DEFAULT : estimator;
        return new Sampling(
                regulator.trajectories(steps, EstimatorName.parse(name)),
                "trajectories of " + steps + " steps" + (estimator == null ? "" : ", " + name));
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
