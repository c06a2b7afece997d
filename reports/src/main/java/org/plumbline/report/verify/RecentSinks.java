package org.plumbline.report.verify;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.plumbline.theory.CellSink;

/**
 * Results of the last few master seeds, in memory: claims of one seed share cells, and the seeds before are done. The map is
 * replaced and never changed, as a store looks at what the work of a cell holds while other threads go on.
 */
final class RecentSinks {
    private final int capacity;
    private volatile Map<Long, CellSink> bySeed = Map.of();

    RecentSinks(int capacity) {
        this.capacity = capacity;
    }

    synchronized CellSink of(long seed) {
        CellSink known = bySeed.get(seed);
        if (known != null) {
            return known;
        }
        CellSink sink = new MemorySink();
        Map<Long, CellSink> next = new LinkedHashMap<>(bySeed);
        next.put(seed, sink);
        if (next.size() > capacity) {
            next.remove(next.keySet().iterator().next());
        }
        bySeed = Collections.unmodifiableMap(next);
        return sink;
    }

    /** As it is now. */
    Map<Long, CellSink> snapshot() {
        return bySeed;
    }
}
