package org.plumbline.report.model;

import java.util.List;

/**
 * A deliberately broken variant, and who noticed.
 *
 * @param id its name
 * @param description what is broken
 * @param caughtBy the claims and contracts that rejected it
 */
public record SaboteurRow(String id, String description, List<String> caughtBy) {
    /** Copies the list. */
    public SaboteurRow {
        caughtBy = List.copyOf(caughtBy);
    }
}
