package org.plumbline.theory;

import java.util.List;
import org.plumbline.problem.BilevelProblem;

/**
 * One statement, checked on one family or on several: its claims share all but the instance. Audits register through
 * {@link java.util.ServiceLoader}.
 */
public interface Audit {
    /**
     * The name of the audit.
     *
     * @return such as "PEN-1"
     */
    String id();

    /**
     * Its claims, one a family.
     *
     * @return at least one, their ids the audit's or audit@family
     */
    List<Claim> claims();

    /**
     * The same audit on an instance that somebody brings along.
     *
     * @param problem the instance
     * @return its claims; none where the audit needs constants that were calibrated for its own instances
     */
    default List<Claim> on(BilevelProblem problem) {
        return List.of();
    }

    /**
     * Claims about such an instance that are made only when they are named: they take minutes, or their rule decides only where
     * the instance suits it.
     *
     * @param problem the instance
     * @return its claims
     */
    default List<Claim> onRequest(BilevelProblem problem) {
        return List.of();
    }
}
