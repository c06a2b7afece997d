package org.plumbline.theory.claim.rate;

import org.plumbline.algorithm.penalty.Coupling;
import org.plumbline.algorithm.penalty.PenaltySchedule;
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;

/**
 * The instances of the rate claims with their schedules' constants.
 *
 * <p><strong>Calibration.</strong> The constants were chosen before any verdict, on the calibration branch of the seed
 * tree, so that penalty, noise and transient are of one order at the largest target; the report prints the shares and
 * the noise that this rests on.
 */
final class RateInstances {
    static final RateGrid SINE_GRID = new RateGrid(1.0 / 8, 6, 40, 8, 80);

    private RateInstances() {}

    /** Noise with an additive and a multiplicative part; steps below 1/L of the instance. */
    static RateInstance sine() {
        BilevelProblem problem = Problems.named("sine-composite/claims");
        GaussianNoise noise = new GaussianNoise(1, 0.5);
        PenaltySchedule schedule = new PenaltySchedule(1, 3, PenaltySchedule.THEOREM_BATCH_EXPONENT, 4, 0, 5, 0.2, 0.1);
        return new RateInstance(problem, noise.toString(), epsilon -> problem.oracles(noise), schedule, Coupling.NONE);
    }
}
