package org.plumbline.problem.mdp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
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

    private static final List<QFunctionEstimator> ESTIMATORS = List.of(
            new MonteCarloReturns(false),
            new MonteCarloReturns(true),
            new LeastSquaresCritic(Features.COMPLETE),
            new TemporalDifferenceCritic(1, 200));

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
        for (QFunctionEstimator estimator : ESTIMATORS) {
            FirstOrderOracle oracle = problem.trajectories(HORIZON, estimator, PathSharing.COMMON_NUMBERS)
                    .firstOrder(new Ledger());
            int repetitions = 200;
            double[][] estimates = new double[repetitions][];
            for (int i = 0; i < repetitions; i++) {
                estimates[i] = gradients(oracle, oracle.draw(400, stream), lambda);
            }
            requireMean(lambda, estimates, estimator);
        }
    }

    private void requireMean(double[] at, double[][] estimates, QFunctionEstimator estimator) {
        double[] exact = gradients(problem.oracles(NoiseModel.NONE).firstOrder(new Ledger()), new Batch(1, stream), at);
        for (int j = 0; j < 28; j++) {
            SummaryStatistics values = new SummaryStatistics();
            for (double[] estimate : estimates) {
                values.addValue(estimate[j]);
            }
            double error = values.getStandardDeviation() / Math.sqrt(estimates.length);
            assertEquals(exact[j], values.getMean(), 4.5 * error + 1e-9, estimator + " at " + j);
        }
    }

    /**
     * Seed 32. The same at the second policy of a batch, for trajectories that are weighted there: 4 × 28 numbers within 4.5
     * standard errors, a false alarm of 8e-4 in all. Logits move by 0.15 or so, at which the ratio of sixty steps is of order
     * one, and an answer without it is off by many errors, as the second half sees.
     */
    @Test
    void estimatesAtASecondPolicyAreRightInTheMean() {
        double[] first = lambda.clone();
        for (int j = 0; j < first.length; j++) {
            first[j] += 0.15 * stream.gaussian();
        }
        for (QFunctionEstimator estimator : ESTIMATORS) {
            FirstOrderOracle oracle = problem.trajectories(HORIZON, estimator, PathSharing.REWEIGHTED)
                    .firstOrder(new Ledger());
            double[][] estimates = new double[200][];
            double[][] unweighted = new double[200][];
            for (int i = 0; i < estimates.length; i++) {
                Batch batch = oracle.draw(400, stream);
                unweighted[i] = gradients(oracle, batch, first);
                estimates[i] = gradients(oracle, batch, lambda);
            }
            requireMean(first, unweighted, estimator);
            requireMean(lambda, estimates, estimator);
            assertThrows(AssertionError.class, () -> requireMean(lambda, unweighted, estimator));
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

    /** As recursive momentum asks: one batch at two points, first for g and then for f. */
    @Test
    void oneBatchAtTwoPointsInTurnIsChargedAtEachOnce() {
        for (PathSharing sharing : PathSharing.values()) {
            Ledger ledger = new Ledger();
            FirstOrderOracle oracle = problem.trajectories(HORIZON, new LeastSquaresCritic(Features.COMPLETE), sharing)
                    .firstOrder(ledger);
            Batch batch = oracle.draw(50, stream);
            double[] other = lambda.clone();
            other[0] += 0.1;
            double[] unused = new double[2];
            double[] gradient = new double[12];
            double[] again = new double[12];
            oracle.lower(batch, phi, lambda, unused, gradient);
            oracle.lower(batch, phi, other, unused, gradient);
            oracle.upper(batch, phi, lambda, unused, gradient);
            oracle.upper(batch, phi, other, unused, gradient);
            assertEquals(
                    sharing == PathSharing.REWEIGHTED ? 50 : 100,
                    ledger.counts().of(Draw.TRAJECTORY));
            assertEquals(2, ledger.counts().of(Draw.LINEAR_SOLVE));
            FirstOrderOracle fresh = problem.trajectories(HORIZON, new LeastSquaresCritic(Features.COMPLETE), sharing)
                    .firstOrder(new Ledger());
            fresh.lower(batch, phi, lambda, unused, again);
            fresh.upper(batch, phi, other, unused, again);
            assertArrayEquals(gradient, again);
        }
    }

    /** Whatever other batches are asked for in between, and however many. */
    @Test
    void aBatchKeepsThePolicyThatDrewIt() {
        Ledger ledger = new Ledger();
        FirstOrderOracle oracle = problem.trajectories(HORIZON, new MonteCarloReturns(false), PathSharing.REWEIGHTED)
                .firstOrder(ledger);
        double[] other = lambda.clone();
        other[0] += 0.1;
        Batch batch = oracle.draw(50, stream);
        gradients(oracle, batch, lambda);
        double[] direct = gradients(oracle, batch, other);
        for (int i = 0; i < 9; i++) {
            gradients(oracle, oracle.draw(50, stream), other);
        }
        assertArrayEquals(direct, gradients(oracle, batch, other));
        assertEquals(500, ledger.counts().of(Draw.TRAJECTORY));
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

    /**
     * Seed 32. Products within 4.5 standard errors of the exact ones, for both sharings: 28 numbers, a false alarm of 2e-4 in
     * all. Of one batch at one policy they cost its trajectories once, with the gradients.
     */
    @Test
    void productsAreRightInTheMeanAndShareTheTrajectories() {
        double[] vector = problem.sampleLower(phi, stream);
        double[] nearby = lambda.clone();
        nearby[0] += 0.1;
        double[] exact = products(
                problem.oracles(NoiseModel.NONE).secondOrder(new Ledger()).orElseThrow(), new Batch(1, stream), vector);
        for (PathSharing sharing : PathSharing.values()) {
            Ledger ledger = new Ledger();
            SecondOrderOracle oracle = problem.trajectories(HORIZON, new MonteCarloReturns(true), sharing)
                    .secondOrder(ledger)
                    .orElseThrow();
            SummaryStatistics[] values = new SummaryStatistics[14];
            Arrays.setAll(values, j -> new SummaryStatistics());
            for (int i = 0; i < 100; i++) {
                Batch batch = oracle.draw(400, stream);
                gradients(oracle, batch, nearby);
                double[] estimate = products(oracle, batch, vector);
                for (int j = 0; j < 14; j++) {
                    values[j].addValue(estimate[j]);
                }
            }
            for (int j = 0; j < 14; j++) {
                double error = values[j].getStandardDeviation() / 10;
                assertEquals(exact[j], values[j].getMean(), 4.5 * error, sharing + " at " + j);
            }
            assertEquals(
                    sharing == PathSharing.REWEIGHTED ? 40_000 : 80_000,
                    ledger.counts().samples());
        }
    }

    /** g_λλ v, then g_φλ v. */
    private double[] products(SecondOrderOracle oracle, Batch batch, double[] vector) {
        double[] hessian = new double[12];
        double[] cross = new double[2];
        oracle.hessianVector(batch, phi, lambda, vector, hessian);
        oracle.jacobianVector(batch, phi, lambda, vector, cross);
        double[] all = Arrays.copyOf(hessian, 14);
        System.arraycopy(cross, 0, all, 12, 2);
        return all;
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
