package org.plumbline.theory.statistics;

import java.util.Locale;

/** The preconditions that statistics and rules share; a message gives the name, the value and what it must be. */
public final class Require {
    private Require() {}

    /**
     * Refuses NaN and the infinities.
     *
     * @param name the value's name in the message
     * @param value any value
     * @return the value
     */
    public static double finite(String name, double value) {
        return that(Double.isFinite(value), name, value, "must be finite");
    }

    /**
     * Refuses whatever is not a finite number above zero.
     *
     * @param name the value's name in the message
     * @param value any value
     * @return the value
     */
    public static double positive(String name, double value) {
        return that(Double.isFinite(value) && value > 0, name, value, "must be positive and finite");
    }

    /**
     * Refuses whatever is not a finite number from zero up.
     *
     * @param name the value's name in the message
     * @param value any value
     * @return the value
     */
    public static double nonNegative(String name, double value) {
        return that(Double.isFinite(value) && value >= 0, name, value, "must be at least 0 and finite");
    }

    /**
     * Refuses whatever does not lie strictly between zero and one.
     *
     * @param name the value's name in the message
     * @param value any value
     * @return the value
     */
    public static double probability(String name, double value) {
        return that(value > 0 && value < 1, name, value, "must lie strictly between 0 and 1 (0.95, not 95)");
    }

    /**
     * Refuses a count below a minimum.
     *
     * @param name the count's name in the message
     * @param count any value
     * @param minimum the least that is accepted
     * @return the count
     */
    public static int atLeast(String name, int count, int minimum) {
        if (count < minimum) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "The %s (%d) must be at least %d.", name, count, minimum));
        }
        return count;
    }

    private static double that(boolean holds, String name, double value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("The " + name + " (" + value + ") " + rule + ".");
        }
        return value;
    }
}
