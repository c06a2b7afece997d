package org.plumbline.problem.mdp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.ModelOracle;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.oracle.TabularOracle;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.sampling.LeastSquaresCritic;
import org.plumbline.sampling.LeastSquaresCritic.Features;
import org.plumbline.sampling.MonteCarloReturns;
import org.plumbline.sampling.PathSharing;
import org.plumbline.sampling.QFunctionEstimator;
import org.plumbline.sampling.TemporalDifferenceCritic;

class SampledAgentTest {
    private static final int HORIZON = 60;

    private final SoftMdpProblem problem =
            (SoftMdpProblem) new SoftMdpFamily().catalogue().get(0);
    private final RandomStream stream = SeedTree.of(32).stream();
    private final double[] phi = problem.box().sample(stream);
    private final double[] lambda = problem.sampleLower(phi, stream);

    /**
     * Seed 32. Every component of the mean of 200 estimates lies within 4.5 standard errors of the exact gradient: 28 numbers
     * for each of four estimators, each with a false alarm of 1e-5, 8e-4 in all. What H = 60 cuts off is 1e-6 of the whole,
     * and the O(1/n) bias of ratios, at n = 400, is a tenth of a standard error of the mean or less.
     */
    @Test
    void estimatesOfBothLossesAreRightInTheMean() {
        for (QFunctionEstimator estimator : List.of(
                new MonteCarloReturns(false),
                new MonteCarloReturns(true),
                new LeastSquaresCritic(Features.COMPLETE),
                new TemporalDifferenceCritic(1, 200))) {
            FirstOrderOracle oracle = problem.trajectories(HORIZON, estimator, PathSharing.COMMON_NUMBERS)
                    .firstOrder(new Ledger());
            int repetitions = 200;
            double[][] sums = new double[2][28];
            for (int i = 0; i < repetitions; i++) {
                double[] estimate = gradients(oracle, oracle.draw(400, stream), lambda);
                for (int j = 0; j < 28; j++) {
                    sums[0][j] += estimate[j] / repetitions;
                    sums[1][j] += estimate[j] * estimate[j] / repetitions;
                }
            }
            double[] exact =
                    gradients(problem.oracles(NoiseModel.NONE).firstOrder(new Ledger()), new Batch(1, stream), lambda);
            for (int j = 0; j < 28; j++) {
                double error = Math.sqrt(Math.max(0, sums[1][j] - sums[0][j] * sums[0][j]) / (repetitions - 1));
                assertEquals(exact[j], sums[0][j], 4.5 * error + 1e-9, estimator + " at " + j);
            }
        }
    }

    /** g in φ, g in λ, f in φ, f in λ. */
    private double[] gradients(FirstOrderOracle oracle, Batch batch, double[] at) {
        double[] all = new double[28];
        double[] gradPhi = new double[2];
        double[] gradLambda = new double[12];
        oracle.lower(batch, phi, at, gradPhi, gradLambda);
        System.arraycopy(gradPhi, 0, all, 0, 2);
        System.arraycopy(gradLambda, 0, all, 2, 12);
        oracle.upper(batch, phi, at, gradPhi, gradLambda);
        System.arraycopy(gradPhi, 0, all, 14, 2);
        System.arraycopy(gradLambda, 0, all, 16, 12);
        return all;
    }

    @Test
    void sharedTrajectoriesAreChargedOnce() {
        for (PathSharing sharing : PathSharing.values()) {
            Ledger ledger = new Ledger();
            FirstOrderOracle oracle = problem.trajectories(HORIZON, new MonteCarloReturns(true), sharing)
                    .firstOrder(ledger);
            Batch batch = oracle.draw(50, stream);
            gradients(oracle, batch, lambda);
            assertEquals(50, ledger.counts().of(Draw.TRAJECTORY));
            double[] other = lambda.clone();
            other[0] += 0.1;
            gradients(oracle, batch, other);
            int policies = sharing == PathSharing.REWEIGHTED ? 1 : 2;
            assertEquals(50L * policies, ledger.counts().of(Draw.TRAJECTORY));
            assertEquals(50L * policies * HORIZON, ledger.counts().of(Draw.TRANSITION));
        }
    }

    /** A batch is weighted only for policies after its first one; a fresh batch is drawn from the policy it is asked at. */
    @Test
    void firstPolicyOfABatchIsNotReweighted() {
        Batch batch = new Batch(20, stream);
        double[][] answers = new double[2][];
        for (PathSharing sharing : PathSharing.values()) {
            answers[sharing.ordinal()] = gradients(
                    problem.trajectories(HORIZON, new MonteCarloReturns(false), sharing)
                            .firstOrder(new Ledger()),
                    batch,
                    lambda);
        }
        assertArrayEquals(answers[0], answers[1]);
    }

    @Test
    void noViewLeadsToWhatItDoesNotDeclare() {
        TabularOracle tabular =
                problem.oracles(NoiseModel.NONE).tabular(new Ledger()).orElseThrow();
        ModelOracle model = problem.oracles(NoiseModel.NONE).model(new Ledger()).orElseThrow();
        assertFalse(tabular instanceof ModelOracle);
        assertFalse(tabular instanceof SecondOrderOracle);
        assertFalse(model instanceof SecondOrderOracle);
        assertArrayEquals(problem.rewards().at(phi), tabular.agentReward(phi));
        assertArrayEquals(problem.rewards().feature(1), tabular.agentRewardDerivative(phi, 1));
        assertEquals(problem.mdp().probability(1, 2, 3), model.transitions()[(1 * 3 + 2) * 4 + 3]);
        assertTrue(problem.oracles(NoiseModel.NONE).secondOrder(new Ledger()).isPresent());
    }
}
