package org.plumbline.theory;

import java.util.Optional;

/** Where results go as cells finish, and where finished ones are looked up. Called from several threads. */
public interface CellSink {
    /** Keeps nothing. */
    CellSink NONE = new CellSink() {
        @Override
        public Optional<CellResult> find(Cell cell) {
            return Optional.empty();
        }

        @Override
        public void accept(Cell cell, CellResult result) {}
    };

    /**
     * Looks a result up.
     *
     * @param cell the cell; its work, which is not done, may be looked at
     * @return the result, or empty if the cell must be run
     */
    Optional<CellResult> find(Cell cell);

    /**
     * Takes a result.
     *
     * @param cell the cell
     * @param result its result
     */
    void accept(Cell cell, CellResult result);
}
