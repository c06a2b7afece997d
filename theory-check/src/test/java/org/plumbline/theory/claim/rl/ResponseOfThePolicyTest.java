package org.plumbline.theory.claim.rl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.random.RandomStream;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.claim.rl.ResponseOfThePolicy.Decision;

/** The rule of RL-1 on tails that are known. */
class ResponseOfThePolicyTest {
    private static final int SEEDS = 10;

    /** Log-normal tails with a scatter of 0.3 around a median. */
    private static double[] tails(double median, RandomStream stream) {
        double[] tails = new double[SEEDS];
        Arrays.setAll(tails, i -> median * Math.exp(0.3 * stream.gaussian()));
        return tails;
    }

    private static Decision decide(long seed, double... medians) {
        RandomStream stream = new RandomStream(seed);
        double[] baseline = tails(1, stream);
        Map<String, double[]> methods = new LinkedHashMap<>();
        for (int i = 0; i < medians.length; i++) {
            methods.put("method " + i, tails(medians[i], stream));
        }
        return Decision.of(baseline, methods);
    }

    /** Half is 5 deviations of the mean of ten differences, each of deviation 0.42. */
    @Test
    void allLowerIsSupported() {
        assertEquals(Verdict.SUPPORTED, decide(1, 0.5, 0.4, 0.1).verdict());
    }

    @Test
    void oneThatIsNotLowerLeavesItUndecided() {
        assertEquals(Verdict.INCONCLUSIVE, decide(2, 0.5, 1, 0.1).verdict());
    }

    @Test
    void oneThatIsHigherRefutes() {
        assertEquals(Verdict.NOT_SUPPORTED, decide(3, 0.1, 2.5, 0.1).verdict());
    }

    @Test
    void aRunThatDivergesLeavesItUndecided() {
        double[] baseline = {1, 1.1, 0.9, 1};
        double[] diverged = {0.1, 0.1, Double.POSITIVE_INFINITY, 0.1};
        assertEquals(
                Verdict.INCONCLUSIVE,
                Decision.of(baseline, Map.of("a", diverged)).verdict());
    }

    /**
     * Three methods equal to the baseline: a false SUPPORTED needs all three below 1 %, a false NOT_SUPPORTED one of them at
     * the level that Holm leaves, together below 2 %. Of 2000 seeds at most 65: a mean of at most 40 plus four deviations.
     */
    @Test
    void falseAlarmsAreAsRareAsStated() {
        int decided = 0;
        for (long seed = 0; seed < 2000; seed++) {
            decided += decide(seed, 1, 1, 1).verdict() == Verdict.INCONCLUSIVE ? 0 : 1;
        }
        int alarms = decided;
        assertTrue(alarms <= 65, () -> alarms + " false alarms");
    }
}
