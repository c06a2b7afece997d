package org.plumbline.report.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.plumbline.report.Samples;
import org.plumbline.report.model.RegisterItem;
import org.plumbline.report.model.RegisterRow;
import org.plumbline.theory.Claims;

class RegisterTest {
    private static final List<RegisterItem> ITEMS = Register.items();

    private static Set<String> names() {
        Set<String> names = new TreeSet<>();
        Claims.all().forEach(claim -> {
            names.add(claim.card().id());
            names.add(claim.card().id().replaceFirst("@.*", ""));
        });
        return names;
    }

    @Test
    void everyNamedClaimExists() {
        Set<String> names = names();
        for (RegisterItem item : ITEMS) {
            assertTrue(names.containsAll(item.claims()), item.claims() + " of: " + item.statement());
        }
    }

    /** Claims that are there for the tests of reports bear on nothing. */
    @Test
    void everyAuditBearsOnSomething() {
        Set<String> audits = Claims.all().stream()
                .map(claim -> claim.card().id().replaceFirst("@.*", ""))
                .filter(audit -> !audit.startsWith("SAMPLE"))
                .collect(Collectors.toCollection(TreeSet::new));
        ITEMS.forEach(item -> item.claims().forEach(name -> audits.remove(name.replaceFirst("@.*", ""))));
        assertEquals(Set.of(), audits);
    }

    /** As many as the summary of the paper has of each; the bound on ε⁻⁶ stands in its first paragraph. */
    @Test
    void everyItemOfTheSummaryIsThere() {
        Map<String, Long> counts =
                ITEMS.stream().collect(Collectors.groupingBy(RegisterItem::kind, Collectors.counting()));
        assertEquals(
                Map.of(
                        "key result", 5L,
                        "mechanism", 3L,
                        "design trade-off", 2L,
                        "failure signature", 2L,
                        "open question", 3L,
                        "limitation", 3L,
                        "confidence", 3L,
                        "next check", 3L),
                counts);
    }

    @Test
    void theWorstVerdictStandsForAnItem() {
        RegisterItem item = new RegisterItem("key result", "a", "b", List.of("SAMPLE-1"), "c");
        var claims = Samples.report(1, "2026-01-01").claims();
        RegisterRow row = Register.row(item, claims);
        assertEquals("NOT_SUPPORTED", row.verdict().orElseThrow().name());
        assertEquals("1 SUPPORTED, 1 NOT_SUPPORTED", row.counts());
        RegisterItem none = new RegisterItem("limitation", "a", "b", List.of(), "c");
        assertEquals("nothing here can judge it", Register.row(none, claims).counts());
        assertTrue(Register.rows(claims, false).isEmpty());
        assertEquals(ITEMS.size(), Register.rows(claims, true).size());
    }
}
