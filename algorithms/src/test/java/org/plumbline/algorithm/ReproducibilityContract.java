package org.plumbline.algorithm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.plumbline.run.Probe;
import org.plumbline.run.StopReason;
import org.plumbline.run.Trace;

/** A run is a function of its seed, and without noise it reaches what the method promises. */
public interface ReproducibilityContract extends AlgorithmUnderTest {
    /** Long enough for warm starts and momenta to carry state over. */
    int ITERATIONS = 5;

    @Test
    default void theSameSeedGivesABitEqualTrace() {
        assertEquals(noisy(1), noisy(1));
    }

    @Test
    default void anotherSeedGivesAnotherTrace() {
        assertFalse(Arrays.equals(noisy(1).last().phi(), noisy(2).last().phi()));
    }

    /** Two threads a core, every seed several times, all sharing the one immutable method. */
    @Test
    default void aTraceDoesNotDependOnThreadsOrOtherRuns() throws InterruptedException, ExecutionException {
        BilevelAlgorithm shared = algorithm();
        List<Callable<Trace>> runs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            long seed = i % 4;
            runs.add(() -> run(shared, problem().oracles(noise()), ITERATIONS, seed, Probe.NONE));
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Trace>> parallel = threads.invokeAll(runs);
            for (int i = 0; i < parallel.size(); i++) {
                assertEquals(noisy(i % 4), parallel.get(i).get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** A probe gets copies: writing into them must leave no mark. */
    @Test
    default void aProbeCannotChangeARun() {
        Probe vandal = (t, phi, lambda, penalised) -> {
            Arrays.fill(phi, 1e6);
            Arrays.fill(lambda, Double.NaN);
            Arrays.fill(penalised, Double.NaN);
        };
        assertEquals(noisy(1), run(algorithm(), problem().oracles(noise()), ITERATIONS, 1, vandal));
    }

    @Test
    default void theRunBeginsAtTheStart() {
        Trace trace = noisy(1);
        assertTrue(Arrays.equals(problem().start().phi(), trace.points().get(0).phi()));
        assertTrue(
                Arrays.equals(problem().start().lambda(), trace.points().get(0).lambda()));
        assertNotEquals(trace.points().get(0), trace.last());
    }

    /** The target of 1e-8 lies far below every target of a claim and well above rounding divided by σ. */
    @Test
    default void withoutNoiseTheGradientOfItsLimitVanishes() {
        Trace trace = run(algorithm(), problem().oracles(noiseless()), iterationsToConverge(), 1, Probe.NONE);
        assertEquals(StopReason.COMPLETED, trace.stop(), trace::detail);
        double squared = 0;
        for (double x : limitGradient(trace.last().phi())) {
            squared += x * x;
        }
        double norm = Math.sqrt(squared);
        assertTrue(norm <= 1e-8, () -> "the norm is " + norm + " after " + iterationsToConverge() + " iterations");
    }

    private Trace noisy(long seed) {
        return run(algorithm(), problem().oracles(noise()), ITERATIONS, seed, Probe.NONE);
    }
}
