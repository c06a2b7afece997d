package org.plumbline.report.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When and where the run took place: the only part of a report that two runs of the same input may differ in.
 *
 * @param facts name and value, in the order in which they are shown
 */
public record Environment(Map<String, String> facts) {
    /** Copies the map, in its order. */
    public Environment {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /**
     * The environment with more facts.
     *
     * @param more name and value
     * @return these facts and then those
     */
    public Environment with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(facts);
        all.putAll(more);
        return new Environment(all);
    }
}
