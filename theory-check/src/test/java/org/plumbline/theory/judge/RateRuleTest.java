package org.plumbline.theory.judge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.statistics.Interval;

class RateRuleTest {
    private static final RateRule RULE = RateRule.standard();

    private static RateDecision decide(RateRule rule, RateData data) {
        return rule.decide(data, SeedTree.of(4).child("bootstrap").stream());
    }

    private static double[] around(double centre, double spread) {
        double[] slopes = new double[10];
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = centre + (i % 2 == 0 ? spread : -spread);
        }
        return slopes;
    }

    @Test
    void preciseSlopesDecideByTheBound() {
        assertEquals(
                Verdict.SUPPORTED,
                decide(RULE, SyntheticRates.exact(around(1, 0.02))).verdict());
        assertEquals(
                Verdict.SUPPORTED,
                decide(RULE, SyntheticRates.exact(around(1.4, 0.02))).verdict());
        assertEquals(
                Verdict.NOT_SUPPORTED,
                decide(RULE, SyntheticRates.exact(around(0.8, 0.02))).verdict());
        RateDecision between = decide(RULE, SyntheticRates.exact(around(0.9, 0.02)));
        assertEquals(Verdict.INCONCLUSIVE, between.verdict());
        assertTrue(between.reason().contains("both sides of 0.9"), between.reason());
    }

    /** However precise, 0.95 is within the margin: significance without size is no trend. */
    @Test
    void aSteadySlopeWithinTheMarginIsNoUpwardTrend() {
        RateDecision decision = decide(RULE, SyntheticRates.exact(around(0.95, 0.001)));
        assertTrue(decision.trendPValue() < 1e-6);
        assertEquals(Verdict.SUPPORTED, decision.verdict());
    }

    @Test
    void aWideIntervalIsInconclusiveEvenBelowTheBoundAndSaysSo() {
        RateDecision decision = decide(RULE, SyntheticRates.exact(around(-1, 0.5)));
        assertTrue(decision.interval().upper() < RULE.bound());
        assertEquals(Verdict.INCONCLUSIVE, decision.verdict());
        assertTrue(
                decision.reason().contains("exceeds the margin 0.1, though the interval lies below 0.9"),
                decision.reason());
        assertEquals(
                Verdict.INCONCLUSIVE,
                decide(RULE, SyntheticRates.exact(around(3, 0.5))).verdict());
    }

    @Test
    void tooFewFinishedSeedsAreInconclusiveWhateverTheySay() {
        for (double slope : new double[] {0, 1}) {
            RateDecision decision =
                    decide(RULE, SyntheticRates.exact(slope, slope, slope, slope, slope, slope, slope, slope, slope));
            assertEquals(Verdict.INCONCLUSIVE, decision.verdict());
            assertTrue(decision.reason().contains("Finished seeds: 9 of at least 10 (failed: 0)."), decision.reason());
        }
    }

    @Test
    void withoutFinishedSeedsThereIsADecisionWithoutEstimates() {
        RateDecision none = decide(RULE, SyntheticRates.withFailures(SyntheticRates.exact(), 10));
        assertEquals(Verdict.INCONCLUSIVE, none.verdict());
        assertTrue(Double.isNaN(none.slope()));
        assertEquals(Interval.everything(), none.interval());
        assertEquals(10, none.failedSeeds());
        assertEquals(1, decide(RULE, SyntheticRates.exact(1)).slope(), 1e-12);
    }

    @Test
    void aFailedSeedBarsSupportAndTheReasonCountsIt() {
        RateDecision decision = decide(RULE, SyntheticRates.withFailures(SyntheticRates.exact(around(1, 0.02)), 2));
        assertEquals(Verdict.INCONCLUSIVE, decision.verdict());
        assertTrue(decision.reason().contains("Failed seeds: 2."), decision.reason());
    }

    @Test
    void anotherPredictionMovesTheBound() {
        RateRule half = new RateRule(0.1, 0.95, 10, 0.5);
        assertEquals(
                Verdict.SUPPORTED,
                decide(half, SyntheticRates.exact(around(0.5, 0.02))).verdict());
        assertEquals(
                Verdict.NOT_SUPPORTED,
                decide(half, SyntheticRates.exact(around(0.3, 0.02))).verdict());
    }

    /** Errors 1, 1 and then an exact power law: the first halvings show in the local slopes and decide nothing. */
    @Test
    void onlyTheLastThreeHalvingsDecideAndAllLocalSlopesAreShown() {
        double[] epsilons = {0.5, 0.25, 0.125, 0.0625, 0.03125};
        double[] row = {0.25, 0.25, 0.125, 0.0625, 0.03125};
        double[][] rows = {row, row, row, row, row, row, row, row, row, row};
        RateDecision decision = decide(RULE, new RateData(epsilons, rows, 0));
        assertEquals(Verdict.SUPPORTED, decision.verdict());
        assertEquals(1, decision.slope(), 1e-12);
        assertEquals(1, decision.slopeOfMeanError(), 1e-12);
        assertArrayEquals(new double[] {0, 1, 1, 1}, decision.localSlopes(), 1e-12);
    }

    @Test
    void theSameDataAndStreamGiveTheSameDecision() {
        RandomStream stream = SeedTree.of(4).child("same").stream();
        RateData data = SyntheticRates.powerLaw(1, 0.1, 12, stream);
        assertEquals(decide(RULE, data).bootstrap(), decide(RULE, data).bootstrap());
        assertEquals(decide(RULE, data).reason(), decide(RULE, data).reason());
    }

    @Test
    void theDescriptionCarriesTheNumbersOfTheRule() {
        String text = new RateRule(0.1, 0.95, 12, 1).describe();
        for (String part : new String[] {"95 %", "at least 0.9", "margin 0.1", "12 seeds", "2.5 %", "at 1 %"}) {
            assertTrue(text.contains(part), part + " in: " + text);
        }
    }

    @Test
    void rulesAndDataWithoutMeaningAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new RateRule(0, 0.95, 10, 1));
        assertThrows(IllegalArgumentException.class, () -> new RateRule(0.1, 95, 10, 1));
        assertThrows(IllegalArgumentException.class, () -> new RateRule(0.1, 0.95, 1, 1));
        double[] epsilons = {1, 0.5, 0.25, 0.125};
        assertRefused("Leave out a diverged seed", epsilons, new double[][] {{1, 1, Double.NaN, 1}});
        assertRefused("(0.0) must be positive and finite", epsilons, new double[][] {{1, 1, 0, 1}});
        assertRefused("Seed 0 has 3 errors", epsilons, new double[][] {{1, 1, 1}});
        assertRefused("from large to small", new double[] {1, 0.5, 0.7, 0.1}, new double[0][]);
        assertRefused("at least 8, three halvings", new double[] {1, 0.9, 0.8, 0.7}, new double[0][]);
        assertRefused("The number of epsilons (3) must be at least 4.", new double[] {1, 0.5, 0.25}, new double[0][]);
    }

    private static void assertRefused(String part, double[] epsilons, double[][] errors) {
        String message = assertThrows(IllegalArgumentException.class, () -> new RateData(epsilons, errors, 0))
                .getMessage();
        assertTrue(message.contains(part), message);
    }

    /** A control whose slopes are precise and lie at 0.5 is always rejected, one at 1 never. */
    @Test
    void powerAgainstAControlIsThatAtItsOwnSlope() {
        assertEquals(
                " At the slope of the control (0.50) and its scatter it rejects with probability 1.000.",
                RULE.powerAgainst("the control", decide(RULE, SyntheticRates.exact(around(0.5, 0.02)))));
        assertEquals(
                " At the slope of the control (1.00) and its scatter it rejects with probability 0.000.",
                RULE.powerAgainst("the control", decide(RULE, SyntheticRates.exact(around(1, 0.02)))));
    }
}
