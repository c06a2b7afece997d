package org.plumbline.theory.panel;

import org.plumbline.theory.Profile;

/**
 * How much is spent on one method in one arena: the same for every method.
 *
 * @param trials points of the search, at least 1
 * @param searchSeeds runs a trial
 * @param trialQueries the most oracle queries of a trial's run
 * @param targets how many targets
 * @param seeds fresh runs a target
 * @param queries the most oracle queries of a fresh run; a target that needs more is left out, and said to be
 */
public record Effort(int trials, int searchSeeds, double trialQueries, int targets, int seeds, double queries) {
    /**
     * The effort of a profile.
     *
     * @param profile quick or full
     * @return fixed before any run
     */
    public static Effort of(Profile profile) {
        return profile == Profile.QUICK ? new Effort(24, 2, 1e4, 6, 8, 4e5) : new Effort(64, 3, 1e5, 6, 20, 2e7);
    }
}
