package org.plumbline.theory.saboteur;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.hypergradient.ImplicitConjugateGradient;
import org.plumbline.algorithm.penalty.FullyFirstOrder;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.GaussianNoise;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.SeedTree;
import org.plumbline.run.Probe;
import org.plumbline.run.Recording;
import org.plumbline.run.Runner;
import org.plumbline.run.StopRule;
import org.plumbline.run.Trace;

/** Methods other than Algorithm 1 that were written a second time, or whose schedule was changed. */
class BrokenMethodsTest {
    private static final BilevelProblem PROBLEM = Traps.quadratic();

    private static Trace run(BilevelAlgorithm method) {
        return new Runner(
                        method,
                        PROBLEM.oracles(new GaussianNoise(0.1, 0.05)),
                        PROBLEM.start(),
                        StopRule.iterations(12),
                        SeedTree.of(11),
                        Recording.ENDS)
                .run(Probe.NONE);
    }

    /** So that confused residuals differ in that and in nothing else. */
    @Test
    void conjugateGradientsThatAreNotConfusedMakeTheSameTrace() {
        ImplicitConjugateGradient method = new ImplicitConjugateGradient(16, 3, 4, 0.09, 0.1);
        Trace sound = run(method);
        Trace again = run(new BrokenConjugateGradients(method, false));
        assertArrayEquals(sound.last().phi(), again.last().phi(), 0);
        assertArrayEquals(sound.last().lambda(), again.last().lambda(), 0);
        assertEquals(sound.counts(), again.counts());
        double[] difference =
                run(new BrokenConjugateGradients(method, true)).last().phi();
        Vectors.add(-1, sound.last().phi(), difference);
        double squares = Vectors.squaredNorm(difference);
        assertTrue(squares > 1e-8, () -> "squared difference " + squares);
    }

    /** A single step makes no second direction. */
    @Test
    void oneStepIsNotConfused() {
        ImplicitConjugateGradient method = new ImplicitConjugateGradient(16, 3, 1, 0.09, 0.1);
        Trace sound = run(method);
        assertArrayEquals(
                sound.last().phi(),
                run(new BrokenConjugateGradients(method, true)).last().phi(),
                0);
    }

    @Test
    void theMultiplierAloneIsSpedUp() {
        FullyFirstOrder published = FullyFirstOrder.published(10, 0.05, 0.1, 2);
        FullyFirstOrder broken = (FullyFirstOrder) HypergradientSaboteurs.spedUp(published);
        assertEquals(6.0 / 7, broken.multiplierGrowth());
        assertEquals(published.penalisedDecay(), broken.penalisedDecay());
        assertEquals(published.lowerDecay(), broken.lowerDecay());
        assertEquals(published.multiplier(), broken.multiplier());
    }
}
