package org.plumbline.problem.quadratic;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.plumbline.numeric.LinearMap;
import org.plumbline.oracle.Constants;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.BilevelProblemContract;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.Instance;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

class RankDeficientProperties {
    /** Exact elimination knows nothing of singular values; the rank of integers is no affair of rounding. */
    @Property(tries = 200, seed = "21", edgeCases = EdgeCasesMode.NONE)
    void positiveWeightsAgreeWithEliminationInManyDigits(
            @ForAll("stretches") int stretch, @ForAll("sigmas") double sigma, @ForAll long seed) {
        RandomStream stream = SeedTree.of(seed).stream();
        int d = 1 + stream.nextInt(6);
        int rank = 1 + stream.nextInt(d);
        int rows = rank + stream.nextInt(3);
        assertExact(IntegerRank.mixing(rows, d, rank, stretch, 1 + stream.nextInt(3), stream), sigma, stream);
    }

    @Property(tries = 200, seed = "22", edgeCases = EdgeCasesMode.NONE)
    void weightsThatIgnoreTheKernelAgreeWithEliminationInManyDigits(
            @ForAll("stretches") int stretch, @ForAll("sigmas") double sigma, @ForAll long seed) {
        RandomStream stream = SeedTree.of(seed).stream();
        int d = 1 + stream.nextInt(6);
        int rank = 1 + stream.nextInt(d);
        int rows = rank + stream.nextInt(3);
        assertExact(IntegerRank.ignoring(rows, d, rank, stretch, 1 + stream.nextInt(3), stream), sigma, stream);
    }

    /**
     * The bars of the suite, 1e-10 for solutions and values and 1e-8 for gradients; beyond a condition of 1e4 the data
     * themselves, were they rounded, would move a least-squares solution by κ̂·2⁻⁵³, of which fifty times is allowed.
     */
    private static void assertExact(IntegerRank data, double sigma, RandomStream stream) {
        Instance problem =
                RankDeficientQuadratic.of("r", LinearMap.dense(data.m()), LinearMap.dense(data.c()), data.upper());
        GroundTruth truth = problem.truth();
        ExactTikhonov exact = ExactTikhonov.ofResidual(data.m(), data.c(), data.upper());
        double[] phi = problem.box().sample(stream);
        double condition =
                problem.constants().require(Constants.L) / problem.constants().require(Constants.MU);
        double allowed = 50 * condition * 0x1p-53;
        double value = Math.max(1e-10, allowed);
        double slope = Math.max(1e-8, allowed);
        BigDecimal penalty = new BigDecimal(sigma);
        BigDecimal[] limit = exact.solution(phi, ExactTikhonov.LIMIT);
        assertSmall("λ*", ExactVectors.error(limit, truth.lowerSolution(phi)), value);
        assertSmall("Φ", ExactVectors.error(one(exact.upper(phi, limit)), truth.objective(phi)), value);
        assertSmall(
                "∇Φ",
                ExactVectors.error(exact.gradient(phi, new BigDecimal("1e-30")), truth.hypergradient(phi)),
                slope);
        assertSmall(
                "λ_σ", ExactVectors.error(exact.solution(phi, penalty), truth.penalisedSolution(phi, sigma)), value);
        assertSmall(
                "Φ_σ",
                ExactVectors.error(one(exact.objective(phi, penalty)), truth.penaltyObjective(phi, sigma)),
                value);
        assertSmall(
                "∇Φ_σ",
                ExactVectors.error(exact.gradient(phi, penalty), truth.penaltyHypergradient(phi, sigma)),
                slope);
        double optimum = exact.lower(phi, limit).doubleValue();
        assertTrue(
                Math.abs(optimum - truth.lowerOptimum(phi)) <= 1e-10 * (1 + optimum),
                () -> "g* = " + truth.lowerOptimum(phi) + ", exactly " + optimum);
    }

    private static BigDecimal[] one(BigDecimal x) {
        return new BigDecimal[] {x};
    }

    private static void assertSmall(String what, double error, double tolerance) {
        assertTrue(error <= tolerance, () -> what + " is off by " + error + ", allowed " + tolerance);
    }

    /** Twelve thousand points. */
    @Property(tries = 60, seed = "23", edgeCases = EdgeCasesMode.NONE)
    void thePlInequalityHoldsForEveryPenalty(
            @ForAll("instances") BilevelProblem problem, @ForAll("sigmas") double sigma, @ForAll long seed) {
        RandomStream stream = SeedTree.of(seed).stream();
        PlInequality.assertHolds(problem, 0, 100, stream);
        PlInequality.assertHolds(problem, sigma, 100, stream);
    }

    @Property(tries = 60, seed = "24", edgeCases = EdgeCasesMode.NONE)
    void randomInstancesKeepTheContract(@ForAll("instances") BilevelProblem problem) {
        BilevelProblemContract contract = () -> problem;
        contract.gradientsMatchCentralDifferences();
        contract.productsMatchDifferencesOfGradients();
        contract.theLowerGradientVanishesAtTheLowerSolution();
        contract.thePenalisedGradientVanishesAtThePenalisedSolution();
        contract.noSampledPointHasALowerPenalisedLossThanThePenalisedSolution();
        contract.thePenaltyProxyIsNotAboveTheObjective();
        contract.theHypergradientMatchesDifferencesOfTheObjective();
        contract.thePenaltyHypergradientMatchesDifferencesOfThePenaltyProxy();
        contract.theHypergradientVanishesAtTheKnownOptimum();
        contract.aGlobalOptimumIsNotBeatenBySampledPoints();
        contract.aSavedProblemIsReadBackBitByBit();
    }

    @Provide
    Arbitrary<BilevelProblem> instances() {
        return Combinators.combine(Arbitraries.of(true, false), Arbitraries.longs())
                .as((mixing, seed) -> {
                    RandomStream stream = SeedTree.of(seed).stream();
                    int d = 1 + stream.nextInt(6);
                    int p = 1 + stream.nextInt(4);
                    int rank = 1 + stream.nextInt(d);
                    int rows = rank + stream.nextInt(3);
                    return mixing
                            ? RankDeficientFamily.random("rank/r", d, p, rank, rows, 50, stream)
                            : RankDeficientFamily.ignoringKernel("rank/i", d, p, rank, rows, 50, stream);
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
