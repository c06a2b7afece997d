package org.plumbline.report.model;

import java.util.Optional;
import org.plumbline.theory.Verdict;

/**
 * A verdict that was recorded before the run.
 *
 * @param verdict what is expected
 * @param why the reason to expect it, in a sentence
 * @param baseline what was measured when it was last recorded, or empty
 */
public record Expectation(Verdict verdict, String why, Optional<Baseline> baseline) {
    /**
     * A verdict alone.
     *
     * @param verdict what is expected
     * @param why the reason
     */
    public Expectation(Verdict verdict, String why) {
        this(verdict, why, Optional.empty());
    }
}
