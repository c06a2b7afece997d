package org.plumbline.theory.saboteur;

import java.util.List;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.algorithm.penalty.CentralDifferences;
import org.plumbline.theory.claim.rate.FewerSamplesSuffice;

/** Broken estimates of the hypergradient, other than Algorithm 1's. */
final class HypergradientSaboteurs {
    private HypergradientSaboteurs() {}

    static List<Saboteur> all() {
        AlgorithmSpec sound = Algorithms.named("algorithm-1-central");
        AlgorithmSpec broken = new ExchangedSpec(sound, method -> new HalvedDivisor((CentralDifferences) method, 1));
        return List.of(new Saboteur(
                "central-factor-missing",
                "A central difference in σ is divided by σ in place of 2σ.",
                List.of(new Trap(FewerSamplesSuffice.central(sound), FewerSamplesSuffice.central(broken)))));
    }
}
