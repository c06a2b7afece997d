package org.plumbline.theory.claim.rate;

import java.util.List;
import org.plumbline.numeric.RefusedException;
import org.plumbline.theory.Profile;
import org.plumbline.theory.judge.RateData;
import org.plumbline.theory.judge.RateRule;

/**
 * Targets and seeds of a rate claim, by profile.
 *
 * @param largest the largest target; the others are its halvings
 * @param quickTargets number of targets in the quick profile
 * @param quickSeeds seeds in the quick profile
 * @param fullTargets number of targets in the full profile
 * @param fullSeeds seeds in the full profile
 * @param chosen targets that somebody asked for in place of these, or none
 */
record RateGrid(double largest, int quickTargets, int quickSeeds, int fullTargets, int fullSeeds, List<Double> chosen) {
    /** What the last {@link RateData#DECIDING} targets span at least: three halvings. */
    private static final double SPAN = 8;

    RateGrid {
        chosen = List.copyOf(chosen);
    }

    RateGrid(double largest, int quickTargets, int quickSeeds, int fullTargets, int fullSeeds) {
        this(largest, quickTargets, quickSeeds, fullTargets, fullSeeds, List.of());
    }

    /** The same at other targets in both profiles, with as many seeds as it takes to decide. */
    RateGrid at(List<Double> targets) {
        int size = targets.size();
        boolean deciding = size >= RateData.DECIDING
                && targets.get(size - RateData.DECIDING) >= SPAN * (1 - 1e-9) * targets.get(size - 1);
        if (!deciding) {
            throw new RefusedException("The targets " + targets + " must be " + RateData.DECIDING
                    + " or more, of which the last " + RateData.DECIDING + " span a factor of at least " + (int) SPAN
                    + ", for the rate rule to decide. Maybe use 0.125,0.0625,0.03125,0.015625.");
        }
        int seeds = Math.max(quickSeeds, RateRule.standard().minimumSeeds());
        return new RateGrid(targets.get(0), size, seeds, size, fullSeeds, targets);
    }

    double[] epsilons(Profile profile) {
        return chosen.isEmpty()
                ? RateStudy.halvings(largest, profile == Profile.QUICK ? quickTargets : fullTargets)
                : chosen.stream().mapToDouble(Double::doubleValue).toArray();
    }

    int seeds(Profile profile) {
        return profile == Profile.QUICK ? quickSeeds : fullSeeds;
    }

    String describe() {
        return chosen.isEmpty()
                ? "ε = " + largest + " and its halvings, " + quickTargets + " targets and " + quickSeeds
                        + " seeds in the quick profile, " + fullTargets + " and " + fullSeeds + " in the full one"
                : "ε in " + chosen + ", as asked for, with " + quickSeeds + " seeds in the quick profile and "
                        + fullSeeds + " in the full one";
    }
}
