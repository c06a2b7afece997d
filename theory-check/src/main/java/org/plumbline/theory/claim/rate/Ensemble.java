package org.plumbline.theory.claim.rate;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Settings;

/**
 * What differs from seed to seed: the noise of runs on one instance, or the instance of runs without noise.
 *
 * @param words for a card
 * @param draw the instance of a seed, from its branch and index
 * @param perSeed whether every seed has an instance of its own
 */
record Ensemble(String words, BiFunction<SeedTree, Integer, RateInstance> draw, boolean perSeed) {
    static Ensemble runsOn(RateInstance instance) {
        return new Ensemble(
                "runs on " + instance.problem().id() + "; sampling: " + instance.sampling() + "; schedule: "
                        + instance.laws(),
                (seeds, index) -> instance,
                false);
    }

    /** For a card, before the constants of the schedule are known. */
    static Ensemble announced(String words) {
        return new Ensemble(
                words,
                (seeds, index) -> {
                    throw new IllegalStateException("No instance is known yet of: " + words);
                },
                false);
    }

    static Ensemble instances(String words, BiFunction<SeedTree, Integer, RateInstance> draw) {
        return new Ensemble(words, draw, true);
    }

    List<RateInstance> instances(Settings settings, int seeds) {
        return IntStream.range(0, perSeed ? seeds : 1)
                .mapToObj(index -> draw.apply(settings.seeds("verdict").child("RATE-2"), index))
                .toList();
    }

    /** Every column meets the same instances and the same randomness. */
    ArmStudy study(Settings settings, RateGrid grid, PenaltyArm.Change change) {
        int seeds = grid.seeds(settings.profile());
        List<RateStudy<PenaltyArm>> parts = instances(settings, seeds).stream()
                .map(instance -> new RateStudy<>(
                        change.of(instance),
                        grid.epsilons(settings.profile()),
                        perSeed ? 1 : seeds,
                        settings.seeds("verdict")))
                .toList();
        return new ArmStudy(change.label(), parts);
    }
}
