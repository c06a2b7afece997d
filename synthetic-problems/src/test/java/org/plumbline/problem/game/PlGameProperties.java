package org.plumbline.problem.game;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.plumbline.oracle.Constants;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.BilevelProblemContract;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.Instance;
import org.plumbline.problem.quadratic.ExactVectors;
import org.plumbline.problem.quadratic.PlInequality;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

class PlGameProperties {
    /**
     * The bars of the suite, 1e-10 for solutions and values and 1e-8 for gradients; beyond a condition of 1e4 the
     * entries of Q, were they rounded, would move a solution by κ̂·2⁻⁵³, of which fifty times is allowed.
     */
    @Property(tries = 200, seed = "31", edgeCases = EdgeCasesMode.NONE)
    void integerGamesAgreeWithEliminationInManyDigits(
            @ForAll("stretches") int stretch, @ForAll("sigmas") double sigma, @ForAll long seed) {
        RandomStream stream = SeedTree.of(seed).stream();
        int d = 1 + stream.nextInt(6);
        int rank = 1 + stream.nextInt(d);
        IntegerGame game = IntegerGame.random(1 + stream.nextInt(3), d, rank, stretch, stream);
        Instance problem = PlGame.of("g", game.p(), game.q(), game.r1(), game.r2(), game.rho());
        GroundTruth truth = problem.truth();
        double[] phi = problem.box().sample(stream);
        double condition =
                problem.constants().require(Constants.L) / problem.constants().require(Constants.MU);
        double value = Math.max(1e-10, 50 * condition * 0x1p-53);
        double slope = Math.max(1e-8, 50 * condition * 0x1p-53);
        BigDecimal penalty = new BigDecimal(sigma);
        BigDecimal[] limit = game.solution(phi, BigDecimal.ZERO);
        assertSmall("λ*", ExactVectors.error(limit, truth.lowerSolution(phi)), value);
        assertSmall("g*", ExactVectors.error(one(game.lower(phi, limit)), truth.lowerOptimum(phi)), value);
        assertSmall("Φ", ExactVectors.error(one(game.upper(phi, limit)), truth.objective(phi)), value);
        BigDecimal tiny = new BigDecimal("1e-40");
        assertSmall("∇Φ", ExactVectors.error(game.gradient(phi, tiny), truth.hypergradient(phi)), slope);
        assertSmall("λ_σ", ExactVectors.error(game.solution(phi, penalty), truth.penalisedSolution(phi, sigma)), value);
        assertSmall(
                "Φ_σ",
                ExactVectors.error(one(game.objective(phi, penalty)), truth.penaltyObjective(phi, sigma)),
                value);
        assertSmall(
                "∇Φ_σ", ExactVectors.error(game.gradient(phi, penalty), truth.penaltyHypergradient(phi, sigma)), slope);
    }

    private static BigDecimal[] one(BigDecimal x) {
        return new BigDecimal[] {x};
    }

    private static void assertSmall(String what, double error, double tolerance) {
        assertTrue(error <= tolerance, () -> what + " is off by " + error + ", allowed " + tolerance);
    }

    /** Twelve thousand points. */
    @Property(tries = 60, seed = "32", edgeCases = EdgeCasesMode.NONE)
    void thePlInequalityHoldsForEveryPenalty(
            @ForAll("instances") BilevelProblem problem, @ForAll("sigmas") double sigma, @ForAll long seed) {
        RandomStream stream = SeedTree.of(seed).stream();
        PlInequality.assertHolds(problem, 0, 100, stream);
        PlInequality.assertHolds(problem, sigma, 100, stream);
    }

    @Property(tries = 60, seed = "33", edgeCases = EdgeCasesMode.NONE)
    void randomInstancesKeepTheContract(@ForAll("instances") BilevelProblem problem) {
        BilevelProblemContract contract = () -> problem;
        contract.gradientsMatchCentralDifferences();
        contract.productsMatchDifferencesOfGradients();
        contract.theLowerGradientVanishesAtTheLowerSolution();
        contract.thePenalisedGradientVanishesAtThePenalisedSolution();
        contract.thePenaltyProxyIsNotAboveTheObjective();
        contract.theHypergradientMatchesDifferencesOfTheObjective();
        contract.thePenaltyHypergradientMatchesDifferencesOfThePenaltyProxy();
        contract.aGlobalOptimumIsNotBeatenBySampledPoints();
        contract.aSavedProblemIsReadBackBitByBit();
    }

    @Provide
    Arbitrary<BilevelProblem> instances() {
        return Arbitraries.longs().map(seed -> {
            RandomStream stream = SeedTree.of(seed).stream();
            int d = 1 + stream.nextInt(6);
            return PlGameFamily.random("game/r", d, 1 + stream.nextInt(4), 1 + stream.nextInt(d), 50, stream);
        });
    }

    @Provide
    Arbitrary<Integer> stretches() {
        return Arbitraries.of(1, 3, 10, 100, 300);
    }

    /** 1e-8 to 10. */
    @Provide
    Arbitrary<Double> sigmas() {
        return Combinators.combine(
                        Arbitraries.integers().between(-8, 0),
                        Arbitraries.doubles().between(1, 10).ofScale(6))
                .as((exponent, mantissa) -> mantissa * Math.pow(10, exponent));
    }
}
