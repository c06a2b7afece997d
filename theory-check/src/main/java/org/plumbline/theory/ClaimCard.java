package org.plumbline.theory;

import java.util.List;
import org.plumbline.source.Citation;

/**
 * Everything about a claim that is fixed before its run.
 *
 * @param id the audit's name, or audit@family, such as "RATE-1@sine-composite"
 * @param statement the claim in one sentence
 * @param criterion what is measured, with its units
 * @param guarantee the kind of the statement
 * @param source where it is stated
 * @param assumptions what it presumes of its instance
 * @param prediction what the theory predicts for the measurement
 * @param rule how the verdict is decided, with every threshold
 * @param negativeControl what must be rejected by the same rule
 */
public record ClaimCard(
        String id,
        String statement,
        String criterion,
        Guarantee guarantee,
        Citation source,
        List<String> assumptions,
        String prediction,
        String rule,
        String negativeControl) {
    /** Copies the list and checks that nothing is left empty. */
    public ClaimCard {
        assumptions = List.copyOf(assumptions);
        for (String text : List.of(id, statement, criterion, prediction, rule, negativeControl)) {
            if (text.isBlank()) {
                throw new IllegalArgumentException("The card of claim \"" + id + "\" has an empty field.");
            }
        }
    }
}
