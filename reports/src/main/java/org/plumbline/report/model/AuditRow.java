package org.plumbline.report.model;

import java.util.List;
import org.plumbline.theory.Verdict;

/**
 * An audit over all its instances.
 *
 * @param id the audit's name, without a family
 * @param verdict the worst verdict of its claims
 * @param rows the names of its claims
 */
public record AuditRow(String id, Verdict verdict, List<String> rows) {
    /** Copies the list. */
    public AuditRow {
        rows = List.copyOf(rows);
    }
}
