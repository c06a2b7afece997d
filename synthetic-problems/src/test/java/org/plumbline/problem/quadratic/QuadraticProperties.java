package org.plumbline.problem.quadratic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.plumbline.problem.BilevelProblemContract;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.Vectors;
import org.plumbline.random.SeedTree;

class QuadraticProperties {
    /** The exact part of the contract on instances of all shapes, p above d among them. */
    @Property(tries = 100, seed = "1", edgeCases = EdgeCasesMode.NONE)
    void randomInstancesKeepTheContract(@ForAll("instances") QuadraticProblem problem) {
        BilevelProblemContract contract = () -> problem;
        contract.gradientsMatchCentralDifferences();
        contract.productsMatchDifferencesOfGradients();
        contract.theHessianIsSymmetric();
        contract.theLowerGradientVanishesAtTheLowerSolution();
        contract.thePenalisedGradientVanishesAtThePenalisedSolution();
        contract.thePenaltyProxyIsNotAboveTheObjective();
        contract.thePenalisedSolutionTendsToTheLowerSolution();
        contract.theHypergradientMatchesDifferencesOfTheObjective();
        contract.thePenaltyHypergradientMatchesDifferencesOfThePenaltyProxy();
        contract.theHypergradientVanishesAtTheKnownOptimum();
        contract.aGlobalOptimumIsNotBeatenBySampledPoints();
        contract.thePenalisedPlInequalityHoldsWithThePenalisedModulus();
    }

    /**
     * PEN-1's closed form. The difference of two gradients divides a rounding error of about 1e-15 times the condition
     * number (at most 100) by σ ≥ 0.01: 1e-11, an order below the tolerance.
     */
    @Property(tries = 200, seed = "2", edgeCases = EdgeCasesMode.NONE)
    void thePenaltyBiasIsTheClosedForm(@ForAll("known") KnownQuadratic known, @ForAll("sigmas") double sigma) {
        GroundTruth truth = known.problem().truth();
        double[] phi = known.upper().outer().center();
        phi[0] += 0.5;
        double[] difference = Vectors.plus(truth.penaltyHypergradient(phi, sigma), -1, truth.hypergradient(phi));
        double[] bias = known.bias(phi, sigma);
        double error = Vectors.distance(bias, difference);
        assertTrue(error <= 1e-10 * (1 + Vectors.norm(bias)), () -> "off the closed form by " + error);
    }

    /** Two factorisations of a system of condition number at most 100 agree to 1e-13; one digit is left free. */
    @Property(tries = 200, seed = "3", edgeCases = EdgeCasesMode.NONE)
    void thePenalisedSolutionAgreesWithAnotherLibrary(
            @ForAll("known") KnownQuadratic known, @ForAll("sigmas") double sigma) {
        double[] phi = known.upper().outer().center();
        double[] expected = known.penalisedSolution(phi, sigma);
        double[] actual = known.problem().truth().penalisedSolution(phi, sigma);
        assertArrayEquals(expected, actual, 1e-12 * (1 + Vectors.norm(expected)));
    }

    @Provide
    Arbitrary<QuadraticProblem> instances() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 7),
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.doubles().between(1, 100).ofScale(6),
                        Arbitraries.longs())
                .as((d, p, condition, seed) ->
                        QuadraticFamily.random("quadratic/random", d, p, condition, SeedTree.of(seed).stream()));
    }

    @Provide
    Arbitrary<KnownQuadratic> known() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 7),
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.doubles().between(1, 100).ofScale(6),
                        Arbitraries.longs())
                .as((d, p, condition, seed) -> KnownQuadratic.random(d, p, condition, SeedTree.of(seed).stream()));
    }

    @Provide
    Arbitrary<Double> sigmas() {
        return Arbitraries.doubles().between(0.01, 10).ofScale(6);
    }
}
