package org.plumbline.report.model;

import java.util.Locale;

/**
 * How well chance explains that a claim came out otherwise than recorded, on a master seed for which nothing is recorded.
 *
 * @param otherwise on how many calibrated master seeds it came out otherwise, too
 * @param seeds how many there were
 * @param family how many claims of the run could have come out otherwise by chance
 * @param adjusted the probability of no less by chance, corrected by Holm over them, in (0, 1]
 * @param together the probability that as much departs in one run, over all of them, in (0, 1]
 */
public record Chance(int otherwise, int seeds, int family, double adjusted, double together) {
    /** The family-wise error rate of each of the two. */
    public static final double LEVEL = 0.05;

    /**
     * Whether chance explains it.
     *
     * @return true unless one of the probabilities is at most {@link #LEVEL}
     */
    public boolean explains() {
        return adjusted > LEVEL && together > LEVEL;
    }

    /**
     * The numbers in a clause.
     *
     * @return without a full stop
     */
    public String describe() {
        return String.format(
                Locale.ROOT,
                "otherwise on %d of %d other master seeds, too; corrected over the claims of this run (%d), p = %.2g; for all that"
                        + " departs in it together, p = %.2g",
                otherwise,
                seeds,
                family,
                adjusted,
                together);
    }
}
