package org.plumbline.run;

import java.util.List;
import org.plumbline.oracle.OracleCounts;

/**
 * What a run leaves behind.
 *
 * @param algorithm the method with its hyper-parameters, in words
 * @param seed the path of the run's seed
 * @param points the recorded states, in order; the last is the final one; empty where nothing could run
 * @param stop why it ended
 * @param detail what a person should know about the end, such as the first step that is not finite
 * @param projections outer steps that a projection changed
 * @param tailProjections those of them with \(T/2 \le t \lt T\), the outer steps from the first iterate of the tail mean on; where
 *     there are any, \(\|\nabla\Phi\|^2\) is not the criterion of the run
 * @param queries entries in the ledger: the work, where the counts are the price
 */
public record Trace(
        String algorithm,
        String seed,
        List<TracePoint> points,
        StopReason stop,
        String detail,
        long projections,
        long tailProjections,
        long queries) {
    /** Copies the points. */
    public Trace {
        points = List.copyOf(points);
    }

    /**
     * Everything that the run drew.
     *
     * @return the counts at the end
     */
    public OracleCounts counts() {
        return points.isEmpty() ? OracleCounts.NONE : last().counts();
    }

    /**
     * The final state.
     *
     * @return the last point
     */
    public TracePoint last() {
        return points.get(points.size() - 1);
    }
}
