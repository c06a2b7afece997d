package org.plumbline.report.model;

import java.util.Optional;
import org.plumbline.theory.Verdict;

/** What a claim means for a statement. */
public enum Bearing {
    /** The statement stands if the claim does. */
    FOR("for it"),
    /** The statement falls if the claim stands; if the claim falls, nothing follows for the statement. */
    AGAINST("against it"),
    /** The claim belongs to the matter and decides nothing of the statement. */
    BESIDE("beside it");

    private final String label;

    Bearing(String label) {
        this.label = label;
    }

    /**
     * In words.
     *
     * @return such as "against it"
     */
    public String label() {
        return label;
    }

    /**
     * What a claim's verdict says of the statement.
     *
     * @param verdict the claim's
     * @return the statement's, or empty where it says nothing
     */
    public Optional<Verdict> of(Verdict verdict) {
        return switch (this) {
            case FOR -> Optional.of(verdict);
            case AGAINST ->
                Optional.of(
                        switch (verdict) {
                            case SUPPORTED -> Verdict.NOT_SUPPORTED;
                            case NOT_SUPPORTED -> Verdict.INCONCLUSIVE;
                            default -> verdict;
                        });
            case BESIDE -> Optional.empty();
        };
    }
}
