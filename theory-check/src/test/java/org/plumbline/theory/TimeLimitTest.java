package org.plumbline.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
    /** Long enough for any pause of a loaded machine. */
    private static final TimeLimit AMPLE = TimeLimit.of(Duration.ofMinutes(5));

    private static final TimeLimit SHORT = TimeLimit.of(Duration.ofMillis(20));

    @Test
    void workThatIsDoneInTimeIsAsWithoutALimit() {
        assertEquals(7, AMPLE.within(() -> 7));
        assertEquals(7, TimeLimit.NONE.within(() -> 7));
        IllegalStateException failure = new IllegalStateException("no");
        assertSame(
                failure,
                assertThrows(
                        IllegalStateException.class,
                        () -> AMPLE.within(() -> {
                            throw failure;
                        })));
        assertThrows(
                StackOverflowError.class,
                () -> AMPLE.within(() -> {
                    throw new StackOverflowError();
                }));
    }

    /** The work waits for what never comes, unless it is interrupted. */
    @Test
    void workThatIsNotDoneInTimeIsInterrupted() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        TimedOutException out = assertThrows(
                TimedOutException.class,
                () -> SHORT.within(() -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return 7;
                }));
        assertEquals("TIMED_OUT after 0.02 s", out.getMessage());
        assertTrue(interrupted.await(5, TimeUnit.MINUTES));
    }

    @Test
    void aCellThatTimesOutIsAFailureThatNoSinkKeeps() {
        CountDownLatch never = new CountDownLatch(1);
        Cell slow = new Cell("slow", () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                // Left behind: there is nobody to tell.
            }
            return CellResult.of(Map.of());
        });
        CellSink sink = new CellSink() {
            @Override
            public Optional<CellResult> find(Cell cell) {
                return Optional.empty();
            }

            @Override
            public void accept(Cell cell, CellResult result) {
                throw new AssertionError("kept " + cell.key());
            }
        };
        Results results = Sweep.run(List.of(slow), 1, SHORT, sink, done -> {});
        assertEquals("TIMED_OUT after 0.02 s", results.get("slow").failure());
    }
}
