package org.plumbline.source;

import java.util.Objects;

/**
 * The source of a statement, with the place in it and with how we know it.
 *
 * @param work authors, title or venue, and identifier, such as "arXiv 2503.17644"
 * @param place the place in the work, such as "Theorem 1" or "eq. (4)"; never empty
 * @param provenance how the statement came to be here
 */
public record Citation(String work, String place, Provenance provenance) {
    /** How far a cited statement has been read; printed beside it. */
    public enum Provenance {
        /** Checked against the published text. */
        READ,
        /** Known from the literature, not checked against the text here. */
        RECALLED,
        /** Inferred from a summary of the work; the page itself was not at hand. */
        INFERRED,
        /** Our own algebra; the derivation stands beside the code. */
        DERIVED
    }

    /** Checks that the place is named. */
    public Citation {
        Objects.requireNonNull(provenance, "provenance");
        if (work.isBlank() || place.isBlank()) {
            throw new IllegalArgumentException("A citation needs a work (" + work + ") and a place in it (" + place
                    + "). Maybe name the theorem.");
        }
    }

    @Override
    public String toString() {
        return work + ", " + place + " [" + provenance + "]";
    }
}
