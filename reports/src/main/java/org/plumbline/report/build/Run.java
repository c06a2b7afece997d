package org.plumbline.report.build;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.theory.Settings;

/**
 * What a run leaves behind, before it is compared with anything.
 *
 * @param settings profile and master seed
 * @param judged the claims with their evidence
 * @param complete whether every registered claim was in the run
 * @param drawn what each method drew, shared work counted once
 * @param rerunPrefix the command that repeats the run, up to the choice of a claim
 */
public record Run(
        Settings settings, List<Judged> judged, boolean complete, Map<String, OracleCounts> drawn, String rerunPrefix) {
    /** Copies the collections, the map in order of name. */
    public Run {
        judged = List.copyOf(judged);
        drawn = new TreeMap<>(drawn);
    }
}
