package org.plumbline.theory.saboteur;

import org.plumbline.theory.Certified;
import org.plumbline.theory.Claim;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Verdict;

/**
 * One claim twice: as it stands, and with a broken variant handed in. Card, rule, thresholds and grid are the same. A catch
 * counts only where the sound half is SUPPORTED: a rule that rejects everything catches nothing.
 *
 * @param sound the claim as it is registered
 * @param broken the same claim about the broken variant
 */
public record Trap(Claim sound, Claim broken) {
    /** How a trap ended. */
    public enum Ending {
        /** The broken half is NOT_SUPPORTED, the sound one SUPPORTED. */
        REFUTED("refuted"),
        /** The certificate of the broken half fails, and the sound half is SUPPORTED. */
        NOT_CERTIFIED("not certified"),
        /** The sound half is SUPPORTED, and the broken one is neither refuted nor left uncertified. */
        MISSED("missed"),
        /** The sound half is not SUPPORTED, so that nothing is learnt from the broken one. */
        VOID("void");

        private final String label;

        Ending(String label) {
            this.label = label;
        }

        /**
         * Whether the claim noticed.
         *
         * @return true for a refutation and for a failed certificate
         */
        public boolean caught() {
            return this == REFUTED || this == NOT_CERTIFIED;
        }

        /**
         * The ending in a word or two.
         *
         * @return in lower case
         */
        public String label() {
            return label;
        }
    }

    /**
     * The name of the claim.
     *
     * @return the sound half's
     */
    public String claim() {
        return sound.card().id();
    }

    /**
     * Compares both halves.
     *
     * @param sound evidence of the claim as it stands
     * @param broken evidence of the claim about the broken variant
     * @return how it ended
     */
    public static Ending ending(Evidence sound, Evidence broken) {
        if (sound.verdict() != Verdict.SUPPORTED) {
            return Ending.VOID;
        }
        if (broken.verdict() == Verdict.NOT_SUPPORTED) {
            return Ending.REFUTED;
        }
        boolean undecided = broken.verdict() == Verdict.INCONCLUSIVE;
        return undecided && Certified.failed(broken) ? Ending.NOT_CERTIFIED : Ending.MISSED;
    }
}
