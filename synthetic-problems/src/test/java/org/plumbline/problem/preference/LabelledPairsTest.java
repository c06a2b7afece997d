package org.plumbline.problem.preference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.sampling.LeastSquaresCritic;
import org.plumbline.sampling.LeastSquaresCritic.Features;
import org.plumbline.sampling.MonteCarloReturns;
import org.plumbline.sampling.PathSharing;

class LabelledPairsTest {
    private static final int REPETITIONS = 400;

    private final PreferenceProblem problem =
            (PreferenceProblem) new PreferenceFamily().catalogue().get(0);
    private final RandomStream stream = SeedTree.of(33).stream();
    private final double[] phi = problem.box().sample(stream);
    private final double[] lambda = problem.sampleLower(phi, stream);
    private final MonteCarloReturns returns = new MonteCarloReturns(true);

    private FirstOrderOracle oracle(PathSharing sharing, Ledger ledger) {
        return problem.trajectories(10, returns, sharing).firstOrder(ledger);
    }

    /** The gradient of f, in φ and then in λ. */
    private double[] upper(FirstOrderOracle oracle, Batch batch, double[] at) {
        double[] gradPhi = new double[2];
        double[] gradLambda = new double[6];
        oracle.upper(batch, phi, at, gradPhi, gradLambda);
        double[] all = new double[8];
        System.arraycopy(gradPhi, 0, all, 0, 2);
        System.arraycopy(gradLambda, 0, all, 2, 6);
        return all;
    }

    /**
     * Seed 33. Eight numbers, for two sharings and two sizes of batches, each within 4.5 standard errors of the expectation
     * over all pairs: a false alarm of 1e-5 each, 3e-4 in all. Batches of 2 are one pair, without a baseline.
     */
    @Test
    void estimatesAreRightInTheMeanAtTheFirstAndAtAnotherPolicy() {
        double[] exact = new double[8];
        double[] gradPhi = new double[2];
        double[] gradLambda = new double[6];
        problem.truth().functions().upperGradient(phi, lambda, gradPhi, gradLambda);
        System.arraycopy(gradPhi, 0, exact, 0, 2);
        System.arraycopy(gradLambda, 0, exact, 2, 6);
        double[] elsewhere = lambda.clone();
        for (int j = 0; j < elsewhere.length; j++) {
            elsewhere[j] += 0.3 * stream.gaussian();
        }
        for (PathSharing sharing : PathSharing.values()) {
            for (int size : new int[] {2, 41}) {
                FirstOrderOracle oracle = oracle(sharing, new Ledger());
                double[] mean = new double[8];
                double[] square = new double[8];
                for (int i = 0; i < REPETITIONS * 41 / size; i++) {
                    Batch batch = oracle.draw(size, stream);
                    upper(oracle, batch, elsewhere);
                    double[] estimate = upper(oracle, batch, lambda);
                    for (int j = 0; j < 8; j++) {
                        double step = estimate[j] - mean[j];
                        mean[j] += step / (i + 1);
                        square[j] += step * (estimate[j] - mean[j]);
                    }
                }
                int count = REPETITIONS * 41 / size;
                for (int j = 0; j < 8; j++) {
                    double error = Math.sqrt(square[j] / (count - 1) / count);
                    assertEquals(exact[j], mean[j], 4.5 * error, sharing + ", " + size + " at " + j);
                    // The test could not fail if errors were as large as what is estimated.
                    assertTrue(error < 0.1, "error " + error);
                }
            }
        }
    }

    @Test
    void everyPairIsLabelledOnce() {
        Ledger ledger = new Ledger();
        FirstOrderOracle oracle = oracle(PathSharing.REWEIGHTED, ledger);
        Batch batch = oracle.draw(7, stream);
        upper(oracle, batch, lambda);
        upper(oracle, batch, problem.sampleLower(phi, stream));
        assertEquals(3, ledger.counts().of(Draw.LABEL));
        assertEquals(7, ledger.counts().of(Draw.TRAJECTORY));
        assertEquals(7, ledger.counts().samples());
        upper(oracle, oracle.draw(2, stream), lambda);
        assertEquals(4, ledger.counts().of(Draw.LABEL));
    }

    /**
     * A policy that takes one action in a state lets additive features coincide: no critic. The gradient of f, and that of g
     * in φ, do not use it.
     */
    @Test
    void whatNeedsNoCriticDoesNotFailWithIt() {
        Ledger ledger = new Ledger();
        FirstOrderOracle oracle = problem.trajectories(
                        10, new LeastSquaresCritic(Features.POOR), PathSharing.COMMON_NUMBERS)
                .firstOrder(ledger);
        double[] stubborn = {50, -50, -50, 50, 50, -50};
        Batch batch = oracle.draw(40, stream);
        assertTrue(Arrays.stream(upper(oracle, batch, stubborn)).allMatch(Double::isFinite));
        assertEquals(0, ledger.counts().of(Draw.LINEAR_SOLVE));
        double[] gradPhi = new double[2];
        double[] gradLambda = new double[6];
        oracle.lower(batch, phi, stubborn, gradPhi, gradLambda);
        assertTrue(Arrays.stream(gradPhi).allMatch(Double::isFinite));
        assertTrue(Arrays.stream(gradLambda).allMatch(Double::isNaN));
        assertEquals(1, ledger.counts().of(Draw.LINEAR_SOLVE));
        assertEquals(40, ledger.counts().of(Draw.TRAJECTORY));
    }

    /** Labels of one batch at two points in turn: two sets of trajectories, labelled once each. */
    @Test
    void labelsAreNotAskedForAgain() {
        Ledger ledger = new Ledger();
        FirstOrderOracle oracle = oracle(PathSharing.COMMON_NUMBERS, ledger);
        Batch batch = oracle.draw(8, stream);
        double[] other = problem.sampleLower(phi, stream);
        for (int i = 0; i < 2; i++) {
            upper(oracle, batch, lambda);
            upper(oracle, batch, other);
        }
        assertEquals(8, ledger.counts().of(Draw.LABEL));
        assertEquals(16, ledger.counts().of(Draw.TRAJECTORY));
    }

    @Test
    void refusesWhatCannotBeSampled() {
        for (BilevelProblem each : new PreferenceFamily().catalogue()) {
            if (!List.of(problem.id(), "preference/mdp-plain").contains(each.id())) {
                PreferenceProblem other = (PreferenceProblem) each;
                assertThrows(RefusedException.class, () -> other.trajectories(10, returns, PathSharing.COMMON_NUMBERS));
            }
        }
        assertThrows(RefusedException.class, () -> problem.trajectories(2, returns, PathSharing.COMMON_NUMBERS));
        FirstOrderOracle oracle = oracle(PathSharing.COMMON_NUMBERS, new Ledger());
        Batch single = oracle.draw(1, stream);
        assertThrows(RefusedException.class, () -> upper(oracle, single, lambda));
    }
}
