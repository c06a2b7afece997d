package org.plumbline.algorithm.penalty;

import org.plumbline.algorithm.FirstOrderAlgorithm;
import org.plumbline.algorithm.Stepper;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.Start;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.UpperLoss;
import org.plumbline.problem.quadratic.QuadraticProblem;
import org.plumbline.random.RandomStream;

/**
 * A problem for steps by hand: g = ½(λ−φ)² and f = ½(λ−1)² + ½φ² with scalars, so that g_φ = φ−λ, g_λ = λ−φ, f_φ = φ,
 * f_λ = λ−1. Then λ* = φ, ∇Φ = 2φ−1, λ_σ = (φ+σ)/(1+σ), ∇Φ_σ = φ + (φ−1)/(1+σ), which vanishes at φ = 1/(2+σ).
 */
final class HandQuadratic {
    static final QuadraticProblem PROBLEM = new QuadraticProblem(
            "quadratic/by-hand",
            new double[][] {{1}},
            new double[][] {{1}},
            new UpperLoss(new double[] {1}, new double[] {1}, OuterTerms.centred(1, new double[] {0})));

    private HandQuadratic() {}

    /** Exact gradients, both chains from one point, the given number of steps. */
    static Stepper after(long steps, FirstOrderAlgorithm method, double phi, double lambda) {
        Stepper stepper = method.start(
                PROBLEM.oracles(NoiseModel.NONE).firstOrder(new Ledger()),
                new Start(new double[] {phi}, new double[] {lambda}),
                new RandomStream(1));
        for (long t = 0; t < steps; t++) {
            stepper.step();
        }
        return stepper;
    }
}
