package org.plumbline.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.plumbline.algorithm.Stepper;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.OracleCounts;

/** What an outer iteration takes at any dimension. Bytes and draws are counted, and nothing is timed. */
class StepMemoryTest {
    private static final int DIMENSION = 100_000;
    private static final long VECTOR = 8L * DIMENSION;

    /** Of objects whose size does not depend on d: batches, and the streams of their noise. */
    private static final long SMALL = 64 * 1024;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private long allocated() {
        return threads.getCurrentThreadAllocatedBytes();
    }

    @Test
    void algorithmOneHoldsAtMostTwelveVectors() {
        DiagonalStep.Run run = DiagonalStep.ALGORITHM_1.prepare(DIMENSION, new Ledger());
        long before = allocated();
        Stepper stepper = run.start();
        stepper.step();
        long held = allocated() - before;
        assertTrue(held <= 12 * VECTOR + SMALL, held + " bytes");
        assertTrue(held >= 5 * VECTOR, "five vectors are its state and its answers: " + held + " bytes");
    }

    @ParameterizedTest
    @EnumSource
    void laterStepsAllocateNoVector(DiagonalStep method) {
        Stepper stepper = method.prepare(DIMENSION, new Ledger()).start();
        stepper.step();
        long before = allocated();
        for (int i = 0; i < 3; i++) {
            stepper.step();
        }
        long more = allocated() - before;
        assertTrue(more <= 3 * SMALL, more + " bytes");
    }

    /** Every answer has d or p reals, so that equal counts are work that is linear without a remainder. */
    @ParameterizedTest
    @EnumSource
    void drawsOfAStepDoNotDependOnTheDimension(DiagonalStep method) {
        OracleCounts few = counts(method, 100);
        assertEquals(few, counts(method, 10_000));
        assertEquals(few, counts(method, 1_000_000));
        assertTrue(few.of(Draw.LOWER_GRADIENT) > 0);
    }

    private static OracleCounts counts(DiagonalStep method, int dimension) {
        Ledger ledger = new Ledger();
        method.prepare(dimension, ledger).start().step();
        return ledger.counts();
    }
}
