package org.plumbline.theory;

import java.util.Arrays;

/**
 * What the measurement of an assumption found.
 *
 * @param declared the declared constant, NaN where none is declared
 * @param measured the worst value found
 * @param witness the point where it was found, λ behind φ; empty where the finding is not about one point
 * @param holds whether the measurement agrees with the declaration
 * @param detail the comparison in a sentence
 */
public record Finding(double declared, double measured, double[] witness, boolean holds, String detail) {
    /** The outcome of an assumption that holds. */
    static final String HOLDS = "holds";

    /** Copies the point. */
    public Finding {
        witness = witness.clone();
    }

    @Override
    public double[] witness() {
        return witness.clone();
    }

    /**
     * The finding in two words; what is not declared is not refuted either.
     *
     * @return "holds", "does not hold" or "not certified"
     */
    public String outcome() {
        return holds ? HOLDS : Double.isNaN(declared) ? "not certified" : "does not hold";
    }

    /**
     * The point for a table.
     *
     * @return its entries, or a dash
     */
    public String shownWitness() {
        return witness.length == 0 ? "–" : Arrays.toString(witness);
    }
}
