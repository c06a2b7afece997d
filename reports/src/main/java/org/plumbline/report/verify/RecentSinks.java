package org.plumbline.report.verify;

import java.util.LinkedHashMap;
import java.util.Map;
import org.plumbline.theory.CellSink;

/** Results of the last few master seeds, in memory: claims of one seed share cells, and the seeds before are done. */
final class RecentSinks {
    private final int capacity;
    private final Map<Long, CellSink> bySeed = new LinkedHashMap<>();

    RecentSinks(int capacity) {
        this.capacity = capacity;
    }

    synchronized CellSink of(long seed) {
        CellSink sink = bySeed.computeIfAbsent(seed, s -> new MemorySink());
        if (bySeed.size() > capacity) {
            bySeed.remove(bySeed.keySet().iterator().next());
        }
        return sink;
    }
}
