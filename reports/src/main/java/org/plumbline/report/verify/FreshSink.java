package org.plumbline.report.verify;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.CellSink;

/** What a sink is told from now on, and nothing that it knew before. */
public final class FreshSink implements CellSink {
    private final CellSink kept;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /**
     * Nothing told yet.
     *
     * @param kept the sink
     */
    public FreshSink(CellSink kept) {
        this.kept = kept;
    }

    @Override
    public Optional<CellResult> find(Cell cell) {
        return told.contains(cell.key()) ? kept.find(cell) : Optional.empty();
    }

    @Override
    public void accept(Cell cell, CellResult result) {
        kept.accept(cell, result);
        told.add(cell.key());
    }
}
