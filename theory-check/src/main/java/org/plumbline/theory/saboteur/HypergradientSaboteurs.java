package org.plumbline.theory.saboteur;

import java.util.List;
import java.util.Map;
import org.plumbline.algorithm.AlgorithmCard;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.penalty.CentralDifferences;
import org.plumbline.theory.claim.rate.FewerSamplesSuffice;

/** Broken estimates of the hypergradient. */
final class HypergradientSaboteurs {
    private static final String CENTRAL = "algorithm-1-central";

    private HypergradientSaboteurs() {}

    static List<Saboteur> all() {
        AlgorithmSpec sound = Algorithms.named(CENTRAL);
        return List.of(new Saboteur(
                "central-factor-missing",
                "A central difference in σ is divided by σ in place of 2σ.",
                List.of(new Trap(FewerSamplesSuffice.central(sound), FewerSamplesSuffice.central(new Broken(sound))))));
    }

    /** The card of the sound method, and a method without its factor 2. */
    private record Broken(AlgorithmSpec sound) implements AlgorithmSpec {
        @Override
        public AlgorithmCard card() {
            return sound.card();
        }

        @Override
        public Class<? extends BilevelAlgorithm> type() {
            return sound.type();
        }

        @Override
        public BilevelAlgorithm create(Map<String, ?> values) {
            return new HalvedDivisor((CentralDifferences) sound.create(values), 1);
        }
    }
}
