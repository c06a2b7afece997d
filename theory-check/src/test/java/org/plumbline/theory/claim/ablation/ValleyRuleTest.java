package org.plumbline.theory.claim.ablation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Verdict;

/** Maps that are made up: of the budget, of others, and of none. Seed 1 throughout; noise of 5 % a square. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValleyRuleTest {
    private static final double[] SIGMAS =
            IntStream.range(0, 10).mapToDouble(i -> Math.pow(2, i - 8)).toArray();
    private static final double[] BATCHES = {48, 768, 12288, 196608};
    private static final double NOISE = 0.05;

    private final ValleyRule rule = new ValleyRule(SIGMAS, BATCHES, 1, 3);

    private static ErrorMap map(DoubleBinaryOperator error) {
        RandomStream stream = SeedTree.of(1).child("valley").stream();
        double[][][] errors = new double[ValleyRule.RUNS][SIGMAS.length][BATCHES.length];
        for (double[][] seed : errors) {
            for (int row = 0; row < SIGMAS.length; row++) {
                for (int column = 0; column < BATCHES.length; column++) {
                    seed[row][column] =
                            error.applyAsDouble(SIGMAS[row], BATCHES[column]) * Math.exp(NOISE * stream.gaussian());
                }
            }
        }
        return ErrorMap.of(errors);
    }

    private Verdict verdict(DoubleBinaryOperator error) {
        return rule.decide(map(error)).verdict();
    }

    /** At n = 3/ε² and σ = √ε the two terms are 0.1 ε each. */
    private static double budget(double sigma, double n) {
        return 0.1 * sigma * sigma + 0.3 / (sigma * sigma * n);
    }

    @Test
    void theMapOfTheBudgetIsSupported() {
        ValleyRule.Decision decision = rule.decide(map(ValleyRuleTest::budget));
        assertEquals(Verdict.SUPPORTED, decision.verdict(), decision.reason());
        assertEquals(-0.25, decision.place().slope(), 0.01);
        assertEquals(-0.5, decision.depth().slope(), 0.01);
    }

    @Test
    void flatMapsAreRejected() {
        assertEquals(Verdict.NOT_SUPPORTED, verdict((sigma, n) -> 1e-6));
        assertEquals(Verdict.NOT_SUPPORTED, verdict((sigma, n) -> 1));
    }

    @Test
    void mapsOfOtherBudgetsAreRejected() {
        assertEquals(Verdict.NOT_SUPPORTED, verdict((s, n) -> 0.1 * s * s + 0.1 / (s * n)), "1/(σn)");
        assertEquals(Verdict.NOT_SUPPORTED, verdict((s, n) -> 0.1 * s + 0.3 / (s * s * n)), "bias σ");
        assertEquals(Verdict.NOT_SUPPORTED, verdict((s, n) -> 0.1 * s * s * s * s + 0.3 / (s * s * n)), "bias σ⁴");
        assertEquals(Verdict.NOT_SUPPORTED, verdict((s, n) -> 0.1 * s * s + 0.3 / n), "no division by σ");
        assertEquals(Verdict.NOT_SUPPORTED, verdict((s, n) -> budget(s, 48)), "n without effect");
    }

    /** What stands for n falls with it as σ does in the budget, and the other way round. */
    @Test
    void exchangedAxesAreRejected() {
        assertEquals(Verdict.NOT_SUPPORTED, verdict((s, n) -> budget(Math.pow(3 / n, 0.25), 3 / (s * s * s * s))));
    }

    @Test
    void aTheoremsChoiceOffTheValleyIsRejected() {
        ErrorMap map = map(ValleyRuleTest::budget);
        assertEquals(
                Verdict.NOT_SUPPORTED,
                new ValleyRule(SIGMAS, BATCHES, 4, 3).decide(map).verdict(),
                "σ four times larger misses ε");
        assertEquals(
                Verdict.NOT_SUPPORTED,
                new ValleyRule(SIGMAS, BATCHES, 1, 3)
                        .decide(map((s, n) -> 0.001 * budget(s, n)))
                        .verdict(),
                "an eighth of σ is enough");
    }

    @Test
    void aDivergedRunAtTheTheoremsChoiceIsRejected() {
        ErrorMap map = map((s, n) -> s == 0.25 && n == 768 ? Double.POSITIVE_INFINITY : budget(s, n));
        assertTrue(rule.isTheorem(6, 1));
        assertEquals(Verdict.NOT_SUPPORTED, rule.decide(map).verdict());
    }

    /** At \(\sigma^4 = c/(an)\), in the middle between two points of the grid as on one. */
    @Test
    void theValleyIsWhereBothTermsAreEqual() {
        for (double n : new double[] {100, 150, 400, 1600}) {
            double[] curve = IntStream.range(0, 10)
                    .mapToDouble(i -> budget(SIGMAS[i], n))
                    .toArray();
            assertEquals(
                    Math.pow(3 / n, 0.25), Valley.of(SIGMAS, curve).place(), 0.06 * Math.pow(3 / n, 0.25), "n = " + n);
        }
        double[] at = {1, 2, 4};
        assertEquals(2, Valley.of(at, new double[] {1, 1, 1}).place(), 1e-12, "all of a flat curve");
        assertEquals(
                1, Valley.of(at, new double[] {1, Double.POSITIVE_INFINITY, 9}).place(), 1e-12, "a single point");
    }
}
