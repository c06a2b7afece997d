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
        return profile == Profile.QUICK ? new Effort(24, 2, 1e4, 5, 10, 1.5e5) : new Effort(48, 2, 3e4, 8, 20, 2e6);
    }

    /**
     * The effort where a gradient solves matrix equations and costs ten times as much or more.
     *
     * @param profile quick or full
     * @return fixed before any run
     */
    public static Effort ofCostly(Profile profile) {
        return profile == Profile.QUICK ? new Effort(12, 2, 2e3, 4, 12, 3e4) : new Effort(24, 2, 6e3, 6, 20, 1e5);
    }

    /**
     * The same with other fresh runs.
     *
     * @param otherTargets how many targets
     * @param otherSeeds how many runs a target
     * @return the changed copy
     */
    public Effort with(int otherTargets, int otherSeeds) {
        return new Effort(trials, searchSeeds, trialQueries, otherTargets, otherSeeds, queries);
    }
}
