package org.plumbline.report.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.theory.Table;

/**
 * When and where the run took place: the only part of a report that two runs of the same input may differ in.
 *
 * @param facts name and value, in the order in which they are shown
 * @param benchmarks how fast the code was on a machine; empty where nobody measured it
 */
public record Environment(Map<String, String> facts, List<Table> benchmarks) {
    /** Copies the map, in its order, and the list. */
    public Environment {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        benchmarks = List.copyOf(benchmarks);
    }

    /**
     * An environment without benchmarks.
     *
     * @param facts name and value, in the order in which they are shown
     */
    public Environment(Map<String, String> facts) {
        this(facts, List.of());
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
        return new Environment(all, benchmarks);
    }

    /**
     * The environment with benchmarks.
     *
     * @param measured tables that are named by their files
     * @return the same facts with these
     */
    public Environment with(List<Table> measured) {
        return new Environment(facts, measured);
    }
}
