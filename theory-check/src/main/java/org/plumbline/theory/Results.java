package org.plumbline.theory;

import java.util.Map;

/**
 * The results of a plan.
 *
 * @param byKey result by cell key
 */
public record Results(Map<String, CellResult> byKey) {
    /** Copies the map. */
    public Results {
        byKey = Map.copyOf(byKey);
    }

    /**
     * The result of a cell.
     *
     * @param key the cell's key
     * @return its result
     */
    public CellResult get(String key) {
        CellResult result = byKey.get(key);
        if (result == null) {
            throw new IllegalArgumentException("The cell " + key + " was not run.");
        }
        return result;
    }
}
