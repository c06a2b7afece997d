package org.plumbline.theory;

/**
 * What a rule, fixed before the run, says of a claim. A claim of the suite is as a rule an upper bound ("no more than",
 * "at least this fast"), and finitely many runs can only refute an upper bound or be consistent with it: no verdict
 * means "proved".
 */
public enum Verdict {
    /**
     * Consistent: the rule looked with enough precision and found no contradiction, on these instances, over this range
     * and under this criterion. It says nothing outside them.
     */
    SUPPORTED,

    /** Refuted: the data contradict the claim beyond the rule's stated false-alarm rate. A finding, not a broken build. */
    NOT_SUPPORTED,

    /** Undecided: the data are too few, too noisy or too mixed for either; the reason says what would decide. */
    INCONCLUSIVE,

    /** Nothing was measured (left out by the profile, or something optional is absent); the reason says why. */
    NOT_RUN,

    /** The claim's assumptions do not hold on this instance, so that it says nothing about it and cannot be tested. */
    NOT_APPLICABLE
}
