package org.plumbline.run;

/**
 * Which outer iterations a trace keeps; the first and the last are always kept.
 *
 * @param stride every how many iterations, at least 1
 */
public record Recording(long stride) {
    /** Keeps the ends only. */
    public static final Recording ENDS = new Recording(Long.MAX_VALUE);
    /** Keeps every iteration. */
    public static final Recording ALL = new Recording(1);

    /** Checks the range. */
    public Recording {
        if (stride < 1) {
            throw new IllegalArgumentException("The stride (" + stride + ") must be at least 1.");
        }
    }

    boolean keeps(long iteration) {
        return iteration % stride == 0;
    }
}
