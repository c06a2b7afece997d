package org.plumbline.theory.panel;

import java.util.List;
import org.plumbline.algorithm.Law;
import org.plumbline.algorithm.OracleSpy;
import org.plumbline.algorithm.Role;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.Oracles;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.UpperLoss;
import org.plumbline.problem.quadratic.QuadraticProblem;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Settings;

/** Where puppets play: g = ½(λ−φ)² and f = ½(λ−1)² + ½φ² with scalars, so that ∇Φ = 2φ − 1. */
final class Stage {
    static final QuadraticProblem PROBLEM = new QuadraticProblem(
            "quadratic/stage",
            new double[][] {{1}},
            new double[][] {{1}},
            new UpperLoss(new double[] {1}, new double[] {1}, OuterTerms.centred(1, new double[] {0})));

    static final Settings SETTINGS = new Settings(Profile.QUICK, 7);

    /** ε₀ = 1/2; powers of two, so that targets are exact. */
    static final double LARGEST = 0.5;

    /** 1/L, different from 1 so that a forgotten unit shows. */
    static final double INVERSE_L = 0.25;

    private Stage() {}

    static Arena arena(Oracles oracles) {
        return new Arena("stage", PROBLEM, "exact", oracles, INVERSE_L, LARGEST);
    }

    static Arena arena() {
        return arena(PROBLEM.oracles(NoiseModel.NONE));
    }

    static OracleSpy spy() {
        return new OracleSpy(PROBLEM.oracles(NoiseModel.NONE));
    }

    /** 'target' is ε itself, which a script may look at; a true method never learns it. */
    static List<Law> laws() {
        return List.of(
                Law.power("sigma", "cSigma", Role.PENALTY, 0.5),
                Law.power("batch", "cN", Role.BATCH, -1),
                Law.constant("outerStep", Role.OUTER_STEP),
                Law.fixed("target", "cTarget", 1, 1),
                Law.iterations(-1));
    }
}
