package org.plumbline.benchmark;

import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.Stepper;
import org.plumbline.algorithm.hypergradient.ImplicitConjugateGradient;
import org.plumbline.algorithm.hypergradient.IterativeDifferentiation;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.Start;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.quadratic.QuadraticFamily;
import org.plumbline.random.RandomStream;

/**
 * Methods on the diagonal quadratic, at any dimension. Steps are small and batches large, so that no variable leaves the range
 * in which arithmetic is as fast as ever, however many iterations are made.
 */
public enum DiagonalStep {
    /** With Gaussian noise. */
    ALGORITHM_1,
    /** With exact gradients. */
    ALGORITHM_1_NOISE_FREE,
    /** Implicit differentiation with conjugate gradients, with noise. */
    AID_CG,
    /** Iterative differentiation, with noise. */
    ITD;

    static final int INNER_STEPS = 5;
    private static final double CONDITION = 10;
    private static final double SIGMA = 0.1;
    private static final long BATCH = 1_000_000;
    private static final double LOWER_STEP = 0.05;
    private static final double OUTER_STEP = 1e-3;

    private BilevelAlgorithm algorithm() {
        return switch (this) {
            case ALGORITHM_1, ALGORITHM_1_NOISE_FREE ->
                FirstOrderPenalty.exact(SIGMA, BATCH, INNER_STEPS, LOWER_STEP, OUTER_STEP);
            case AID_CG -> new ImplicitConjugateGradient(BATCH, INNER_STEPS, INNER_STEPS, LOWER_STEP, OUTER_STEP);
            case ITD -> new IterativeDifferentiation(BATCH, INNER_STEPS, LOWER_STEP, OUTER_STEP);
        };
    }

    /** A run that has not begun. */
    @FunctionalInterface
    interface Run {
        /** Begins it. */
        Stepper start();
    }

    Run prepare(int dimension, Ledger ledger) {
        BilevelProblem problem =
                QuadraticFamily.diagonal("diagonal", dimension, dimension, CONDITION, new RandomStream(20250317));
        NoiseModel noise = this == ALGORITHM_1_NOISE_FREE ? NoiseModel.NONE : new GaussianNoise(1, 0.5);
        Start start = problem.start();
        return () -> Started.of(algorithm(), problem.oracles(noise), start, ledger);
    }
}
