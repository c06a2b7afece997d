package org.plumbline.sampling;

/** What one batch at several policies of a finite process has in common. */
public enum PathSharing {
    /**
     * The uniform numbers behind starts, actions and next states. Where two policies differ by δ, trajectories part with a
     * probability of order δ, and the mean square of a difference of gradients is of order δ.
     */
    COMMON_NUMBERS,
    /**
     * The trajectories themselves. They come from the first policy at which the batch is asked for, however many batches are
     * asked for in between, and count for the others with likelihood ratios, per decision: the mean square of a difference of
     * gradients is of order δ². Trajectories are drawn, and charged, once. The price is a variance that grows as
     * \(e^{O(\delta^2H)}\), so that policies have to be close; no simulator is needed, since a real environment's trajectories
     * can be weighted as well.
     */
    REWEIGHTED
}
