package org.plumbline.theory.claim.ablation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plumbline.theory.Verdict;

/** Maps in closed form, of descent on a quadratic and of other things. */
class TransientRuleTest {
    private static final double[] STEPS = {0.125, 0.25, 0.5, 1, 1.9, 2.1};
    private static final double[] LENGTHS =
            IntStream.range(0, 8).mapToDouble(i -> 16 << i).toArray();
    private static final double[] CURVATURES = {3, 2, 1};
    private static final double GAP = 4;
    private static final double PENALTY = 0.1;

    private final TransientRule rule = new TransientRule(STEPS, LENGTHS, CURVATURES, GAP, PENALTY);

    private interface Averages {
        /** {@code first}: the share of Δ along the largest curvature. */
        double at(double step, double length, double first);
    }

    private static ErrorMap map(double floor, Averages averages) {
        double[][][] all = new double[TransientRule.RUNS][STEPS.length][LENGTHS.length];
        for (int seed = 0; seed < all.length; seed++) {
            for (int row = 0; row < STEPS.length; row++) {
                for (int column = 0; column < LENGTHS.length; column++) {
                    all[seed][row][column] =
                            floor + averages.at(STEPS[row], LENGTHS[column], (seed + 1.0) / all.length);
                }
            }
        }
        return ErrorMap.of(all);
    }

    /** \(\frac1T\sum_t h^2x^2(1-\eta h)^{2t}\), summed one by one: not the formula of the rule. */
    private static double descent(double step, double length, double first) {
        double[] shares = {first, (1 - first) / 2, (1 - first) / 2};
        double sum = 0;
        for (int i = 0; i < CURVATURES.length; i++) {
            double square = 2 * GAP * shares[i] * CURVATURES[i];
            for (int t = 0; t < length; t++) {
                sum += square * Math.pow(1 - step / 3 * CURVATURES[i], 2 * t);
            }
        }
        return sum / length;
    }

    private Verdict verdict(Averages averages) {
        return rule.decide(map(PENALTY, averages), map(0, averages)).verdict();
    }

    @Test
    void descentIsSupported() {
        TransientRule.Decision decision =
                rule.decide(map(PENALTY, TransientRuleTest::descent), map(0, TransientRuleTest::descent));
        assertEquals(Verdict.SUPPORTED, decision.verdict(), decision.reason());
    }

    @Test
    void flatMapsAreRejected() {
        assertEquals(Verdict.NOT_SUPPORTED, verdict((step, length, first) -> 0));
        assertEquals(Verdict.NOT_SUPPORTED, verdict((step, length, first) -> 1));
    }

    @Test
    void otherDescentsAreRejected() {
        assertEquals(Verdict.NOT_SUPPORTED, verdict((s, t, f) -> descent(s / 2, t, f)), "half the step");
        assertEquals(Verdict.NOT_SUPPORTED, verdict((s, t, f) -> descent(0.125, t, f)), "η without effect");
        assertEquals(Verdict.NOT_SUPPORTED, verdict((s, t, f) -> descent(s, 16, f)), "T without effect");
        assertEquals(Verdict.NOT_SUPPORTED, verdict((s, t, f) -> descent(Math.min(s, 1.9), t, f)), "no limit of η");
        assertEquals(Verdict.NOT_SUPPORTED, verdict((s, t, f) -> descent(s, t, f) * 16 / t), "Δ/(ηT²)");
        assertEquals(Verdict.NOT_SUPPORTED, verdict((s, t, f) -> 2.1 * descent(s, t, f)), "twice as much");
    }

    /** The average over 64 steps with η = 1/4 is what the one over 16 is with η = 1, so exchanged axes are another law. */
    @Test
    void exchangedAxesAreRejected() {
        assertEquals(Verdict.NOT_SUPPORTED, verdict((s, t, f) -> descent(Math.min(2, t / 2048), 16 / s, f)));
    }
}
