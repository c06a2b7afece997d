package org.plumbline.problem.mdp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.junit.jupiter.api.Test;
import org.plumbline.problem.Problems;

/** The limits of fitted critics, against each other and against the limit of the visitation. */
class FiniteHorizonCriticTest {
    private final SoftMdpProblem problem = (SoftMdpProblem) Problems.named("soft-mdp/claims");
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
    void sweepsInAdditiveFeaturesTendToTheSolvedSystem() {
        FiniteHorizonCritic critic = FiniteHorizonCritic.of(problem, phi, lambda, 5);
        assertArrayEquals(critic.poor(), critic.sweptPoor(0.1, 100_000), 1e-9);
    }

    /** Against sweeps of tables, at a policy that is not uniform. Rounding is all that may be left. */
    @Test
    void sweepsInAdditiveFeaturesAreThoseOfTables() {
        double[] logits = new double[lambda.length];
        Arrays.setAll(logits, i -> Math.sin(1 + i));
        double[] exact = new double[logits.length];
        problem.truth().functions().lowerGradient(phi, logits, new double[phi.length], exact);
        double[] expected = new AdditiveTables(problem, phi, logits, 4).gradient(0.1, 12);
        Arrays.setAll(expected, i -> expected[i] - exact[i]);
        assertArrayEquals(
                expected, FiniteHorizonCritic.of(problem, phi, logits, 4).sweptPoor(0.1, 12), 1e-13);
    }
}
