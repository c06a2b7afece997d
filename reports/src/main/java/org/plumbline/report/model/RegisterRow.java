package org.plumbline.report.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.plumbline.theory.Verdict;

/**
 * One thing that the paper says, and what bears on it here.
 *
 * @param item what is said
 * @param rows the claims of this run that bear on it, in order of name
 * @param verdict the worst of theirs, or empty where none was run or none bears on it
 */
public record RegisterRow(RegisterItem item, List<ClaimRow> rows, Optional<Verdict> verdict) {
    /** Copies the list. */
    public RegisterRow {
        rows = List.copyOf(rows);
    }

    /**
     * The verdicts in numbers.
     *
     * @return such as "3 SUPPORTED, 1 INCONCLUSIVE"; why there is none, where there is none
     */
    public String counts() {
        if (item.claims().isEmpty()) {
            return "nothing here can judge it";
        }
        return rows.isEmpty()
                ? "its claims were not run"
                : Arrays.stream(Verdict.values())
                        .map(each -> new VerdictCount(
                                each,
                                rows.stream()
                                        .filter(row -> row.verdict() == each)
                                        .count()))
                        .filter(count -> count.claims() > 0)
                        .map(count -> count.claims() + " " + count.verdict())
                        .collect(Collectors.joining(", "));
    }
}
