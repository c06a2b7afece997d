package org.plumbline.problem.quadratic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import org.plumbline.problem.BilevelProblemContract;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.UpperLoss;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;

class QuadraticAccuracyProperties {
    /** A refined solve leaves the rounding of a few sums, which cancel by two or three digits at the worst. */
    private static final double ACCURACY = 1e-12;

    @Property(tries = 150, seed = "11", edgeCases = EdgeCasesMode.NONE)
    void denseInstancesAgreeWithEliminationInManyDigits(
            @ForAll("conditions") double exponent, @ForAll("sigmas") double sigma, @ForAll long seed) {
        RandomStream stream = SeedTree.of(seed).stream();
        int d = 1 + stream.nextInt(6);
        int p = 1 + stream.nextInt(3);
        KnownQuadratic known = KnownQuadratic.random(d, p, Math.pow(10, exponent), stream);
        GroundTruth truth = new QuadraticProblem("q", known.h(), known.c(), known.upper()).truth();
        assertExact(ExactTikhonov.ofHessian(known.h(), known.c(), known.upper()), truth, sigma, stream);
    }

    /** Entries from 1e-3 to 1e3. */
    @Property(tries = 150, seed = "12", edgeCases = EdgeCasesMode.NONE)
    void diagonalInstancesAgreeWithEliminationInManyDigits(@ForAll("sigmas") double sigma, @ForAll long seed) {
        RandomStream stream = SeedTree.of(seed).stream();
        int d = 1 + stream.nextInt(6);
        double[] h = new double[d];
        double[] c = new double[d];
        for (int j = 0; j < d; j++) {
            h[j] = Math.pow(10, stream.uniform(-3, 3));
            c[j] = stream.gaussian();
        }
        UpperLoss upper = upper(d, d, stream);
        GroundTruth truth = new QuadraticProblem("q", LinearMap.diagonal(h), LinearMap.diagonal(c), upper).truth();
        assertExact(ExactTikhonov.ofHessian(square(h), square(c), upper), truth, sigma, stream);
    }

    private static void assertExact(ExactTikhonov exact, GroundTruth truth, double sigma, RandomStream stream) {
        double[] phi = new double[truth.functions().upperDimension()];
        stream.fillGaussian(phi);
        BigDecimal penalty = new BigDecimal(sigma);
        assertSmall("λ_σ", ExactVectors.error(exact.solution(phi, penalty), truth.penalisedSolution(phi, sigma)));
        assertSmall(
                "Φ_σ",
                ExactVectors.error(
                        new BigDecimal[] {exact.objective(phi, penalty)}, truth.penaltyObjective(phi, sigma)));
        assertSmall("∇Φ_σ", ExactVectors.error(exact.gradient(phi, penalty), truth.penaltyHypergradient(phi, sigma)));
        BigDecimal[] limit = exact.solution(phi, ExactTikhonov.LIMIT);
        assertSmall("λ*", ExactVectors.error(limit, truth.lowerSolution(phi)));
        assertSmall("Φ", ExactVectors.error(new BigDecimal[] {exact.upper(phi, limit)}, truth.objective(phi)));
        assertSmall("∇Φ", ExactVectors.error(exact.gradient(phi, new BigDecimal("1e-40")), truth.hypergradient(phi)));
    }

    private static void assertSmall(String what, double error) {
        assertTrue(error <= ACCURACY, () -> what + " is off by " + error);
    }

    /** The same numbers as a diagonal and as rows: only the order of rounding differs. */
    @Property(tries = 50, seed = "13", edgeCases = EdgeCasesMode.NONE)
    void aDiagonalIsWhatItsRowsAre(@ForAll("sigmas") double sigma, @ForAll long seed) {
        RandomStream stream = SeedTree.of(seed).stream();
        int d = 1 + stream.nextInt(6);
        int p = 1 + stream.nextInt(4);
        QuadraticProblem diagonal = QuadraticFamily.diagonal("q", d, p, 1e6, stream);
        LinearMap.Diagonal h = (LinearMap.Diagonal) diagonal.data().get("H");
        double[][] c = diagonal.data().get("C") instanceof LinearMap.Diagonal square
                ? square(square.entries())
                : ((LinearMap.Dense) diagonal.data().get("C")).toRows();
        UpperLoss upper = ((QuadraticFunctions) diagonal.truth().functions()).shared();
        GroundTruth dense = new QuadraticProblem("q", square(h.entries()), c, upper).truth();
        double[] phi = diagonal.box().sample(stream);
        assertArrayEquals(dense.penalisedSolution(phi, sigma), diagonal.truth().penalisedSolution(phi, sigma), 1e-12);
        assertArrayEquals(
                dense.penaltyHypergradient(phi, sigma), diagonal.truth().penaltyHypergradient(phi, sigma), 1e-12 * d);
    }

    /** Ten thousand points. */
    @Property(tries = 50, seed = "14", edgeCases = EdgeCasesMode.NONE)
    void thePlInequalityHoldsForEveryPenalty(
            @ForAll("conditions") double exponent, @ForAll("sigmas") double sigma, @ForAll long seed) {
        RandomStream stream = SeedTree.of(seed).stream();
        int d = 1 + stream.nextInt(6);
        QuadraticProblem dense = QuadraticFamily.random("q", d, 2, Math.pow(10, exponent), stream);
        QuadraticProblem diagonal = QuadraticFamily.diagonal("q", d, 2, Math.pow(10, exponent), stream);
        for (QuadraticProblem problem : new QuadraticProblem[] {dense, diagonal}) {
            PlInequality.assertHolds(problem, 0, 50, stream);
            PlInequality.assertHolds(problem, sigma, 50, stream);
        }
    }

    @Property(tries = 30, seed = "15", edgeCases = EdgeCasesMode.NONE)
    void diagonalInstancesKeepTheContract(@ForAll long seed) {
        RandomStream stream = SeedTree.of(seed).stream();
        int d = 1 + stream.nextInt(6);
        QuadraticProblem problem = QuadraticFamily.diagonal("quadratic/d", d, 1 + stream.nextInt(d), 100, stream);
        BilevelProblemContract contract = () -> problem;
        contract.gradientsMatchCentralDifferences();
        contract.productsMatchDifferencesOfGradients();
        contract.theHypergradientMatchesDifferencesOfTheObjective();
        contract.thePenaltyHypergradientMatchesDifferencesOfThePenaltyProxy();
        contract.theHypergradientVanishesAtTheKnownOptimum();
        contract.aSavedProblemIsReadBackBitByBit();
    }

    private static UpperLoss upper(int d, int p, RandomStream stream) {
        double[] target = new double[d];
        double[] weight = new double[d];
        double[] center = new double[p];
        stream.fillGaussian(target);
        stream.fillGaussian(center);
        for (int j = 0; j < d; j++) {
            weight[j] = stream.uniform(0.1, 2);
        }
        return new UpperLoss(target, weight, OuterTerms.centred(stream.uniform(), center));
    }

    private static double[][] square(double[] diagonal) {
        double[][] rows = new double[diagonal.length][diagonal.length];
        for (int j = 0; j < diagonal.length; j++) {
            rows[j][j] = diagonal[j];
        }
        return rows;
    }

    @Provide
    Arbitrary<Double> conditions() {
        return Arbitraries.doubles().between(0, 6).ofScale(6);
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
