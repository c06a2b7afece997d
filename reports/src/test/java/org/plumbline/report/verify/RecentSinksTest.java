package org.plumbline.report.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.theory.CellSink;

class RecentSinksTest {
    @Test
    void theOldestSeedIsForgotten() {
        RecentSinks recent = new RecentSinks(2);
        CellSink first = recent.of(1);
        CellSink second = recent.of(2);
        assertSame(first, recent.of(1));
        recent.of(3);
        assertSame(second, recent.of(2));
        assertNotSame(first, recent.of(1));
    }

    /** Whoever looks at it is not disturbed by what comes later. */
    @Test
    void aSnapshotDoesNotChange() {
        RecentSinks recent = new RecentSinks(2);
        recent.of(1);
        Map<Long, CellSink> before = recent.snapshot();
        before.forEach((seed, sink) -> {
            recent.of(2);
            recent.of(3);
        });
        assertEquals(List.of(1L), List.copyOf(before.keySet()));
        assertEquals(List.of(2L, 3L), List.copyOf(recent.snapshot().keySet()));
    }
}
