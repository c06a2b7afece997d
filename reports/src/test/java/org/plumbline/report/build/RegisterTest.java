package org.plumbline.report.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.plumbline.report.Samples;
import org.plumbline.report.model.RegisterItem;
import org.plumbline.report.model.RegisterRow;
import org.plumbline.report.model.Report;
import org.plumbline.theory.Claims;
import org.plumbline.theory.Verdict;

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
            assertTrue(names.containsAll(item.names()), item.names() + " of: " + item.statement());
            assertEquals(item.names().size(), Set.copyOf(item.names()).size(), item.statement());
        }
    }

    /** Claims that are there for the tests of reports bear on nothing. */
    @Test
    void everyAuditBearsOnSomething() {
        Set<String> audits = Claims.all().stream()
                .map(claim -> claim.card().id().replaceFirst("@.*", ""))
                .filter(audit -> !audit.startsWith("SAMPLE"))
                .collect(Collectors.toCollection(TreeSet::new));
        ITEMS.forEach(item -> item.names().forEach(name -> audits.remove(name.replaceFirst("@.*", ""))));
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

    private static RegisterItem item(List<String> claims, List<String> against, List<String> beside) {
        return new RegisterItem("key result", "a", "b", claims, against, beside, "c");
    }

    /** A claim that is named itself is where it is named; what is beside says nothing. */
    @Test
    void claimsAgainstAStatementCountTheOtherWay() {
        var claims = Samples.report(1, "2026-01-01").claims();
        RegisterRow against = Register.row(item(List.of(), List.of("SAMPLE-1@alpha"), List.of("SAMPLE-1")), claims);
        assertEquals(Optional.of(Verdict.NOT_SUPPORTED), against.verdict());
        assertEquals("against it: 1 SUPPORTED; beside it: 1 NOT_SUPPORTED", against.counts());
        RegisterRow refuted = Register.row(item(List.of("SAMPLE-1"), List.of("SAMPLE-1@beta"), List.of()), claims);
        assertEquals(Optional.of(Verdict.INCONCLUSIVE), refuted.verdict(), "an objection that falls is no support");
        RegisterRow beside = Register.row(item(List.of(), List.of(), List.of("SAMPLE-1")), claims);
        assertEquals(Optional.empty(), beside.verdict());
        assertEquals(2, beside.rows().size());
    }

    /** What the items whose claims speak against them come to where every claim is supported. */
    @Test
    void aRunInWhichAllIsSupportedDoesNotSupportAllThatIsSaid() {
        Report report = Samples.allSupported();
        Map<String, String> others = new TreeMap<>();
        report.register().stream()
                .filter(row -> !row.verdict().equals(Optional.of(Verdict.SUPPORTED)))
                .forEach(row -> others.put(
                        row.item().statement(), row.verdict().map(Verdict::name).orElse("none")));
        assertEquals(
                Map.of(
                        "The bound improves on O(ε⁻⁶) of general nonconvex bilevel optimisation", "NOT_SUPPORTED",
                        "Does the PL condition hold for standard neural network parameterisations?", "NOT_SUPPORTED",
                        "Experiments are proofs of concept on MuJoCo with synthetic preferences", "none",
                        "Test on benchmark environments whether the PL condition holds", "none",
                        "Ablate the penalty parameter σ, the inner steps K and the step sizes", "none"),
                others);
    }

    @Test
    void theWorstVerdictStandsForAnItem() {
        RegisterItem item = item(List.of("SAMPLE-1"), List.of(), List.of());
        var claims = Samples.report(1, "2026-01-01").claims();
        RegisterRow row = Register.row(item, claims);
        assertEquals("NOT_SUPPORTED", row.verdict().orElseThrow().name());
        assertEquals("for it: 1 SUPPORTED, 1 NOT_SUPPORTED", row.counts());
        RegisterItem none = item(List.of(), List.of(), List.of());
        assertEquals("nothing here can judge it", Register.row(none, claims).counts());
        assertTrue(Register.rows(claims, false).isEmpty());
        assertEquals(ITEMS.size(), Register.rows(claims, true).size());
    }
}
