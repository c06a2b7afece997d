package org.plumbline.theory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Runs cells on a fixed number of threads. The results do not depend on that number. */
public final class Sweep {
    private Sweep() {}

    /**
     * Runs every cell whose result the sink does not have.
     *
     * @param cells the plan; equal keys are run once
     * @param threads at least 1
     * @param sink asked first, told after
     * @param progress told the number of finished cells, from any thread
     * @return the results of all cells
     */
    public static Results run(List<Cell> cells, int threads, CellSink sink, LongConsumer progress) {
        Map<String, Cell> distinct = new LinkedHashMap<>();
        cells.forEach(cell -> distinct.putIfAbsent(cell.key(), cell));
        AtomicLong finished = new AtomicLong();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<CellResult>> futures = new ArrayList<>();
            for (Cell cell : distinct.values()) {
                futures.add(pool.submit(() -> {
                    CellResult result = compute(cell, sink);
                    progress.accept(finished.incrementAndGet());
                    return result;
                }));
            }
            return collect(new ArrayList<>(distinct.keySet()), futures);
        } finally {
            pool.shutdownNow();
        }
    }

    private static CellResult compute(Cell cell, CellSink sink) {
        Optional<CellResult> known = sink.find(cell.key());
        if (known.isPresent()) {
            return known.get();
        }
        CellResult result = cell.work().get();
        sink.accept(cell.key(), result);
        return result;
    }

    private static Results collect(List<String> keys, List<Future<CellResult>> futures) {
        Map<String, CellResult> byKey = new LinkedHashMap<>();
        for (int i = 0; i < futures.size(); i++) {
            try {
                byKey.put(keys.get(i), futures.get(i).get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("The run was interrupted.", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("The cell " + keys.get(i) + " failed.", e.getCause());
            }
        }
        return new Results(byKey);
    }
}
