package org.plumbline.run;

import java.util.Optional;
import org.plumbline.oracle.OracleCounts;

/** Decides before each outer iteration whether the run ends. It sees counts only, never a ground truth. */
@FunctionalInterface
public interface StopRule {
    /**
     * Asks for a decision.
     *
     * @param iterations outer iterations made so far
     * @param counts what was drawn so far
     * @return the reason to stop, or empty to go on
     */
    Optional<StopReason> check(long iterations, OracleCounts counts);

    /**
     * Stops after a number of outer iterations.
     *
     * @param limit T, at least 0
     * @return the rule
     */
    static StopRule iterations(long limit) {
        return (iterations, counts) -> iterations >= limit ? Optional.of(StopReason.COMPLETED) : Optional.empty();
    }

    /**
     * Stops when a number of samples is drawn.
     *
     * @param budget N, at least 0
     * @return the rule
     */
    static StopRule samples(long budget) {
        return (iterations, counts) ->
                counts.samples() >= budget ? Optional.of(StopReason.BUDGET_SPENT) : Optional.empty();
    }

    /**
     * Stops when either rule does.
     *
     * @param other the other rule
     * @return the rule
     */
    default StopRule or(StopRule other) {
        return (iterations, counts) -> check(iterations, counts).or(() -> other.check(iterations, counts));
    }
}
