package org.plumbline.theory;

import org.plumbline.random.SeedTree;

/**
 * What a plan depends on, beside the claim itself.
 *
 * @param profile how much is spent
 * @param masterSeed the root of all randomness
 */
public record Settings(Profile profile, long masterSeed) {
    /** The master seed of the recorded expectations: the arXiv number of the paper. */
    public static final long DEFAULT_SEED = 250317644L;

    /**
     * The branch of the seed tree for one purpose; calibration and verdicts use different ones.
     *
     * @param branch the purpose
     * @return the branch
     */
    public SeedTree seeds(String branch) {
        return SeedTree.of(masterSeed).child(branch);
    }
}
