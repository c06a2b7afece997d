package org.plumbline.theory.claim;

import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;

/** The places of the paper that claims cite. The pages themselves were not at hand: all are inferred from a summary. */
public final class Paper {
    private static final String WORK =
            "On the sample complexity bounds in bilevel reinforcement learning, NeurIPS 2025, arXiv 2503.17644";

    private Paper() {}

    /**
     * A place in the paper.
     *
     * @param place such as "Algorithm 1"
     * @return the citation, marked as inferred
     */
    public static Citation at(String place) {
        return new Citation(WORK, place, Provenance.INFERRED);
    }
}
