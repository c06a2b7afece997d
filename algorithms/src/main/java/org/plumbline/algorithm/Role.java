package org.plumbline.algorithm;

/**
 * What a constant that a theorem leaves free is for. The role alone decides in which range a search may look for it:
 * the range is the same for every method, so that none is favoured. Ranges are in multiples of a unit that the problem's
 * public constants give, and searched on a logarithmic scale.
 */
public enum Role {
    /**
     * A step size of a lower variable or of a linear system in it, in units of 1/L. The range reaches far down because some methods
     * step in both variables at once, where L of g − g* is larger.
     */
    LOWER_STEP(1.0 / 32, 1, true),
    /** A step size of the upper variable. */
    OUTER_STEP(1.0 / 32, 1, false),
    /** The penalty parameter \(\sigma\), or a displacement that divides a difference. */
    PENALTY(1.0 / 8, 1, false),
    /** A penalty multiplier \(1/\sigma\): the reciprocal range, so that both writings of one method are searched alike. */
    MULTIPLIER(1, 8, false),
    /** Samples per estimate. */
    BATCH(1, 32, false),
    /** Inner steps, or steps of a linear solver. */
    INNER(1, 64, false),
    /** Outer iterations: read off a run, which passes through all of them, and so not searched. */
    ITERATIONS(1, 1, false),
    /** A momentum or averaging weight. */
    MOMENTUM(1.0 / 8, 1, false),
    /** Not searched: the law brings its constant. */
    FIXED(1, 1, false);

    private final double low;
    private final double high;
    private final boolean inverseSmoothness;

    Role(double low, double high, boolean inverseSmoothness) {
        this.low = low;
        this.high = high;
        this.inverseSmoothness = inverseSmoothness;
    }

    /**
     * A point of the range on the logarithmic scale.
     *
     * @param fraction where, in [0, 1]
     * @param inverseL 1/L of the lower level, or its local value where L is declared for a whole region
     * @return the constant
     */
    public double at(double fraction, double inverseL) {
        double unit = inverseSmoothness ? inverseL : 1;
        // A multiplier is mapped downwards, so that σ and 1/σ are reciprocal at every fraction.
        double way = this == MULTIPLIER ? 1 - fraction : fraction;
        return unit * low * Math.pow(high / low, way);
    }

    /**
     * The range in words.
     *
     * @return for documents and lists
     */
    public String range() {
        return "[" + low + ", " + high + "]" + (inverseSmoothness ? "/L" : "");
    }
}
