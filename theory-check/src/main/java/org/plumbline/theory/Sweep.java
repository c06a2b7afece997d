package org.plumbline.theory;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.plumbline.oracle.OracleCounts;

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
        return run(cells, threads, TimeLimit.NONE, sink, progress);
    }

    /**
     * The same with a limit: the result of a cell that takes longer has the reason as its failure, and the sink is not told of it, so
     * that the cell runs again next time.
     *
     * @param cells the plan; equal keys are run once
     * @param threads at least 1
     * @param limit of one cell
     * @param sink asked first, told after
     * @param progress told the number of finished cells, from any thread
     * @return the results of all cells
     */
    public static Results run(List<Cell> cells, int threads, TimeLimit limit, CellSink sink, LongConsumer progress) {
        Map<String, Cell> distinct = new LinkedHashMap<>();
        cells.forEach(cell -> distinct.putIfAbsent(cell.key(), cell));
        AtomicLong finished = new AtomicLong();
        List<CellResult> found = each(
                List.copyOf(distinct.values()),
                threads,
                cell -> {
                    CellResult result = compute(cell, limit, sink);
                    progress.accept(finished.incrementAndGet());
                    return result;
                },
                cell -> "The cell " + cell.key());
        Map<String, CellResult> byKey = new LinkedHashMap<>();
        Iterator<CellResult> next = found.iterator();
        distinct.keySet().forEach(key -> byKey.put(key, next.next()));
        return new Results(byKey);
    }

    /**
     * Does the same with each of many things.
     *
     * @param <T> what there is
     * @param <R> what comes of it
     * @param things begun in this order
     * @param threads at least 1
     * @param work called once with each, from any thread
     * @param name of a thing in a message
     * @return results in the order of the things
     * @throws IllegalStateException with the name of a thing whose work throws
     */
    public static <T, R> List<R> each(List<T> things, int threads, Function<T, R> work, Function<T, String> name) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<R>> futures = new ArrayList<>();
            for (T thing : things) {
                futures.add(pool.submit(() -> work.apply(thing)));
            }
            List<R> results = new ArrayList<>();
            for (int i = 0; i < futures.size(); i++) {
                results.add(finished(futures.get(i), name.apply(things.get(i))));
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private static CellResult compute(Cell cell, TimeLimit limit, CellSink sink) {
        Optional<CellResult> known = sink.find(cell);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            CellResult result = limit.within(cell.work());
            sink.accept(cell, result);
            return result;
        } catch (TimedOutException e) {
            return new CellResult(Map.of(), "", OracleCounts.NONE, e.getMessage());
        }
    }

    private static <R> R finished(Future<R> future, String name) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The run was interrupted.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(name + " failed.", e.getCause());
        }
    }
}
