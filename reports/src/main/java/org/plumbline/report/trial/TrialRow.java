package org.plumbline.report.trial;

import org.plumbline.oracle.OracleCounts;

/**
 * The state of a run between two outer iterations, measured against the ground truth.
 *
 * @param iteration t, outer iterations made
 * @param counts everything drawn so far
 * @param measured whether there was something to measure: not where an iterate is not finite or nothing could run
 * @param squaredNorm \(\|\nabla\Phi(\varphi_t)\|^2\); infinite where the truth is beyond double precision
 * @param objectiveGap \(\Phi(\varphi_t) - \Phi(\bar\varphi)\), NaN where the instance defines no optimum
 * @param lowerGap \(g(\varphi_t,\lambda_t) - g^*(\varphi_t)\); infinite outside the domain of g
 * @param seconds wall-clock time of the run up to there without that of measuring; NaN where no clock runs
 */
public record TrialRow(
        long iteration,
        OracleCounts counts,
        boolean measured,
        double squaredNorm,
        double objectiveGap,
        double lowerGap,
        double seconds) {
    /**
     * A row without measurements.
     *
     * @param iteration t
     * @param counts everything drawn so far
     * @param seconds of the run up to there; NaN where no clock runs
     * @return the row
     */
    static TrialRow unmeasured(long iteration, OracleCounts counts, double seconds) {
        return new TrialRow(iteration, counts, false, Double.NaN, Double.NaN, Double.NaN, seconds);
    }
}
