package org.plumbline.theory.claim.rate;

import org.plumbline.algorithm.penalty.Coupling;
import org.plumbline.algorithm.penalty.PenaltySchedule;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.quadratic.QuadraticFamily;
import org.plumbline.random.SeedTree;

/**
 * On what the exponents of σ, T and K are shown to be needed: where next to nothing but the term in question is left of the error.
 *
 * <p>The penalty's term is seen on the sine composite of RATE-1 with a thousand times its samples, half its σ and four times its
 * iterations. The others need no noise: on random quadratics a run without noise is deterministic, and instances take the place of
 * seeds. There σ is so small that the penalty does not show, T is 400 at the largest target, and H has the eigenvalues 1, 2, 4, 8 in
 * random directions, so that with τ = 0.1 a squared distance to the solution shrinks by a factor of at most
 * \(q = (1-\tau)^2\) a step, and in the end by just that.
 */
final class Ensembles {
    static final RateGrid SINE_GRID = new RateGrid(1.0 / 32, 4, 10, 6, 20);

    /** From 8 inner steps on. */
    static final RateGrid SHORT_CHAINS = new RateGrid(1.0 / 2, 4, 10, 6, 20);

    /**
     * From 48 inner steps on: of the squared error of cold chains the smallest curvature makes all but a share of about 1e-5, and
     * the first iterations of warm ones do not depend on K any more.
     */
    static final RateGrid LONG_CHAINS = new RateGrid(1.0 / 64, 4, 10, 6, 20);

    private static final double STEP = 0.1;

    /** q of the quadratics. */
    static final double CONTRACTION = (1 - STEP) * (1 - STEP);

    /** Inner steps that a halving of ε adds; with \(8\ln(1/q)/\ln 2 = 2.4\) above the threshold 2. */
    private static final int STEPS_A_HALVING = 8;

    /** More than the outer loop needs to come to rest. */
    private static final double ITERATIONS = 400;

    private Ensembles() {}

    /** \(c_K\) for which a halving of ε adds a whole number of inner steps, so that K is not rounded. */
    static double innerFactor(int stepsAHalving) {
        return stepsAHalving / Math.log(2);
    }

    /** \(c_K\ln(1/q)\), of which the threshold is 2. */
    static double innerExponent(int stepsAHalving) {
        return -innerFactor(stepsAHalving) * Math.log(CONTRACTION);
    }

    static Ensemble sine() {
        RateInstance loud = RateInstances.sine();
        PenaltySchedule schedule = loud.schedule();
        return Ensemble.runsOn(loud.with(new PenaltySchedule(
                schedule.cSigma() / 2,
                1000 * schedule.cBatch(),
                schedule.batchExponent(),
                schedule.cInner(),
                schedule.innerOffset(),
                4 * schedule.cOuter(),
                schedule.lowerStep(),
                schedule.outerStep())));
    }

    /** {@code largest}: the target at which T is 400. */
    static Ensemble quadratics(double largest) {
        PenaltySchedule schedule = new PenaltySchedule(
                0.01,
                1,
                PenaltySchedule.THEOREM_BATCH_EXPONENT,
                innerFactor(STEPS_A_HALVING),
                0,
                ITERATIONS * largest,
                STEP,
                0.1);
        RateInstance any = quadratic("any", schedule, SeedTree.of(0));
        return Ensemble.instances(
                "runs on random quadratics (d = 4, p = 2, condition 8) without noise; schedule: " + any.laws(),
                (seeds, index) -> quadratic("exponents-" + index, schedule, seeds.child("quadratic", index)));
    }

    private static RateInstance quadratic(String name, PenaltySchedule schedule, SeedTree seeds) {
        BilevelProblem problem = QuadraticFamily.random("quadratic/" + name, 4, 2, 8, seeds.stream());
        return new RateInstance(
                problem,
                "exact gradients",
                epsilon -> problem.oracles(NoiseModel.NONE),
                schedule,
                Coupling.NONE,
                NoiseModel.NONE,
                epsilon -> 0);
    }
}
