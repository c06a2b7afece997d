package org.plumbline.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.plumbline.random.RandomStream;

/** The solution maps of a problem solve what they say, and its hypergradients are gradients. */
@FunctionalInterface
public interface SolutionContract extends ProblemUnderTest {
    /** Rounding of a loss: how far a computed value may be below an exact minimum, relative to its size. */
    double ROUNDING = 1e-13;

    /** How many random points each check visits. */
    int SOLVES = 12;

    @Test
    default void theLowerGradientVanishesAtTheLowerSolution() {
        GroundTruth truth = problem().truth();
        for (Point x : points("lower-solution", SOLVES)) {
            Point solution = new Point(x.phi(), truth.lowerSolution(x.phi()));
            double there =
                    Vectors.norm(Gradients.ofLower(truth.functions(), solution).lambda());
            double here = Vectors.norm(Gradients.ofLower(truth.functions(), x).lambda());
            assertTrue(there <= zeroTolerance() * (1 + here), () -> "‖∇_λ g(φ, λ*)‖ = " + there);
        }
    }

    @Test
    default void noSampledPointHasALowerLossThanTheLowerSolution() {
        assertNotBeaten(0);
    }

    @Test
    default void thePenalisedGradientVanishesAtThePenalisedSolution() {
        GroundTruth truth = problem().truth();
        for (double sigma : sigmas()) {
            for (Point x : points("penalised-solution", SOLVES)) {
                Point solution = new Point(x.phi(), truth.penalisedSolution(x.phi(), sigma));
                double there = Vectors.norm(Gradients.ofPenalised(truth.functions(), solution, sigma)
                        .lambda());
                double here = Vectors.norm(
                        Gradients.ofPenalised(truth.functions(), x, sigma).lambda());
                assertTrue(
                        there <= zeroTolerance() * (1 + here),
                        () -> "‖∇_λ (g + σf)(φ, λ_σ)‖ = " + there + " at σ = " + sigma);
            }
        }
    }

    @Test
    default void noSampledPointHasALowerPenalisedLossThanThePenalisedSolution() {
        for (double sigma : sigmas()) {
            assertNotBeaten(sigma);
        }
    }

    /** Compares with points all over the region, and with points at distances 1, 0.1, …, 1e-4 of the solution. */
    private void assertNotBeaten(double sigma) {
        BilevelProblem problem = problem();
        GroundTruth truth = problem.truth();
        BilevelFunctions functions = truth.functions();
        RandomStream stream = seeds("not-beaten").stream();
        for (Point x : points("not-beaten", SOLVES)) {
            double[] phi = x.phi();
            double[] solution = sigma == 0 ? truth.lowerSolution(phi) : truth.penalisedSolution(phi, sigma);
            double best = penalised(functions, phi, solution, sigma);
            double floor = best - ROUNDING * (1 + Math.abs(best));
            for (int i = 0; i < 20; i++) {
                double[] near = Vectors.plus(solution, Math.pow(10, -(i % 5)), Vectors.unit(solution.length, stream));
                for (double[] lambda : new double[][] {near, problem.sampleLower(phi, stream)}) {
                    double value = penalised(functions, phi, lambda, sigma);
                    assertTrue(value >= floor, () -> "g + σf = " + value + " < " + best + " at σ = " + sigma);
                }
            }
        }
    }

    /** Without f where σ = 0, as f may be infinite. */
    private static double penalised(BilevelFunctions functions, double[] phi, double[] lambda, double sigma) {
        double g = functions.lower(phi, lambda);
        return sigma == 0 ? g : g + sigma * functions.upper(phi, lambda);
    }

    /** The quotient (g − g*)/σ carries the rounding of g, divided by σ. */
    @Test
    default void thePenaltyProxyIsNotAboveTheObjective() {
        GroundTruth truth = problem().truth();
        for (double sigma : sigmas()) {
            for (Point x : points("proxy", SOLVES)) {
                double objective = truth.objective(x.phi());
                double proxy = truth.penaltyObjective(x.phi(), sigma);
                double slack = ROUNDING * (1 + Math.abs(objective) + Math.abs(truth.lowerOptimum(x.phi())) / sigma);
                assertTrue(proxy <= objective + slack, () -> "Φ_σ = " + proxy + " > Φ = " + objective);
            }
        }
    }

    /**
     * The distance ‖λ_σ − λ*‖ is asymptotically proportional to σ, so that a tenth of σ leaves a tenth of it; 0.2 leaves
     * room for the next order at σ = 1e-4, and 1e-11 is the accuracy of the solves.
     */
    @Test
    default void thePenalisedSolutionTendsToTheLowerSolution() {
        GroundTruth truth = problem().truth();
        for (Point x : points("limit", SOLVES)) {
            double[] limit = truth.lowerSolution(x.phi());
            double before = Vectors.distance(truth.penalisedSolution(x.phi(), 1e-4), limit);
            double after = Vectors.distance(truth.penalisedSolution(x.phi(), 1e-5), limit);
            assertTrue(
                    after <= 0.2 * before + 1e-11 * (1 + Vectors.norm(limit)),
                    () -> "‖λ_σ − λ*‖ = " + before + " at σ = 1e-4, " + after + " at σ = 1e-5");
        }
    }

    @Test
    default void theHypergradientMatchesDifferencesOfTheObjective() {
        GroundTruth truth = problem().truth();
        for (Point x : points("hypergradient", SOLVES)) {
            double[] difference = Differences.gradient(truth::objective, x.phi(), differenceStep());
            Differences.assertAgree(
                    "∇Φ", difference, truth.hypergradient(x.phi()), truth.objective(x.phi()), differenceTolerance());
        }
    }

    /** The difference g − g* loses the digits of g, and 1/σ makes that loss larger: it counts as the scale. */
    @Test
    default void thePenaltyHypergradientMatchesDifferencesOfThePenaltyProxy() {
        GroundTruth truth = problem().truth();
        for (double sigma : sigmas()) {
            for (Point x : points("penalty-hypergradient", SOLVES)) {
                double[] difference =
                        Differences.gradient(phi -> truth.penaltyObjective(phi, sigma), x.phi(), differenceStep());
                double scale = Math.abs(truth.penaltyObjective(x.phi(), sigma))
                        + Math.abs(truth.lowerOptimum(x.phi())) / sigma;
                double[] gradient = truth.penaltyHypergradient(x.phi(), sigma);
                Differences.assertAgree("∇Φ_σ at σ = " + sigma, difference, gradient, scale, differenceTolerance());
            }
        }
    }

    @Test
    default void answersBelongToTheCallerAndQuestionsStayUnchanged() {
        GroundTruth truth = problem().truth();
        for (Point x : points("ownership", 3)) {
            double[] phi = x.phi().clone();
            double[][] first = allAnswers(truth, phi);
            double[][] copy = Arrays.stream(first).map(double[]::clone).toArray(double[][]::new);
            for (double[] answer : first) {
                Arrays.fill(answer, Double.NaN);
            }
            double[][] second = allAnswers(truth, phi);
            for (int i = 0; i < copy.length; i++) {
                assertArrayEquals(copy[i], second[i]);
            }
            assertArrayEquals(x.phi(), phi);
        }
    }

    private double[][] allAnswers(GroundTruth truth, double[] phi) {
        return new double[][] {
            truth.lowerSolution(phi),
            truth.penalisedSolution(phi, 0.1),
            truth.hypergradient(phi),
            truth.penaltyHypergradient(phi, 0.1),
            truth.knownOptimum().map(KnownOptimum::phi).orElse(new double[0]),
            problem().box().lower(),
            problem().start().phi()
        };
    }
}
