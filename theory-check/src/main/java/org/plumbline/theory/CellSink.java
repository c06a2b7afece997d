package org.plumbline.theory;

import java.util.Optional;

/** Where results go as cells finish, and where finished ones are looked up. Called from several threads. */
public interface CellSink {
    /** Keeps nothing. */
    CellSink NONE = new CellSink() {
        @Override
        public Optional<CellResult> find(String key) {
            return Optional.empty();
        }

        @Override
        public void accept(String key, CellResult result) {}
    };

    /**
     * Looks a result up.
     *
     * @param key the cell's key
     * @return the result, or empty if the cell must be run
     */
    Optional<CellResult> find(String key);

    /**
     * Takes a result.
     *
     * @param key the cell's key
     * @param result its result
     */
    void accept(String key, CellResult result);
}
