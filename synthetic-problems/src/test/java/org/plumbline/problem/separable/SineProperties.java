package org.plumbline.problem.separable;

import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.SeedTree;

class SineProperties {
    /** The exact part of the contract on instances of all shapes, p above d among them. */
    @Property(tries = 100, seed = "1", edgeCases = EdgeCasesMode.NONE)
    void randomInstancesKeepTheContract(@ForAll("instances") BilevelProblem problem) {
        SteepSine contract = () -> problem;
        contract.gradientsMatchCentralDifferences();
        contract.productsMatchDifferencesOfGradients();
        contract.theHessianIsSymmetric();
        contract.theLowerGradientVanishesAtTheLowerSolution();
        contract.thePenalisedGradientVanishesAtThePenalisedSolution();
        contract.noSampledPointHasALowerPenalisedLossThanThePenalisedSolution();
        contract.thePenaltyProxyIsNotAboveTheObjective();
        contract.theHypergradientMatchesDifferencesOfTheObjective();
        contract.thePenaltyHypergradientMatchesDifferencesOfThePenaltyProxy();
        contract.theHypergradientVanishesAtTheKnownOptimum();
        contract.theHessianIsNowhereLargerThanTheSmoothness();
    }

    /** No point of a fine grid has a lower penalised loss; 1e-14 is the rounding of the loss. */
    @Property(tries = 200, seed = "2", edgeCases = EdgeCasesMode.NONE)
    void bruteForceDoesNotBeatThePenalisedSolution(
            @ForAll("scalars") KnownSine sine, @ForAll("coordinates") double z, @ForAll("sigmas") double sigma) {
        double actual = sine.problem().truth().penalisedSolution(new double[] {z}, sigma)[0];
        double best = sine.loss(sine.bruteForceMinimiser(z, sigma), z, sigma);
        assertTrue(sine.loss(actual, z, sigma) <= best + 1e-14 * (1 + best), () -> "beaten by " + best);
    }

    @Provide
    Arbitrary<BilevelProblem> instances() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.doubles().between(0.05, 0.9).ofScale(6),
                        Arbitraries.longs())
                .as((d, p, a, seed) ->
                        SineCompositeFamily.random("sine-composite/random", d, p, a, SeedTree.of(seed).stream()));
    }

    @Provide
    Arbitrary<KnownSine> scalars() {
        return Combinators.combine(
                        Arbitraries.doubles().between(0.05, 0.95).ofScale(6),
                        Arbitraries.doubles().between(0.1, 2).ofScale(6),
                        Arbitraries.doubles().between(-6, 6).ofScale(6))
                .as(KnownSine::new);
    }

    @Provide
    Arbitrary<Double> coordinates() {
        return Arbitraries.doubles().between(-6, 6).ofScale(6);
    }

    @Provide
    Arbitrary<Double> sigmas() {
        return Arbitraries.doubles().between(0.001, 2).ofScale(6);
    }
}
