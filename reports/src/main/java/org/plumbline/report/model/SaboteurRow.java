package org.plumbline.report.model;

import java.util.List;

/**
 * A deliberately broken variant, and who noticed.
 *
 * @param id its name
 * @param description what is broken
 * @param traps what claims said of it
 */
public record SaboteurRow(String id, String description, List<TrapRow> traps) {
    /** Copies the list. */
    public SaboteurRow {
        traps = List.copyOf(traps);
    }

    /**
     * Who rejected it.
     *
     * @return names of claims, each of which supports the sound variant
     */
    public List<String> caughtBy() {
        return traps.stream()
                .filter(trap -> trap.ending().caught())
                .map(TrapRow::claim)
                .distinct()
                .toList();
    }

    /**
     * Whether nobody noticed.
     *
     * @return true where no claim rejected it
     */
    public boolean survived() {
        return caughtBy().isEmpty();
    }
}
