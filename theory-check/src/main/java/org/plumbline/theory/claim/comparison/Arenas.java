package org.plumbline.theory.claim.comparison;

import java.util.List;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.theory.panel.Arena;

/** The instances on which methods are compared, with their law of sampling and their largest target. */
final class Arenas {
    /** Additive and multiplicative: what is coupled must not cancel exactly. */
    static final GaussianNoise NOISE = new GaussianNoise(0.25, 0.25);

    private Arenas() {}

    /** Strongly convex: the theorems of all methods cover it. */
    static Arena quadratic() {
        return noisy("quadratic", 0.25);
    }

    /** Nonconvex and PL, with a nonsingular Hessian at the minimiser. */
    static Arena sine() {
        return noisy("sine-composite", 0.25);
    }

    /** Nonconvex and PL, condition number 46. */
    static Arena karimi() {
        return noisy("karimi", 0.25);
    }

    /**
     * Linear-quadratic regulator with noisy gradients. L is declared for a large sublevel set; where the runs go, inner steps of
     * 0.12 are stable (RATE-1 uses them), so 0.2 is the unit.
     */
    static Arena regulator() {
        BilevelProblem problem = Problems.named("lqr-reward-design/claims");
        return new Arena("lqr-reward-design", problem, sampling(), problem.oracles(NOISE), 0.2, 1.0 / 16);
    }

    static List<Arena> all() {
        return List.of(quadratic(), sine(), karimi(), regulator());
    }

    private static Arena noisy(String family, double largest) {
        BilevelProblem problem = Problems.named(family + "/claims");
        return new Arena(
                family,
                problem,
                sampling(),
                problem.oracles(NOISE),
                1 / problem.constants().require(Constants.L),
                largest);
    }

    private static String sampling() {
        return "additive (s = " + NOISE.additive() + ") and multiplicative (m = " + NOISE.multiplicative()
                + ") Gaussian noise, the mean of n samples drawn in one shot from its exact law, n counted";
    }
}
