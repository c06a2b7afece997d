package org.plumbline.theory;

import java.util.Map;
import java.util.TreeMap;
import org.plumbline.oracle.OracleCounts;

/**
 * What a cell found.
 *
 * @param values named series of numbers
 * @param method whose draws were counted, such as "algorithm-1"; empty where nothing was drawn
 * @param counts what was drawn
 * @param failure why the run did not serve, or empty
 */
public record CellResult(Map<String, double[]> values, String method, OracleCounts counts, String failure) {
    /** Copies the map, in order of name. */
    public CellResult {
        values = new TreeMap<>(values);
    }

    /**
     * A result without draws.
     *
     * @param values named series of numbers
     * @return the result
     */
    public static CellResult of(Map<String, double[]> values) {
        return new CellResult(values, "", OracleCounts.NONE, "");
    }

    /**
     * A series.
     *
     * @param name its name
     * @return the numbers
     */
    public double[] series(String name) {
        double[] series = values.get(name);
        if (series == null) {
            throw new IllegalArgumentException("There is no series " + name + ", only " + values.keySet() + ".");
        }
        return series.clone();
    }

    /**
     * A single number.
     *
     * @param name its name
     * @return the first number of the series
     */
    public double value(String name) {
        return series(name)[0];
    }
}
