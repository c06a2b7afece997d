package org.plumbline.theory.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.statistics.ClopperPearson;
import org.plumbline.theory.statistics.Power;

/**
 * The rule's error rates on synthetic power laws with ten seeds. Frequencies over 1,000 repetitions are compared through
 * Clopper–Pearson intervals of level \(1 - 10^{-6}\), so that each comparison fails by chance with at most 1e-6 over
 * seeds.
 */
class RateRuleCalibrationTest {
    private static final int REPETITIONS = 1000;
    private static final int SEEDS = 10;
    private static final RateRule RULE = RateRule.standard();

    private static Map<Verdict, Integer> verdicts(double slope, double noise, int failures) {
        RandomStream stream =
                SeedTree.of(3).child("slope " + slope + " noise " + noise + " failures", failures).stream();
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        for (int repetition = 0; repetition < REPETITIONS; repetition++) {
            RateData data = SyntheticRates.powerLaw(slope, noise, SEEDS, stream);
            RateDecision decision = RULE.decide(SyntheticRates.withFailures(data, failures), stream);
            counts.merge(decision.verdict(), 1, Integer::sum);
        }
        return counts;
    }

    private static int count(Map<Verdict, Integer> counts, Verdict verdict) {
        return counts.getOrDefault(verdict, 0);
    }

    private static void assertFrequency(double probability, int count) {
        assertTrue(
                ClopperPearson.interval(count, REPETITIONS, 1 - 1e-6).contains(probability),
                count + " of " + REPETITIONS + " against " + probability);
    }

    private static Power power(double noise) {
        return RULE.power(SyntheticRates.slopeDeviation(noise), SEEDS);
    }

    /** With this noise the width clause bites: powers 0.898, 0.898, 0.688; without it 1, 1, 0.728. */
    @Test
    void slopesZeroAHalfAndFourFifthsAreRejectedAsOftenAsPowerPredicts() {
        for (double slope : new double[] {0, 0.5, 0.8}) {
            Map<Verdict, Integer> counts = verdicts(slope, 0.17, 0);
            double predicted = power(0.17).ofRejecting(slope);
            assertTrue(predicted > 0.6 && predicted < 0.95, "power " + predicted);
            assertFrequency(predicted, count(counts, Verdict.NOT_SUPPORTED));
            assertEquals(0, count(counts, Verdict.SUPPORTED));
        }
    }

    /** Less noise, as a calibrated experiment has it: the negative controls are then all but always rejected. */
    @Test
    void preciseNegativeControlsAreRejected() {
        for (double slope : new double[] {0, 0.5, 0.8}) {
            assertTrue(power(0.05).ofRejecting(slope) > 0.9999);
            assertEquals(REPETITIONS, count(verdicts(slope, 0.05, 0), Verdict.NOT_SUPPORTED));
        }
    }

    /** Misses are the trend's false alarms: 0.01 or less; more than 29 of 1,000 has probability 2.1e-7. */
    @Test
    void theTrueSlopeOneIsSupportedButForTheStatedFalseAlarms() {
        Map<Verdict, Integer> counts = verdicts(1, 0.05, 0);
        assertTrue(power(0.05).ofSupporting(1) > 0.9999);
        assertTrue(count(counts, Verdict.SUPPORTED) >= REPETITIONS - 29, counts.toString());
        assertEquals(0, count(counts, Verdict.NOT_SUPPORTED));
    }

    /** At \(1 - m\) either decided verdict has probability 0.025 at most; more than 52 of 1,000 has 4.9e-7. */
    @Test
    void onTheBoundEitherVerdictIsRareAsStated() {
        Map<Verdict, Integer> counts = verdicts(0.9, 0.1, 0);
        assertFrequency(power(0.1).ofRejecting(0.9), count(counts, Verdict.NOT_SUPPORTED));
        assertTrue(count(counts, Verdict.SUPPORTED) <= 52, counts.toString());
    }

    @Test
    void aFailedSeedBarsSupportAtAnySlopeAndNoRefutation() {
        assertEquals(0, count(verdicts(1, 0.05, 1), Verdict.SUPPORTED));
        assertEquals(0, count(verdicts(2, 0.05, 1), Verdict.SUPPORTED));
        assertEquals(REPETITIONS, count(verdicts(0.5, 0.05, 1), Verdict.NOT_SUPPORTED));
    }

    /** Local slopes 1.3, 1.3, 0.5 average to 1.07, so that the slope alone would pass: the trend must catch them. */
    @Test
    void aBumpAtTheLastEpsilonIsNotSupportedThoughTheSlopePasses() {
        RandomStream stream = SeedTree.of(3).child("bump").stream();
        for (int repetition = 0; repetition < 200; repetition++) {
            RateData data = SyntheticRates.local(new double[] {1.3, 1.3, 0.5}, 0.05, SEEDS, stream);
            RateDecision decision = RULE.decide(data, stream);
            assertTrue(decision.interval().lower() >= RULE.bound());
            assertEquals(Verdict.INCONCLUSIVE, decision.verdict());
            assertTrue(decision.reason().contains("rises at the smallest ε"), decision.reason());
        }
    }
}
