package org.plumbline.run;

import java.util.Map;
import java.util.Optional;
import org.plumbline.oracle.Draw;
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
     * Stops when a number of draws of one kind is made.
     *
     * @param kind the kind
     * @param budget at least 0
     * @return the rule
     */
    static StopRule draws(Draw kind, long budget) {
        return (iterations, counts) ->
                counts.of(kind) >= budget ? Optional.of(StopReason.BUDGET_SPENT) : Optional.empty();
    }

    /**
     * Stops when a weighted cost is reached.
     *
     * @param weights the price of one draw, by kind; 0 where it is not named
     * @param budget at least 0
     * @return the rule
     */
    static StopRule cost(Map<Draw, Double> weights, double budget) {
        return (iterations, counts) ->
                counts.cost(weights) >= budget ? Optional.of(StopReason.BUDGET_SPENT) : Optional.empty();
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
