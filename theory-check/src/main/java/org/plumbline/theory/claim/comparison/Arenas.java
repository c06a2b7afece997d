package org.plumbline.theory.claim.comparison;

import java.util.List;
import org.plumbline.oracle.Constants;
import org.plumbline.oracle.FiniteSum;
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
import org.plumbline.theory.panel.Arena;

/** The instances on which methods are compared, with their law of sampling and their largest target. */
final class Arenas {
    /** Additive and multiplicative: what is coupled must not cancel exactly. */
    static final GaussianNoise NOISE = new GaussianNoise(0.25, 0.25);

    /** Below 1, as inner loops are logarithmic in it; and far below ‖∇Φ‖² at every start. */
    private static final double LARGEST = 0.5;

    private Arenas() {}

    /** Strongly convex, with H = 2I: the theorems of all methods cover it, and κ is not in the way of ε. */
    static Arena quadratic() {
        return noisy("quadratic", "isotropic");
    }

    /** Nonconvex and PL, with a nonsingular Hessian at the minimiser. */
    static Arena sine() {
        return noisy("sine-composite", "claims");
    }

    /** Nonconvex and PL, condition number 46. */
    static Arena karimi() {
        return noisy("karimi", "claims");
    }

    /**
     * Linear-quadratic regulator with noisy gradients. L is declared for a large sublevel set; where the runs go, inner steps of
     * 0.12 are stable (RATE-1 uses them), so 0.2 is the unit.
     */
    static Arena regulator() {
        BilevelProblem problem = Problems.named("lqr-reward-design/claims");
        return new Arena("lqr-reward-design", problem, sampling(), problem.oracles(NOISE), 0.2, LARGEST / 8);
    }

    /** The same quadratic as a sum of 32 lower and 16 upper terms with the same mean, for methods that ask for terms by index. */
    static Arena finiteSum() {
        BilevelProblem problem = Problems.named("quadratic/isotropic");
        FiniteSum terms = new FiniteSum(32, 16, NOISE.additive(), NOISE.multiplicative(), 1);
        return new Arena(
                "finite-sum",
                problem,
                terms.toString(),
                problem.oracles(terms),
                1 / problem.constants().require(Constants.L),
                LARGEST);
    }

    static List<Arena> all() {
        return List.of(quadratic(), sine(), karimi(), regulator());
    }

    private static Arena noisy(String family, String instance) {
        BilevelProblem problem = Problems.named(family + "/" + instance);
        return new Arena(
                family,
                problem,
                sampling(),
                problem.oracles(NOISE),
                1 / problem.constants().require(Constants.L),
                LARGEST);
    }

    private static String sampling() {
        return "additive (s = " + NOISE.additive() + ") and multiplicative (m = " + NOISE.multiplicative()
                + ") Gaussian noise, the mean of n samples drawn in one shot from its exact law, n counted";
    }
}
