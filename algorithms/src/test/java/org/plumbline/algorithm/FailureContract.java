package org.plumbline.algorithm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.plumbline.oracle.Constants;
import org.plumbline.run.Probe;
import org.plumbline.run.StopReason;
import org.plumbline.run.Trace;

/** What goes wrong is said, with its step, and nothing is drawn that cannot be used. */
public interface FailureContract extends AlgorithmUnderTest {
    /**
     * Whichever answer of the third iteration is spoiled, and however, the run ends there and names the step. Of long
     * inner loops, whose steps are all alike, the first 40 queries are tried and the last 40.
     */
    @Test
    default void anAnswerThatIsNotFiniteEndsTheRunAtItsStep() {
        long first = queriesOf(2);
        long perIteration = queriesOf(3) - first;
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            for (long query = 0; query < perIteration; query++) {
                if (query >= 40 && query < perIteration - 40) {
                    continue;
                }
                OracleSpy spy = new OracleSpy(problem().oracles(noise())).spoiling(first + query, value);
                Trace trace = run(algorithm(), spy, 6, 3, Probe.NONE);
                String what = value + " in query " + query + " of " + perIteration;
                assertEquals(StopReason.DIVERGED, trace.stop(), what);
                assertEquals(3, trace.last().iteration(), what);
                assertTrue(trace.detail().contains("3"), () -> what + ": " + trace.detail());
            }
        }
    }

    /** Counted anew, as inner loops may grow and truncations be random. */
    private long queriesOf(long iterations) {
        OracleSpy spy = new OracleSpy(problem().oracles(noise()));
        run(algorithm(), spy, iterations, 3, Probe.NONE);
        return spy.queries();
    }

    /** A probe measures against the truth, which must not be asked about a point that does not exist. */
    @Test
    default void aProbeNeverSeesAValueThatIsNotFinite() {
        OracleSpy spy = new OracleSpy(problem().oracles(noise())).spoiling(0, Double.NaN);
        run(algorithm(), spy, 6, 3, (t, phi, lambda, penalised) -> {
            for (double[] x : new double[][] {phi, lambda, penalised}) {
                for (double value : x) {
                    assertTrue(Double.isFinite(value));
                }
            }
        });
    }

    /** With τ = 10/L the fastest mode is multiplied by −9 at every inner step. */
    @Test
    default void aStepSizeTenTimesTooLongDiverges() {
        double tooLong = 10 / problem().constants().require(Constants.L);
        Trace trace = run(algorithm(tooLong), problem().oracles(noiseless()), 1000, 3, Probe.NONE);
        assertEquals(StopReason.DIVERGED, trace.stop());
        assertTrue(trace.last().iteration() >= 1);
    }

    /** A method that needs more than gradients is refused where there is nothing else; one of first order does not notice. */
    @Test
    default void onlyTheDeclaredOracleIsRequired() {
        OracleSpy spy = new OracleSpy(problem().oracles(noise())).withoutProducts();
        Trace trace = run(algorithm(), spy, 2, 3, Probe.NONE);
        if (!(algorithm() instanceof FirstOrderAlgorithm)) {
            assertEquals(StopReason.NOT_APPLICABLE, trace.stop());
            assertTrue(trace.points().isEmpty());
            assertTrue(!trace.detail().isBlank(), "the refusal gives no reason");
            assertEquals(0, spy.queries());
            assertEquals(0, trace.counts().samples());
        } else {
            assertEquals(StopReason.COMPLETED, trace.stop());
            assertEquals(0, trace.counts().secondOrder());
        }
    }
}
