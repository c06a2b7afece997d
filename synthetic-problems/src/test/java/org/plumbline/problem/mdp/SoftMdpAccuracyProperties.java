package org.plumbline.problem.mdp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hipparchus.dfp.Dfp;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.Vectors;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

/** Solution maps against decimal arithmetic of 60 digits. */
class SoftMdpAccuracyProperties {
    private static final double[] TEMPERATURES = {1e-3, 1e-2, 0.1, 1, 10};
    private static final double[] DISCOUNTS = {0.3, 0.9, 0.99, 0.999};
    private static final double[] SIZES = {1e-3, 1, 1e3};
    private static final double[] SIGMAS = {1e-8, 1e-4, 0.1, 1, 100, -0.1, -1e-6};

    private static double pick(double[] values, RandomStream stream) {
        return values[stream.nextInt(values.length)];
    }

    /**
     * 1e-10 for λ*, λ_σ, Φ, Φ_σ and 1e-8 for gradients is what ground truths are for. Rewards over temperatures reach 1e6,
     * which amplifies the rounding of r_φ, 1e-16, to 1e-10 at worst.
     */
    @Property(tries = 40, seed = "1", edgeCases = EdgeCasesMode.NONE)
    void everySolutionMapAgreesWithExactArithmetic(@ForAll("seeds") long seed) {
        RandomStream stream = SeedTree.of(seed).stream();
        double temperature = pick(TEMPERATURES, stream);
        double size = pick(SIZES, stream);
        double gamma = pick(DISCOUNTS, stream);
        double sigma = pick(SIGMAS, stream);
        SoftMdpProblem problem =
                RandomMdps.scaled(1 + stream.nextInt(4), 1 + stream.nextInt(3), 2, gamma, temperature, size, stream);
        ExactSoftMdp exact = new ExactSoftMdp(problem);
        GroundTruth truth = problem.truth();
        double[] phi = problem.box().sample(stream);
        assertLogits(exact, phi, 0, problem, truth.lowerSolution(phi));
        assertLogits(exact, phi, sigma, problem, truth.penalisedSolution(phi, sigma));
        assertRelative("Φ", exact.objective(phi), truth.objective(phi));
        assertRelative("Φ_σ", exact.penaltyObjective(phi, sigma), truth.penaltyObjective(phi, sigma));
        // A policy within 1e-16 of a deterministic one has no gradient that rounding of 1 leaves a digit of.
        double sizes = Vectors.norm(problem.designer())
                * Vectors.norm(problem.rewards().feature(0));
        double floor = 1e-15 * sizes / (temperature * (1 - gamma));
        assertGradient("∇Φ", exact.hypergradient(phi), truth.hypergradient(phi), floor);
        assertGradient("∇Φ_σ", exact.penaltyHypergradient(phi, sigma), truth.penaltyHypergradient(phi, sigma), floor);
    }

    private static void assertLogits(
            ExactSoftMdp exact, double[] phi, double sigma, SoftMdpProblem problem, double[] actual) {
        Dfp[] reward = exact.reward(phi, sigma);
        Dfp[] values = exact.values(reward);
        double[] expected = ExactSoftMdp.rounded(exact.logits(reward, values));
        double error = Vectors.distance(expected, actual);
        assertTrue(error <= 1e-10 * Vectors.norm(expected), () -> "logits at σ = " + sigma + " are off by " + error);
        double[] policy = ExactSoftMdp.rounded(exact.policy(reward, values));
        assertArrayEquals(policy, problem.policy(actual).orElseThrow(), 1e-10);
    }

    private static void assertRelative(String what, double expected, double actual) {
        assertEquals(expected, actual, 1e-10 * Math.abs(expected), what);
    }

    private static void assertGradient(String what, double[] expected, double[] actual, double floor) {
        double error = Vectors.distance(expected, actual);
        assertTrue(error <= 1e-8 * Vectors.norm(expected) + floor, () -> what + " is off by " + error);
    }

    /** T contracts by γ ≤ 0.5, so 120 applications leave 2⁻¹²⁰ = 1e-36 of the values: another algorithm altogether. */
    @Property(tries = 8, seed = "2", edgeCases = EdgeCasesMode.NONE)
    void longSoftValueIterationGivesTheSameValues(@ForAll("seeds") long seed) {
        RandomStream stream = SeedTree.of(seed).stream();
        double temperature = pick(TEMPERATURES, stream);
        double gamma = stream.uniform(0.1, 0.5);
        SoftMdpProblem problem =
                RandomMdps.scaled(1 + stream.nextInt(3), 1 + stream.nextInt(3), 1, gamma, temperature, 1, stream);
        ExactSoftMdp exact = new ExactSoftMdp(problem);
        double[] phi = problem.box().sample(stream);
        Dfp[] reward = exact.reward(phi, 0);
        double[] expected = ExactSoftMdp.rounded(exact.iteratedValues(reward, 120));
        double[] actual = values(problem, phi);
        assertTrue(Vectors.distance(expected, actual) <= 1e-12 * Vectors.norm(expected));
        assertEquals(
                -problem.truth().lowerOptimum(phi),
                Vectors.dot(problem.mdp().initial(), expected),
                1e-12 * Vectors.norm(expected));
    }

    /** Up to 50 states no second solution is needed: the residual, in exact arithmetic, bounds the error. */
    @Property(tries = 15, seed = "3", edgeCases = EdgeCasesMode.NONE)
    void theResidualBoundsTheErrorOfLargeInstances(@ForAll("seeds") long seed) {
        RandomStream stream = SeedTree.of(seed).stream();
        double temperature = Math.pow(10, stream.uniform(-3, 1));
        double gamma = pick(DISCOUNTS, stream);
        double size = pick(SIZES, stream);
        SoftMdpProblem problem =
                RandomMdps.scaled(10 + stream.nextInt(41), 2 + stream.nextInt(4), 3, gamma, temperature, size, stream);
        double[] phi = problem.box().sample(stream);
        double[] actual = values(problem, phi);
        ExactSoftMdp exact = new ExactSoftMdp(problem);
        double bound = exact.errorBound(exact.reward(phi, 0), actual);
        assertTrue(bound <= 1e-10 * Vectors.norm(actual), () -> "‖V − V*‖ may be " + bound);
    }

    /** The solver leaves out τ log A, which every state's value has once a step. */
    private static double[] values(SoftMdpProblem problem, double[] phi) {
        double entropy = problem.agent().temperature()
                * Math.log(problem.mdp().actions())
                / (1 - problem.mdp().gamma());
        double[] values = problem.agent().solve(problem.rewards().at(phi)).values();
        for (int s = 0; s < values.length; s++) {
            values[s] += entropy;
        }
        return values;
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs();
    }
}
