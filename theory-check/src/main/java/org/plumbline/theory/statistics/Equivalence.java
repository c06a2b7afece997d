package org.plumbline.theory.statistics;

/**
 * Whether a mean difference is as good as none: two one-sided tests of level α against "it is at least m away from 0", which
 * together reject exactly where the two-sided interval of level 1 − 2α lies within (−m, m). Where the true mean is ±m or beyond,
 * EQUIVALENT comes out with probability at most α; where there is no difference, ABOVE or BELOW does, with probability α at most
 * each.
 *
 * <p>Source: D. J. Schuirmann, "A comparison of the two one-sided tests procedure and the power approach for assessing the
 * equivalence of average bioavailability", Journal of Pharmacokinetics and Biopharmaceutics 15 (1987), 657–680.
 *
 * @param difference the differences' mean with Student's t
 * @param margin m, positive
 */
public record Equivalence(StudentInterval difference, double margin) {
    /** α: of each of the two tests. */
    public static final double ALPHA = 0.05;

    /** What was found. */
    public enum Ending {
        /** Less than the margin away from none. */
        EQUIVALENT,
        /** Not equivalent, and above 0. */
        ABOVE,
        /** Not equivalent, and below 0. */
        BELOW,
        /** Too uncertain to say. */
        UNDECIDED
    }

    /** Checks the range. */
    public Equivalence {
        Require.positive("margin", margin);
    }

    /**
     * The interval of level 1 − 2α, by which it is decided.
     *
     * @return of the mean difference
     */
    public Interval interval() {
        return difference.interval(1 - 2 * ALPHA);
    }

    /**
     * Decides.
     *
     * @return the ending
     */
    public Ending ending() {
        Interval interval = interval();
        if (interval.lower() > -margin && interval.upper() < margin) {
            return Ending.EQUIVALENT;
        }
        if (interval.lower() > 0) {
            return Ending.ABOVE;
        }
        return interval.upper() < 0 ? Ending.BELOW : Ending.UNDECIDED;
    }
}
