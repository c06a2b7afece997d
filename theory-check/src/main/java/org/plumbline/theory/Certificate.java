package org.plumbline.theory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was found of everything that is presumed of an instance.
 *
 * @param findings by assumption, in the order in which they are presumed
 */
public record Certificate(Map<Assumption, Finding> findings) {
    /** The name of {@link #table}. */
    static final String NAME = "certificate";

    /** The column of {@link #table} with the outcomes. */
    static final int OUTCOME = 4;

    /** Copies the map in its order. */
    public Certificate {
        findings = new LinkedHashMap<>(findings);
    }

    /**
     * Judges every assumption.
     *
     * @param assumptions what is presumed
     * @param settings those of the plan
     * @param results the cells' results
     * @return the certificate
     */
    public static Certificate of(List<Assumption> assumptions, Settings settings, Results results) {
        Map<Assumption, Finding> findings = new LinkedHashMap<>();
        assumptions.forEach(assumption -> findings.put(
                assumption,
                assumption.judge(results.get(assumption.cell(settings).key()))));
        return new Certificate(findings);
    }

    /**
     * Why the instance may not decide a claim.
     *
     * @return the assumptions that do not hold, with what was found; empty if all hold
     */
    public Optional<String> failure() {
        String failures = findings.entrySet().stream()
                .filter(entry -> !entry.getValue().holds())
                .map(entry -> entry.getKey().name() + " on " + entry.getKey().instance() + ": "
                        + entry.getValue().detail())
                .collect(Collectors.joining("; "));
        return failures.isEmpty() ? Optional.empty() : Optional.of(failures);
    }

    /**
     * The certificate for the report.
     *
     * @return one row an assumption
     */
    public Table table() {
        List<List<Object>> rows = new ArrayList<>();
        findings.forEach((assumption, finding) -> rows.add(List.of(
                assumption.instance(),
                assumption.name(),
                finding.declared(),
                finding.measured(),
                finding.outcome(),
                finding.detail(),
                finding.shownWitness())));
        return new Table(
                NAME,
                "What the claim presumes of its instances: declared, and measured before the verdict",
                List.of("instance", "assumption", "declared", "measured", "finding", "detail", "witness (φ, λ)"),
                rows);
    }
}
