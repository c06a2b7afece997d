package org.plumbline.theory;

/** The kind of a statement, which says what a measurement can do to it. */
public enum Guarantee {
    /** A bound: it can be refuted or found consistent, never proved by measuring. */
    UPPER_BOUND("upper bound"),
    /** A bound that is said to be attained. */
    TIGHT("tight bound"),
    /** An exponent. */
    RATE("rate"),
    /** A difference between methods. */
    SEPARATION("separation");

    private final String label;

    Guarantee(String label) {
        this.label = label;
    }

    /**
     * The name in reports.
     *
     * @return in words
     */
    public String label() {
        return label;
    }
}
