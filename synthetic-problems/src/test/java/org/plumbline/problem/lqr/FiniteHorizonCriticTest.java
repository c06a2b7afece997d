package org.plumbline.problem.lqr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.problem.Problems;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

/** The limits of fitted critics, against each other and against the limit of the visitation. */
class FiniteHorizonCriticTest {
    private final LqrRewardDesignProblem problem = (LqrRewardDesignProblem) Problems.named("lqr-reward-design/claims");
    private final double[] phi = problem.start().phi();
    private final double[] lambda = problem.start().lambda();

    /** All features leave no error of the fit, whatever the moments are: what is left is that of an exact Q-function. */
    @Test
    void withAllFeaturesOnlyTheVisitationIsBiased() {
        for (int horizon : new int[] {2, 5, 20}) {
            double[] expected = FiniteHorizon.of(problem, phi, lambda).visitationBias(horizon);
            assertArrayEquals(
                    expected,
                    FiniteHorizonCritic.of(problem, phi, lambda, horizon).complete(),
                    1e-11);
        }
    }

    @Test
    void sweepsTendToTheSolvedSystem() {
        FiniteHorizonCritic critic = FiniteHorizonCritic.of(problem, phi, lambda, 5);
        assertArrayEquals(critic.complete(), critic.swept(0.1, 100_000), 1e-9);
    }

    /** One sweep of step α and one of 2α differ by the first one's way from 0, as \(\theta_1 = \alpha Db\) is linear in α. */
    @Test
    void theFirstSweepIsLinearInTheStep() {
        FiniteHorizonCritic critic = FiniteHorizonCritic.of(problem, phi, lambda, 5);
        ArrayRealVector nothing = new ArrayRealVector(critic.swept(1e-12, 1));
        ArrayRealVector one = new ArrayRealVector(critic.swept(0.1, 1)).subtract(nothing);
        ArrayRealVector two = new ArrayRealVector(critic.swept(0.2, 1)).subtract(nothing);
        assertEquals(0, two.subtract(one.mapMultiply(2)).getNorm(), 1e-9);
    }

    /** A critic that knows nothing gives no gradient: the bias is minus the gradient. */
    @Test
    void withoutASweepTheGradientIsMissing() {
        double[] exact = new double[lambda.length];
        problem.truth().functions().lowerGradient(phi, lambda, new double[phi.length], exact);
        double[] bias = FiniteHorizonCritic.of(problem, phi, lambda, 5).swept(1e-14, 1);
        for (int i = 0; i < exact.length; i++) {
            assertEquals(-exact[i], bias[i], 1e-9);
        }
    }

    @Test
    void sweepsInSquaresTendToTheSolvedSystem() {
        FiniteHorizonCritic critic = FiniteHorizonCritic.of(problem, phi, lambda, 5);
        assertArrayEquals(critic.poor(), critic.sweptPoor(0.1, 100_000), 1e-9);
    }

    /**
     * Against temporal differences on simulated transitions, each with a next action that is drawn and not averaged, and a loop
     * of sweeps. Twenty groups of 5 000 trajectories tell how far their mean may be off. Five standard errors of 20 groups are
     * exceeded with probability 1e-4 an entry; the O(1/n) of a group, of order 1/5 000, is small beside one of them, of order
     * \(1/\sqrt{100\,000}\).
     */
    @ParameterizedTest
    @CsvSource({"3, 1", "3, 12", "6, 12", "6, 400"})
    void sweepsInSquaresAreThoseOfSimulatedTransitions(int horizon, int sweeps) {
        double step = 0.1;
        SummaryStatistics[] entries = new SummaryStatistics[lambda.length];
        Arrays.setAll(entries, i -> new SummaryStatistics());
        RandomStream random = SeedTree.of(31).child("squares", horizon).child("sweeps", sweeps).stream();
        for (int group = 0; group < 20; group++) {
            double[] gradient =
                    new SquaresBySimulation(problem, phi, lambda).gradient(5_000, horizon, step, sweeps, random);
            for (int i = 0; i < gradient.length; i++) {
                entries[i].addValue(gradient[i]);
            }
        }
        double[] exact = new double[lambda.length];
        problem.truth().functions().lowerGradient(phi, lambda, new double[phi.length], exact);
        double[] bias = FiniteHorizonCritic.of(problem, phi, lambda, horizon).sweptPoor(step, sweeps);
        for (int i = 0; i < bias.length; i++) {
            double error = entries[i].getStandardDeviation() / Math.sqrt(20);
            assertEquals(entries[i].getMean(), exact[i] + bias[i], 5 * error, "entry " + i);
            assertTrue(Math.abs(bias[i]) > 10 * error, "the simulation would not tell this bias from none");
        }
    }
}
