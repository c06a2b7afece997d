package org.plumbline.report.build;

import org.plumbline.theory.Certified;
import org.plumbline.theory.ClaimCard;
import org.plumbline.theory.Evidence;

/**
 * A claim after its judgement.
 *
 * @param card what was fixed before the run
 * @param evidence what was found
 * @param measured whether its rule saw all that it asks for; false where a plan, a cell or the judge failed
 */
public record Judged(ClaimCard card, Evidence evidence, boolean measured) {
    /**
     * A claim that its rule has judged.
     *
     * @param card what was fixed before the run
     * @param evidence what was found
     */
    public Judged(ClaimCard card, Evidence evidence) {
        this(card, evidence, true);
    }

    /**
     * Whether chance can be the reason of the verdict: the rule has seen all that it asks for, on an instance that is what it is
     * declared to be.
     *
     * @return false where something failed, or a certificate did
     */
    boolean isByItsRule() {
        return measured && !Certified.failed(evidence);
    }
}
