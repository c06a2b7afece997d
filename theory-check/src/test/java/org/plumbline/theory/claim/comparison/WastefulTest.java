package org.plumbline.theory.claim.comparison;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;
import org.plumbline.algorithm.TheoremSchedule;
import org.plumbline.random.SeedTree;
import org.plumbline.run.Probe;
import org.plumbline.run.Recording;
import org.plumbline.run.Runner;
import org.plumbline.run.StopRule;
import org.plumbline.run.Trace;
import org.plumbline.theory.panel.Arena;

/** The control differs from Algorithm 1 in what it draws, and in nothing else. */
class WastefulTest {
    private static final Map<String, Double> CONSTANTS =
            Map.of("cSigma", 0.5, "cN", 2.0, "cK", 2.0, "lowerStep", 0.1, "outerStep", 0.05, "cT", 4.0);

    private static Trace run(AlgorithmSpec spec, Arena arena, double epsilon) {
        TheoremSchedule.Point point = spec.card().schedule().at(epsilon, CONSTANTS);
        return new Runner(
                        spec.create(point.values()),
                        arena.oracles(),
                        arena.problem().start(),
                        StopRule.iterations(point.iterations()),
                        SeedTree.of(5),
                        Recording.ALL)
                .run(Probe.NONE);
    }

    /** ε = ¼: n = 2·16 = 32, K = ⌈2 ln 4⌉ = 3, T = 16; an iteration takes 3n(K+1) = 384, and 32000·2⁵ = 1024000 more. */
    @Test
    void theIteratesAreThoseOfAlgorithmOneAndTheSamplesAreNot() {
        for (Arena arena : new Arena[] {Arenas.quadratic(), Arenas.sine()}) {
            Trace honest = run(Algorithms.named("algorithm-1"), arena, 0.25);
            Trace wasteful = run(new Wasteful.Spec(0.5), arena, 0.25);
            assertEquals(17, wasteful.points().size());
            for (int t = 0; t <= 16; t++) {
                assertArrayEquals(
                        honest.points().get(t).phi(), wasteful.points().get(t).phi());
                assertArrayEquals(
                        honest.points().get(t).lambda(),
                        wasteful.points().get(t).lambda());
                assertArrayEquals(
                        honest.points().get(t).penalised(),
                        wasteful.points().get(t).penalised());
                assertEquals(t * 384L, honest.points().get(t).counts().samples());
                assertEquals(
                        t * (384L + 1_024_000L),
                        wasteful.points().get(t).counts().samples());
            }
        }
    }

    /**
     * N = T(3n(K+1) + 32000 (½/ε)⁵): between ε = ¼ and its halvings the waste is all but 4e-4 of it, so that the slope is 6 to
     * 1e-3.
     */
    @Test
    void itTrulyNeedsTheSixthPower() {
        TheoremSchedule schedule = new Wasteful.Spec(0.5).card().schedule();
        double[] samples = new double[4];
        for (int i = 0; i < 4; i++) {
            TheoremSchedule.Point point = schedule.at(Math.scalb(0.25, -i), CONSTANTS);
            double inner = Math.ceil((Double) point.values().get("innerSteps"));
            double iteration = 3 * (Double) point.values().get("batch") * (inner + 1)
                    + (Double) point.values().get("waste");
            samples[i] = (double) point.iterations() * iteration;
        }
        for (int i = 1; i < 4; i++) {
            assertEquals(6, Math.log(samples[i] / samples[i - 1]) / Math.log(2), 1e-3);
        }
        assertEquals(6, schedule.sampleExponent());
    }

    @Test
    void itIsNotOffered() {
        assertTrue(
                Algorithms.all().stream().noneMatch(spec -> spec.card().name().equals(Wasteful.NAME)));
    }
}
