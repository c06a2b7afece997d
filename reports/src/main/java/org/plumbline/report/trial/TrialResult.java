package org.plumbline.report.trial;

import java.util.List;
import java.util.Optional;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.run.StopReason;
import org.plumbline.run.TracePoint;

/**
 * What a run found.
 *
 * @param stop why it ended
 * @param detail what a person should know about the end; may be empty
 * @param unmet why the method's theorem says nothing about the problem, or empty
 * @param rows the recorded iterations, the last one the end of the run; one unmeasured row where nothing could run
 * @param counts everything that was drawn
 * @param end the final state, or empty where nothing could run
 * @param returned the criterion at the points that the run may return, or empty where nothing was measured
 * @param leftDomainAt where a chain first left the domain of g, or −1
 * @param leftRegionAt where a chain first left the region of the PL constant, or −1
 * @param projections outer steps that a projection changed
 * @param tailProjections those of them in the later half of the run, which the tail mean is of
 */
public record TrialResult(
        StopReason stop,
        String detail,
        Optional<String> unmet,
        List<TrialRow> rows,
        OracleCounts counts,
        Optional<TracePoint> end,
        Optional<Returned> returned,
        long leftDomainAt,
        long leftRegionAt,
        long projections,
        long tailProjections) {
    /** Copies the rows. */
    public TrialResult {
        rows = List.copyOf(rows);
    }

    static TrialResult notApplicable(String reason, Optional<String> unmet) {
        return new TrialResult(
                StopReason.NOT_APPLICABLE,
                reason,
                unmet,
                List.of(TrialRow.unmeasured(0, OracleCounts.NONE, Double.NaN)),
                OracleCounts.NONE,
                Optional.empty(),
                Optional.empty(),
                -1,
                -1,
                0,
                0);
    }

    /**
     * Where the iterates ceased to be finite, or g at iterates that stayed so.
     *
     * @return the first outer iteration after which one was not, or −1
     */
    public long divergedAt() {
        if (stop != StopReason.DIVERGED) {
            return -1;
        }
        boolean finite = rows.get(rows.size() - 1).measured();
        return finite ? leftDomainAt : end.orElseThrow().iteration();
    }
}
