package org.plumbline.theory.statistics;

/**
 * A closed interval \([\text{lower}, \text{upper}]\) of the real line. An end may be infinite: that is how an estimate
 * says that its sample holds no information on that side.
 *
 * @param lower the lower end, not NaN
 * @param upper the upper end, not NaN, not below {@code lower}
 */
public record Interval(double lower, double upper) {
    /** Refuses NaN and ends in the wrong order. */
    public Interval {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException(
                    "The interval [" + lower + ", " + upper + "] must have a lower end not above its upper end.");
        }
    }

    /**
     * The whole real line: nothing is known.
     *
     * @return \((-\infty, \infty)\)
     */
    public static Interval everything() {
        return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /**
     * The interval of a centre and a half-width.
     *
     * @param centre finite
     * @param halfWidth at least zero
     * @return \([\text{centre} - \text{halfWidth}, \text{centre} + \text{halfWidth}]\)
     */
    public static Interval around(double centre, double halfWidth) {
        return new Interval(centre - halfWidth, centre + halfWidth);
    }

    /**
     * Half the length.
     *
     * @return at least zero, infinite if an end is
     */
    public double halfWidth() {
        return lower == upper ? 0 : (upper - lower) / 2;
    }

    /**
     * Whether a value lies inside or on an end.
     *
     * @param value any value
     * @return false for NaN
     */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }

    /**
     * Whether all of this interval lies in another.
     *
     * @param other the other
     * @return true also where ends coincide
     */
    public boolean isWithin(Interval other) {
        return other.lower <= lower && upper <= other.upper;
    }

    /**
     * Whether no point lies in both.
     *
     * @param other the other
     * @return false where they touch
     */
    public boolean isDisjointFrom(Interval other) {
        return upper < other.lower || other.upper < lower;
    }
}
