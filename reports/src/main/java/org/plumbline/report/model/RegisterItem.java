package org.plumbline.report.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One thing that the paper says. Lists hold names of claims, or of audits for all of their claims; a claim that is named itself
 * is where it is named, whatever list its audit is in.
 *
 * @param kind such as "key result" or "open question"
 * @param statement what is said or asked, in a sentence
 * @param criterion what would be measured, with units
 * @param claims those for it
 * @param against those against it
 * @param beside those that belong to the matter and decide nothing of it
 * @param boundary what their verdicts do not cover, or why there is none
 */
public record RegisterItem(
        String kind,
        String statement,
        String criterion,
        List<String> claims,
        List<String> against,
        List<String> beside,
        String boundary) {
    /** Copies the lists, which may be left out, and checks that no text is empty. */
    public RegisterItem {
        claims = claims == null ? List.of() : List.copyOf(claims);
        against = against == null ? List.of() : List.copyOf(against);
        beside = beside == null ? List.of() : List.copyOf(beside);
        for (String text : List.of(kind, statement, criterion, boundary)) {
            if (text.isBlank()) {
                throw new IllegalArgumentException("The register's item \"" + statement + "\" has an empty field.");
            }
        }
    }

    /**
     * All that is named.
     *
     * @return names of audits and claims; empty where nothing here can bear on it
     */
    public List<String> names() {
        return Stream.of(claims, against, beside).flatMap(List::stream).toList();
    }

    /**
     * How a claim bears on it.
     *
     * @param row a claim
     * @return empty if neither it nor its audit is named
     */
    public Optional<Bearing> bearing(ClaimRow row) {
        Optional<Bearing> own = named(row.id());
        return own.isPresent() ? own : named(row.audit());
    }

    private Optional<Bearing> named(String name) {
        if (against.contains(name)) {
            return Optional.of(Bearing.AGAINST);
        }
        if (beside.contains(name)) {
            return Optional.of(Bearing.BESIDE);
        }
        return claims.contains(name) ? Optional.of(Bearing.FOR) : Optional.empty();
    }
}
