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
 * @param verdict the worst of what theirs say of it, or empty where nothing was run that says something of it
 */
public record RegisterRow(RegisterItem item, List<ClaimRow> rows, Optional<Verdict> verdict) {
    /** Copies the list. */
    public RegisterRow {
        rows = List.copyOf(rows);
    }

    /**
     * The claims by what they mean for it.
     *
     * @return those for it, those against it, those beside it, without empty groups
     */
    public List<Group> groups() {
        return Arrays.stream(Bearing.values())
                .map(bearing -> new Group(
                        bearing,
                        rows.stream()
                                .filter(row -> item.bearing(row).orElseThrow() == bearing)
                                .toList()))
                .filter(group -> !group.rows().isEmpty())
                .toList();
    }

    /**
     * Claims that mean the same for a statement.
     *
     * @param bearing what they mean
     * @param rows at least one, in order of name
     */
    public record Group(Bearing bearing, List<ClaimRow> rows) {
        private String counts() {
            return Arrays.stream(Verdict.values())
                    .map(each -> new VerdictCount(
                            each,
                            rows.stream().filter(row -> row.verdict() == each).count()))
                    .filter(count -> count.claims() > 0)
                    .map(count -> count.claims() + " " + count.verdict())
                    .collect(Collectors.joining(", ", bearing.label() + ": ", ""));
        }
    }

    /**
     * The verdicts in numbers.
     *
     * @return such as "for it: 3 SUPPORTED, 1 INCONCLUSIVE; against it: 2 SUPPORTED"; why there is none, where there is none
     */
    public String counts() {
        if (item.names().isEmpty()) {
            return "nothing here can judge it";
        }
        return rows.isEmpty()
                ? "its claims were not run"
                : groups().stream().map(Group::counts).collect(Collectors.joining("; "));
    }
}
