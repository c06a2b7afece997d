package org.plumbline.algorithm;

/** The checks that compact constructors of hyper-parameters share. */
public final class Positive {
    private Positive() {}

    /**
     * Requires a positive, finite number.
     *
     * @param name the parameter
     * @param value its value
     */
    public static void require(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " (" + value + ") must be positive and finite.");
        }
    }

    /**
     * Requires a positive count.
     *
     * @param name the parameter
     * @param value its value
     */
    public static void require(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " (" + value + ") must be at least 1.");
        }
    }
}
