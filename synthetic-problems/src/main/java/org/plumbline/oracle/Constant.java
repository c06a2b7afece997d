package org.plumbline.oracle;

/**
 * A declared constant of a problem.
 *
 * @param symbol its symbol in the literature, such as "mu" or "L"
 * @param meaning what it bounds, in a sentence
 * @param value its value, finite and positive
 * @param looseness at least 1: by what factor the best constant may be better than the declared one. 1.01 means
 *     "exact": the bound is attained up to one per cent. Infinity means that nothing is claimed about tightness.
 * @param region where it holds, in words
 */
public record Constant(String symbol, String meaning, double value, double looseness, String region) {
    /** The looseness of a constant that is called exact. */
    public static final double EXACT = 1.01;

    /** Checks the ranges. */
    public Constant {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("The constant " + symbol + " (" + value
                    + ") must be positive and finite. Maybe leave it undeclared.");
        }
        if (!(looseness >= 1)) {
            throw new IllegalArgumentException(
                    "The looseness of " + symbol + " (" + looseness + ") must be at least 1.");
        }
    }
}
