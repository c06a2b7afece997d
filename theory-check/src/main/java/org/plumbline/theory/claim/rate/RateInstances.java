package org.plumbline.theory.claim.rate;

import org.plumbline.algorithm.penalty.Coupling;
import org.plumbline.algorithm.penalty.PenaltySchedule;
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.problem.SampledProblem;
import org.plumbline.problem.lqr.LqrRewardDesignProblem;
import org.plumbline.sampling.LeastSquaresCritic;
import org.plumbline.sampling.PathSharing;

/**
 * The instances of the rate claims with their schedules' constants.
 *
 * <p><strong>Calibration.</strong> The constants were chosen before any verdict, on the calibration branch of the seed
 * tree, so that penalty, noise and transient all show in the tail at the largest target; the report prints the shares,
 * there and where the fit begins, and the noise that this rests on. Shares can be negative, as errors are vectors and
 * cancel. The inner loop stays small at any K, because the chains start together and warm.
 */
public final class RateInstances {
    static final RateGrid SINE_GRID = new RateGrid(1.0 / 8, 6, 40, 8, 80);

    /**
     * Seeds in the quick profile of rates from trajectories. Their four targets do not decide, with ten seeds no more than with
     * five: they show there that the rows run, at half the price, and the full profile has the seeds that the rule asks for.
     */
    private static final int GLANCE = 5;

    /** Small targets cost as ε⁻³ trajectories: the quick profile has four, the full one reaches 1/16. */
    static final RateGrid LQR_GRID = new RateGrid(1, 4, GLANCE, 5, 20);

    /** \(c_H\): trajectories are cut where the missing part of the cost is this times ε of the whole. */
    private static final double TRUNCATION = 0.1;

    /**
     * Coupled batches of the regulator cost as ε⁻². The quick profile ends at 1/8, where the start-up still shows;
     * the full one decides from 1/4 to 1/32, with seeds for the controls' scatter.
     */
    static final RateGrid COUPLED_LQR_GRID = new RateGrid(1, 4, GLANCE, 6, 60);

    /** An exact gradient of this regulator solves two Lyapunov equations, so four targets in the quick profile. */
    static final RateGrid NOISY_LQR_GRID = new RateGrid(1.0 / 16, 4, 20, 6, 40);

    /** Coupled trajectories cost as ε⁻² to ε^(-5/2), in batches that begin with a few; the quick profile is too short to decide. */
    static final RateGrid COUPLED_AGENT_GRID = new RateGrid(1.0 / 16, 4, GLANCE, 5, 100);

    /** Independent ones cost as ε⁻³. */
    static final RateGrid AGENT_GRID = new RateGrid(1.0 / 4, 4, GLANCE, 5, 60);

    private static final GaussianNoise NOISE = new GaussianNoise(1, 0.5);

    /** The same for the agent, whose chains have the truncation in common: √ε would suffice. */
    private static final double TRUNCATION_OF_AGENT = 0.5;

    /** And for coupled batches of the regulator, so that few short trajectories at the largest target still fit a Q-function. */
    private static final double TRUNCATION_OF_SHARED = 0.25;

    /** γ of soft-mdp/claims: what a horizon cuts off is of order γ^H. */
    private static final double DISCOUNT_OF_AGENT = 0.8;

    private RateInstances() {}

    /** Noise with an additive and a multiplicative part; steps below 1/L of the instance. */
    static RateInstance sine() {
        BilevelProblem problem = Problems.named("sine-composite/claims");
        PenaltySchedule schedule = new PenaltySchedule(1, 3, PenaltySchedule.THEOREM_BATCH_EXPONENT, 4, 0, 5, 0.2, 0.1);
        return new RateInstance(
                problem,
                describe(NOISE),
                epsilon -> problem.oracles(NOISE),
                schedule,
                Coupling.NONE,
                NOISE,
                epsilon -> 0);
    }

    /**
     * The largest σ at which the theorem's schedule runs on the sine composite, \(c_\sigma\sqrt{\epsilon_{\max}}\): σ
     * falls with ε.
     *
     * @return the σ
     */
    public static double largestSigmaOnSine() {
        return sine().method(SINE_GRID.largest()).sigma();
    }

    /**
     * The theorem's schedule on the sine composite, as RATE-1 runs it.
     *
     * @return the schedule
     */
    public static PenaltySchedule scheduleOnSine() {
        return sine().schedule();
    }

    /**
     * The noise under which it does.
     *
     * @return the noise
     */
    public static NoiseModel noiseOnSine() {
        return NOISE;
    }

    static String describe(GaussianNoise noise) {
        return "additive (s = " + noise.additive() + ") and multiplicative (m = " + noise.multiplicative()
                + ") Gaussian noise, the mean of n samples drawn in one shot from its exact law, n counted";
    }

    /** Trajectories, LSTD-Q and the policy-gradient theorem; \(H = \lceil\ln(1/(c_H\epsilon))/\ln(1/r)\rceil\). */
    static RateInstance lqr() {
        LqrRewardDesignProblem problem = (LqrRewardDesignProblem) Problems.named("lqr-reward-design/claims");
        double decay = problem.constants().require(LqrRewardDesignProblem.DECAY);
        PenaltySchedule schedule =
                new PenaltySchedule(0.35, 40, PenaltySchedule.THEOREM_BATCH_EXPONENT, 1, 2, 5, 0.12, 0.3);
        return new RateInstance(
                problem,
                "n trajectories a gradient, LSTD-Q, policy-gradient theorem, horizon ln(1/(" + TRUNCATION + " ε))/ln(1/"
                        + decay + ")",
                epsilon -> problem.trajectories(horizon(TRUNCATION, epsilon, decay)),
                schedule,
                Coupling.NONE,
                NoiseModel.NONE,
                Math::sqrt);
    }

    /**
     * The same instance with n ∝ 1/ε, and the same starts, exploration and process noise in both chains. n is as small as
     * uncoupled chains bear, whose error is of order 1/(σ²n): with a third of it their runs leave for infinity. σ is so small
     * that the penalty bias hardly bends, and warm chains need one inner step at all targets of the grid.
     */
    static RateInstance coupledLqr() {
        LqrRewardDesignProblem problem = (LqrRewardDesignProblem) Problems.named("lqr-reward-design/claims");
        double decay = problem.constants().require(LqrRewardDesignProblem.DECAY);
        return new RateInstance(
                problem,
                "n trajectories a gradient, LSTD-Q, policy-gradient theorem, " + PathSharing.COMMON_NUMBERS
                        + ", horizon ln(1/(" + TRUNCATION_OF_SHARED + " ε))/ln(1/" + decay + ")",
                epsilon -> problem.trajectories(horizon(TRUNCATION_OF_SHARED, epsilon, decay)),
                new PenaltySchedule(0.35, 85, 1, 0.25, 0, 12, 0.12, 0.2),
                Coupling.FULL,
                NoiseModel.NONE,
                Math::sqrt);
    }

    /** Exact gradients of the same instance under Gaussian noise: what LQR gives without estimation from trajectories. */
    static RateInstance noisyLqr() {
        BilevelProblem problem = Problems.named("lqr-reward-design/claims");
        PenaltySchedule schedule =
                new PenaltySchedule(0.5, 24, PenaltySchedule.THEOREM_BATCH_EXPONENT, 1.5, 0, 5, 0.12, 0.4);
        return new RateInstance(
                problem,
                describe(NOISE),
                epsilon -> problem.oracles(NOISE),
                schedule,
                Coupling.NONE,
                NOISE,
                epsilon -> 0);
    }

    /** Independent trajectories of the agent of a finite process. */
    static RateInstance agent() {
        return agent(
                PathSharing.COMMON_NUMBERS,
                Coupling.NONE,
                new PenaltySchedule(0.35, 0.6, PenaltySchedule.THEOREM_BATCH_EXPONENT, 1, 3, 6, 1, 0.1));
    }

    /** The same, with what chains may share; eight trajectories a batch at the largest target, whatever the exponent. */
    static RateInstance coupledAgent(PathSharing sharing, double batchExponent) {
        return agent(
                sharing,
                Coupling.FULL,
                new PenaltySchedule(0.28, 0.5, 1, 1, 2, 2, 1, 0.1)
                        .withBatchExponent(batchExponent, COUPLED_AGENT_GRID.largest()));
    }

    private static RateInstance agent(PathSharing sharing, Coupling coupling, PenaltySchedule schedule) {
        SampledProblem problem = (SampledProblem) Problems.named("soft-mdp/claims");
        double decay = DISCOUNT_OF_AGENT;
        return new RateInstance(
                problem,
                "n trajectories a gradient, LSTD-Q, policy-gradient theorem, " + sharing + ", horizon ln(1/("
                        + TRUNCATION_OF_AGENT + " ε))/ln(1/" + decay + ")",
                epsilon -> problem.trajectories(
                        horizon(TRUNCATION_OF_AGENT, epsilon, decay),
                        new LeastSquaresCritic(LeastSquaresCritic.Features.COMPLETE),
                        sharing),
                schedule,
                coupling,
                NoiseModel.NONE,
                Math::sqrt);
    }

    private static int horizon(double truncation, double epsilon, double decay) {
        return (int) Math.ceil(Math.log(truncation * epsilon) / Math.log(decay));
    }
}
