package org.plumbline.theory.saboteur;

import java.util.List;
import java.util.function.UnaryOperator;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.hypergradient.ImplicitConjugateGradient;
import org.plumbline.algorithm.penalty.CentralDifferences;
import org.plumbline.algorithm.penalty.FullyFirstOrder;
import org.plumbline.theory.claim.gradient.ConjugateGradientsConverge;
import org.plumbline.theory.claim.penalty.GrowingMultiplierLosesItsBias;
import org.plumbline.theory.claim.rate.FewerSamplesSuffice;

/** Broken estimates of the hypergradient, other than Algorithm 1's. */
final class HypergradientSaboteurs {
    private HypergradientSaboteurs() {}

    static List<Saboteur> all() {
        AlgorithmSpec central = Algorithms.named("algorithm-1-central");
        AlgorithmSpec conjugate = Algorithms.named("aid-cg");
        AlgorithmSpec growing = Algorithms.named("f2sa");
        return List.of(
                new Saboteur(
                        "central-factor-missing",
                        "A central difference in σ is divided by σ in place of 2σ.",
                        List.of(new Trap(
                                FewerSamplesSuffice.central(central),
                                FewerSamplesSuffice.central(exchanged(
                                        central, method -> new HalvedDivisor((CentralDifferences) method, 1)))))),
                new Saboteur(
                        "residuals-confused",
                        "Conjugate gradients make the next direction with the quotient of two squared residuals turned over.",
                        List.of(new Trap(
                                ConjugateGradientsConverge.about(conjugate),
                                ConjugateGradientsConverge.about(exchanged(
                                        conjugate,
                                        method -> new BrokenConjugateGradients(
                                                (ImplicitConjugateGradient) method, true)))))),
                new Saboteur(
                        "multiplier-sped-up",
                        "The multiplier of F2SA grows as t^(6/7), where its theorem has t^(1/7): the increment t^(-1/7) was taken"
                                + " for the multiplier's law.",
                        List.of(new Trap(
                                GrowingMultiplierLosesItsBias.about(growing),
                                GrowingMultiplierLosesItsBias.about(
                                        exchanged(growing, HypergradientSaboteurs::spedUp))))));
    }

    private static AlgorithmSpec exchanged(AlgorithmSpec sound, UnaryOperator<BilevelAlgorithm> exchange) {
        return new ExchangedSpec(sound, exchange);
    }

    /** Whatever grows at all. */
    static BilevelAlgorithm spedUp(BilevelAlgorithm method) {
        FullyFirstOrder m = (FullyFirstOrder) method;
        return new FullyFirstOrder(
                m.multiplier(),
                m.lowerStep(),
                m.penalisedStep(),
                m.outerStep(),
                m.innerSteps(),
                m.batch(),
                m.lowerDecay(),
                m.penalisedDecay(),
                m.multiplierGrowth() > 0 ? 6.0 / 7 : 0);
    }
}
