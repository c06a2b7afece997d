package org.plumbline.report.model;

import java.util.List;

/**
 * One thing that the paper says.
 *
 * @param kind such as "key result" or "open question"
 * @param statement what is said, in a sentence
 * @param criterion what would be measured, with units
 * @param claims names of audits and claims that bear on it; empty where nothing here can
 * @param boundary what their verdicts do not cover, or why there is none
 */
public record RegisterItem(String kind, String statement, String criterion, List<String> claims, String boundary) {
    /** Copies the list and checks that nothing is left empty. */
    public RegisterItem {
        claims = List.copyOf(claims);
        for (String text : List.of(kind, statement, criterion, boundary)) {
            if (text.isBlank()) {
                throw new IllegalArgumentException("The register's item \"" + statement + "\" has an empty field.");
            }
        }
    }

    /**
     * Whether a claim bears on it.
     *
     * @param row a claim
     * @return true if it or its audit is named
     */
    public boolean names(ClaimRow row) {
        return claims.contains(row.id()) || claims.contains(row.audit());
    }
}
