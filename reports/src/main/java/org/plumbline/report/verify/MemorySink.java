package org.plumbline.report.verify;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.CellSink;

/** Keeps results for as long as the program runs. */
public final class MemorySink implements CellSink {
    private final Map<String, CellResult> results = new ConcurrentHashMap<>();

    @Override
    public Optional<CellResult> find(Cell cell) {
        return Optional.ofNullable(results.get(cell.key()));
    }

    @Override
    public void accept(Cell cell, CellResult result) {
        results.put(cell.key(), result);
    }
}
