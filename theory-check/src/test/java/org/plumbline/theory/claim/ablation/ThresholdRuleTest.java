package org.plumbline.theory.claim.ablation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plumbline.theory.Verdict;

/** Maps that are made up, without noise. */
class ThresholdRuleTest {
    private static final double[] INNER =
            IntStream.range(0, 10).mapToDouble(i -> Math.pow(2, i)).toArray();
    private static final double[] STEPS = {0.125, 0.25, 0.5, 1, 1.9, 2.1};
    private static final double CONDITION = 10;
    private static final int ITERATIONS = 100;
    private static final double TARGET = 0.1;
    private static final double START = 3000;

    private final ThresholdRule rule = new ThresholdRule(INNER, STEPS, CONDITION, ITERATIONS, TARGET);

    private interface Errors {
        double at(double step, double innerSteps);
    }

    /** Starts differ by up to a factor of 2. */
    private static ErrorMap map(Errors errors) {
        double[][][] all = new double[ThresholdRule.RUNS][STEPS.length][INNER.length];
        for (int seed = 0; seed < all.length; seed++) {
            for (int row = 0; row < STEPS.length; row++) {
                for (int column = 0; column < INNER.length; column++) {
                    double share = errors.at(STEPS[row], INNER[column]);
                    all[seed][row][column] = TARGET / 2 + START * (1 + seed / 10.0) * share;
                }
            }
        }
        return ErrorMap.of(all);
    }

    private static double contraction(double step) {
        return Math.max(1 - step / CONDITION, Math.abs(1 - step));
    }

    private static final ErrorMap COLD = map((step, k) -> Math.pow(contraction(step), 2 * k));
    private static final ErrorMap WARM = map((step, k) -> Math.pow(contraction(step), k * ITERATIONS));
    private static final ErrorMap LOW = map((step, k) -> 0);
    private static final ErrorMap HIGH = map((step, k) -> 1);

    @Test
    void theMapsOfTheBudgetAreSupported() {
        ThresholdRule.Decision decision = rule.decide(COLD, WARM);
        assertEquals(Verdict.SUPPORTED, decision.verdict(), decision.reason());
        assertEquals(1, decision.threshold().slope(), 0.02);
    }

    @Test
    void flatMapsAreRejected() {
        assertEquals(Verdict.NOT_SUPPORTED, rule.decide(LOW, LOW).verdict());
        assertEquals(Verdict.NOT_SUPPORTED, rule.decide(HIGH, HIGH).verdict());
        assertEquals(Verdict.NOT_SUPPORTED, rule.decide(COLD, HIGH).verdict(), "warm starts that never settle");
        assertEquals(Verdict.NOT_SUPPORTED, rule.decide(LOW, WARM).verdict(), "cold starts without a threshold");
    }

    @Test
    void exchangedStartsAreRejected() {
        assertEquals(Verdict.NOT_SUPPORTED, rule.decide(WARM, WARM).verdict());
        assertEquals(Verdict.NOT_SUPPORTED, rule.decide(COLD, COLD).verdict());
        assertEquals(Verdict.NOT_SUPPORTED, rule.decide(WARM, COLD).verdict());
    }

    @Test
    void otherLawsOfTheThresholdAreRejected() {
        ErrorMap stuck = map((step, k) -> Math.pow(contraction(0.125), 2 * k));
        assertEquals(Verdict.NOT_SUPPORTED, rule.decide(stuck, WARM).verdict(), "τ without effect");
        ErrorMap root = map((step, k) -> Math.pow(contraction(Math.sqrt(step)), 2 * k));
        assertEquals(Verdict.NOT_SUPPORTED, rule.decide(root, WARM).verdict(), "contraction ∝ √τ");
    }

    @Test
    void aMapWithoutTheLimitOfTheStepIsRejected() {
        ErrorMap cold = map((step, k) -> Math.pow(contraction(Math.min(step, 1.9)), 2 * k));
        ErrorMap warm = map((step, k) -> Math.pow(contraction(Math.min(step, 1.9)), k * ITERATIONS));
        assertEquals(Verdict.NOT_SUPPORTED, rule.decide(cold, WARM).verdict());
        assertEquals(Verdict.NOT_SUPPORTED, rule.decide(COLD, warm).verdict());
    }

    /** 1.6 · 2⁻ᴷ falls to ε at K = 4. */
    @Test
    void theLeastKIsBetweenTwoColumns() {
        double[] errors = new double[INNER.length];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = 1.6 * Math.pow(2, -INNER[i]);
        }
        assertEquals(4, rule.least(errors), 1e-12, "1.6 · 2⁻⁴ = 0.1");
        errors[9] = 1;
        assertTrue(Double.isNaN(rule.least(errors)), "the last one is above");
        assertEquals(1, rule.least(new double[INNER.length]), 0, "no K is too few");
    }

    @Test
    void nothingIsFramedBeyondTheLimit() {
        for (int column = 0; column < INNER.length; column++) {
            assertFalse(rule.isTheorem(5, column) || rule.isFirstSettled(5, column));
        }
    }
}
