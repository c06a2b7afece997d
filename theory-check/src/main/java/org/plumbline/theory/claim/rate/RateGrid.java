package org.plumbline.theory.claim.rate;

import org.plumbline.theory.Profile;

/**
 * Targets and seeds of a rate claim, by profile.
 *
 * @param largest the largest target; the others are its halvings
 * @param quickTargets number of targets in the quick profile
 * @param quickSeeds seeds in the quick profile
 * @param fullTargets number of targets in the full profile
 * @param fullSeeds seeds in the full profile
 */
record RateGrid(double largest, int quickTargets, int quickSeeds, int fullTargets, int fullSeeds) {
    double[] epsilons(Profile profile) {
        return RateStudy.halvings(largest, profile == Profile.QUICK ? quickTargets : fullTargets);
    }

    int seeds(Profile profile) {
        return profile == Profile.QUICK ? quickSeeds : fullSeeds;
    }

    String describe() {
        return "ε = " + largest + " and its halvings, " + quickTargets + " targets and " + quickSeeds
                + " seeds in the quick profile, " + fullTargets + " and " + fullSeeds + " in the full one";
    }
}
