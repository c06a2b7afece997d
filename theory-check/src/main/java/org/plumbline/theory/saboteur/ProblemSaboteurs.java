package org.plumbline.theory.saboteur;

import java.util.List;
import org.plumbline.oracle.Constants;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.ProblemText;
import org.plumbline.problem.Problems;

/** Instances that are not what they declare, and closed forms that are wrong. */
final class ProblemSaboteurs {
    private ProblemSaboteurs() {}

    static List<Saboteur> all() {
        BilevelProblem regulator = Problems.named("lqr-reward-design/claims");
        return List.of(
                new Saboteur(
                        "upper-derivative-halved",
                        "∂f/∂φ lacks the factor 2 of a square.",
                        List.of(
                                Traps.gradients(
                                        Traps.quadratic(),
                                        with(
                                                Traps.quadratic(),
                                                BrokenFunctions.halvedUpperDerivative(functions(Traps.quadratic())))),
                                Traps.penaltyBias(
                                        Traps.quadratic(),
                                        with(
                                                Traps.quadratic(),
                                                BrokenFunctions.halvedUpperDerivative(functions(Traps.quadratic())))))),
                new Saboteur(
                        "lower-derivative-reversed",
                        "∂g/∂φ has the other sign.",
                        List.of(Traps.gradients(
                                Traps.quadratic(),
                                with(
                                        Traps.quadratic(),
                                        BrokenFunctions.reversedLowerDerivative(functions(Traps.quadratic())))))),
                new Saboteur(
                        "discount-wrong",
                        "The hypergradient of a regulator is that of another discount: " + OTHER + " times its own.",
                        List.of(Traps.gradients(regulator, discountedOtherwise(regulator)))),
                new Saboteur(
                        "not-pl",
                        "A lower loss with a plateau at g = 1, where it is stationary and not minimal, is labelled PL.",
                        List.of(
                                Traps.pl(with(Traps.quadratic(), new Plateau(functions(Traps.quadratic())))),
                                Traps.gradients(
                                        Traps.quadratic(),
                                        with(Traps.quadratic(), new Plateau(functions(Traps.quadratic())))))),
                new Saboteur(
                        "smoothness-understated",
                        "The declared L is half of the true one, so that a step of 1/L is 2/L.",
                        List.of(Traps.oneStep(
                                BrokenProblem.of(Traps.isotropic()).declaring(Constants.L, 0.5)))),
                new Saboteur(
                        "modulus-overstated",
                        "The declared μ is a quarter above the true one.",
                        List.of(
                                Traps.gradients(
                                        Traps.quadratic(),
                                        BrokenProblem.of(Traps.quadratic()).declaring(Constants.MU, 1.25)),
                                Traps.pl(BrokenProblem.of(Traps.quadratic()).declaring(Constants.MU, 1.25)))));
    }

    /** Of the discount. */
    static final double OTHER = 0.95;

    private static BilevelFunctions functions(BilevelProblem problem) {
        return problem.truth().functions();
    }

    private static BilevelProblem with(BilevelProblem sound, BilevelFunctions functions) {
        return BrokenProblem.of(sound).withTruth(BrokenTruth.with(sound.truth(), functions));
    }

    static BilevelProblem discountedOtherwise(BilevelProblem sound) {
        GroundTruth truth = sound.truth();
        GroundTruth other = discounted(sound).truth();
        return BrokenProblem.of(sound).withTruth(new BrokenTruth(truth, truth.functions(), other::hypergradient));
    }

    /** The same data with another γ. */
    private static BilevelProblem discounted(BilevelProblem sound) {
        double gamma = ((Number) sound.data().get("gamma")).doubleValue();
        String text = ProblemText.of(sound);
        return Problems.parse(text.replace("gamma: " + gamma, "gamma: " + OTHER * gamma), "discounted-otherwise");
    }
}
