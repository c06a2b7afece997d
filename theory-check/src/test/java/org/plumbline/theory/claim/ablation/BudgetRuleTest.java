package org.plumbline.theory.claim.ablation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Verdict;

/** Maps that are made up. Seed 1; noise of 20 % a square, as means of a few batches have it. */
class BudgetRuleTest {
    private static final double[] BATCHES = {25, 100, 400, 1600};
    private static final double[] BIASES = {0.4, 0, 0};
    private static final double[] VARIANCES = {2, 5, 1};
    private static final double NOISE = 0.2;

    private final BudgetRule rule = new BudgetRule(List.of("biased", "noisy", "best"), BATCHES, BIASES, 2);

    private interface Errors {
        double at(int row, double n);
    }

    private static ErrorMap map(Errors errors) {
        RandomStream stream = SeedTree.of(1).child("budget").stream();
        double[][][] all = new double[BudgetRule.RUNS][BIASES.length][BATCHES.length];
        for (double[][] seed : all) {
            for (int row = 0; row < BIASES.length; row++) {
                for (int column = 0; column < BATCHES.length; column++) {
                    double error = errors.at(row, BATCHES[column]);
                    double noise = error - BIASES[row];
                    seed[row][column] = error + NOISE * noise * stream.gaussian();
                }
            }
        }
        return ErrorMap.of(all);
    }

    private static double budget(int row, double n) {
        return BIASES[row] + VARIANCES[row] / n;
    }

    private Verdict verdict(Errors errors) {
        return rule.decide(map(errors)).verdict();
    }

    @Test
    void theMapOfTheBudgetIsSupported() {
        BudgetRule.Decision decision = rule.decide(map(BudgetRuleTest::budget));
        assertEquals(Verdict.SUPPORTED, decision.verdict(), decision.reason());
    }

    @Test
    void otherMapsAreRejected() {
        assertEquals(Verdict.NOT_SUPPORTED, verdict((row, n) -> 1), "flat");
        assertEquals(Verdict.NOT_SUPPORTED, verdict((row, n) -> (BIASES[row] + VARIANCES[row]) / n), "no bias");
        assertEquals(Verdict.NOT_SUPPORTED, verdict((row, n) -> BIASES[row] + VARIANCES[row] / Math.sqrt(n)), "1/√n");
        assertEquals(Verdict.NOT_SUPPORTED, verdict((row, n) -> budget(row, n) + (row == 2 ? 0.3 : 0)), "hidden bias");
        assertEquals(Verdict.NOT_SUPPORTED, verdict((row, n) -> budget(2 - row, n)), "rows exchanged");
        assertEquals(
                Verdict.NOT_SUPPORTED,
                rule.unbiased().decide(map(BudgetRuleTest::budget)).verdict());
    }

    @Test
    void anotherRowThatIsLowestIsRejected() {
        BudgetRule other = new BudgetRule(rule.rows(), BATCHES, BIASES, 1);
        assertEquals(
                Verdict.NOT_SUPPORTED, other.decide(map(BudgetRuleTest::budget)).verdict());
    }

    @Test
    void anEstimateThatIsNotANumberIsRejected() {
        assertEquals(
                Verdict.NOT_SUPPORTED,
                verdict((row, n) -> row == 2 && n == 1600 ? Double.POSITIVE_INFINITY : budget(row, n)));
    }
}
