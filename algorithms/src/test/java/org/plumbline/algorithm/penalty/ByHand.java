package org.plumbline.algorithm.penalty;

import org.plumbline.algorithm.FirstOrderAlgorithm;
import org.plumbline.algorithm.Stepper;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.Start;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.UpperLoss;
import org.plumbline.problem.quadratic.QuadraticProblem;
import org.plumbline.random.RandomStream;

/**
 * A problem small enough for pencil and paper: \(g = (\lambda-\varphi)^2\) and \(f = \tfrac12(\lambda-3)^2 +
 * \tfrac12\varphi^2\), so \(g_\lambda = 2(\lambda-\varphi) = -g_\varphi\), \(f_\lambda = \lambda-3\), \(f_\varphi =
 * \varphi\), from \(\varphi = 1\), \(\lambda = 0\).
 */
final class ByHand {
    private static final BilevelProblem PROBLEM = new QuadraticProblem(
            "quadratic/by-hand",
            new double[][] {{2}},
            new double[][] {{1}},
            new UpperLoss(new double[] {3}, new double[] {1}, OuterTerms.centred(1, new double[] {0})));

    private ByHand() {}

    /** Without noise. */
    static Stepper start(FirstOrderAlgorithm method) {
        return method.start(
                PROBLEM.oracles(NoiseModel.NONE).firstOrder(new Ledger()),
                new Start(new double[] {1}, new double[] {0}),
                new RandomStream(1));
    }
}
