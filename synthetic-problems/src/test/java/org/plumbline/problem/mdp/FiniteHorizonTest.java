package org.plumbline.problem.mdp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.random.RandomStream;

/** The closed forms of what a horizon misses, against sums over steps and against differences. */
class FiniteHorizonTest {
    private final SoftMdpProblem problem =
            (SoftMdpProblem) new SoftMdpFamily().catalogue().get(0);
    private final double[] phi = {0.3, -0.2};
    private final double[] lambda = logits();
    private final FiniteHorizon missed = FiniteHorizon.of(problem, phi, lambda);

    private static double[] logits() {
        double[] logits = new double[12];
        new RandomStream(7).fillGaussian(logits);
        return logits;
    }

    /** \(-\sum_{t \lt H}\gamma^tE(r + \tau H)\), step by step. */
    private double truncated(double[] at, int horizon) {
        int actions = problem.mdp().actions();
        double[] pi = SoftmaxPolicy.of(at, actions).probabilities();
        double[] reward = problem.rewards().at(phi);
        double[] law = problem.mdp().initial();
        double sum = 0;
        for (int t = 0; t < horizon; t++) {
            double[] next = new double[law.length];
            for (int i = 0; i < pi.length; i++) {
                double share = law[i / actions] * pi[i];
                sum -= Math.pow(problem.mdp().gamma(), t)
                        * share
                        * (reward[i] - problem.agent().temperature() * Math.log(pi[i]));
                for (int s = 0; s < next.length; s++) {
                    next[s] += share * problem.mdp().probability(i / actions, i % actions, s);
                }
            }
            law = next;
        }
        return sum;
    }

    /** Losses of order 1, what is missed at H = 20 of order 0.01: rounding is 1e-13 of it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 20})
    void theMissingLossIsTheLossMinusThatOfTheSteps(int horizon) {
        double expected = problem.truth().functions().lower(phi, lambda) - truncated(lambda, horizon);
        assertEquals(expected, missed.missing(horizon), 1e-10 * Math.abs(expected));
    }

    /** Central differences of the truncated loss with a step of 1e-5 are good to 1e-10. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 20})
    void theBiasOfReturnsIsTheGradientOfTheTruncatedLossMinusThatOfTheLoss(int horizon) {
        double[] expected = new double[lambda.length];
        problem.truth().functions().lowerGradient(phi, lambda, new double[2], expected);
        for (int i = 0; i < lambda.length; i++) {
            double[] up = lambda.clone();
            double[] down = lambda.clone();
            up[i] += 1e-5;
            down[i] -= 1e-5;
            expected[i] = (truncated(up, horizon) - truncated(down, horizon)) / 2e-5 - expected[i];
        }
        assertArrayEquals(expected, missed.returnsBias(horizon), 1e-8);
    }

    /** With no horizon at all the estimate is 0, so that its bias is minus the gradient. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void withoutStepsAllOfTheGradientIsMissed(boolean returns) {
        double[] gradient = new double[lambda.length];
        problem.truth().functions().lowerGradient(phi, lambda, new double[2], gradient);
        double[] bias = returns ? missed.returnsBias(0) : missed.visitationBias(0);
        for (int i = 0; i < gradient.length; i++) {
            assertEquals(-gradient[i], bias[i], 1e-13);
        }
    }

    /** The soft advantages of the best policy vanish, to the rounding of the solver. */
    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void atTheBestPolicyVisitationLeavesNoBias(int horizon) {
        FiniteHorizon best = FiniteHorizon.of(problem, phi, problem.truth().lowerSolution(phi));
        assertArrayEquals(new double[12], best.visitationBias(horizon), 1e-13);
    }
}
