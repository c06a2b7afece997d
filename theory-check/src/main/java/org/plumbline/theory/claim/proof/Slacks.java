package org.plumbline.theory.claim.proof;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is left between the two sides of every inequality along one run, and where one is first violated. */
final class Slacks {
    /** Relative to a bound: what is owed to rounding and to solves to about 1e-12. */
    static final double ROUNDING = 1e-9;

    private final Map<Step, double[]> least = new EnumMap<>(Step.class);
    private final Map<Step, double[]> violations = new EnumMap<>(Step.class);
    private final Map<Premise, double[]> broken = new EnumMap<>(Premise.class);
    private int iteration;

    /**
     * Nothing yet.
     *
     * @param iterations T
     */
    Slacks(int iterations) {
        for (Step step : Step.values()) {
            double[] slack = new double[iterations];
            Arrays.fill(slack, Double.NaN);
            least.put(step, slack);
        }
    }

    void at(int outerIteration) {
        iteration = outerIteration;
    }

    /**
     * Looks at one inequality.
     *
     * @param step which
     * @param k the inner step, or 0
     * @param left its left side
     * @param right its right side
     * @param allowance what rounding may add to the left side, beside {@link #ROUNDING} of the right one
     */
    void look(Step step, int k, double left, double right, double allowance) {
        double[] slack = least.get(step);
        double relative = (right - left) / Math.max(Math.abs(right), Double.MIN_NORMAL);
        // A violation within the allowance is none, and would be a large number where both sides are rounding.
        double seen = left - right <= allowance ? Math.max(relative, 0) : relative;
        slack[iteration] = Double.isNaN(slack[iteration]) ? seen : Math.min(slack[iteration], seen);
        boolean violated = !(left - right <= allowance + ROUNDING * Math.abs(right));
        if (violated) {
            violations.putIfAbsent(step, new double[] {iteration, k, left, right});
        }
    }

    /**
     * Looks at one premise, which holds or does not.
     *
     * @param premise which
     * @param holds whether it does
     * @param k the inner step, or 0
     * @param actual what was found
     * @param expected what the premise says
     */
    void premise(Premise premise, boolean holds, int k, double actual, double expected) {
        if (!holds) {
            broken.putIfAbsent(premise, new double[] {iteration, k, actual, expected});
        }
    }

    boolean premisesHold() {
        return broken.isEmpty();
    }

    Map<String, double[]> values() {
        Map<String, double[]> values = new LinkedHashMap<>();
        for (Step step : Step.values()) {
            values.put("slack " + step, least.get(step));
            values.put("violation " + step, violations.getOrDefault(step, new double[0]));
        }
        for (Premise premise : Premise.values()) {
            values.put("violation " + premise, broken.getOrDefault(premise, new double[0]));
        }
        return values;
    }
}
