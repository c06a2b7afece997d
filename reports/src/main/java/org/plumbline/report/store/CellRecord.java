package org.plumbline.report.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.theory.CellResult;

/**
 * A finished cell as a line of a store. Doubles are written with the digits that identify them, and "NaN", "Infinity" and
 * "-Infinity" as words, so that a result reads back as it was.
 *
 * @param key the cell's key
 * @param result its result
 */
record CellRecord(String key, CellResult result) {
    private static final String NAME = "cell";
    private static final ObjectMapper JSON = new ObjectMapper();

    byte[] line() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("key", key);
        content.put("values", result.values());
        content.put("method", result.method());
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Draw kind : Draw.values()) {
            if (result.counts().of(kind) != 0) {
                counts.put(kind.name(), result.counts().of(kind));
            }
        }
        content.put("counts", counts);
        content.put("failure", result.failure());
        try {
            return SealedLine.seal(NAME, JSON.writeValueAsBytes(content));
        } catch (JsonProcessingException e) {
            throw new AssertionError("strings and numbers can be written", e);
        }
    }

    /** What a line says, or empty if it is not as it was written. */
    static Optional<CellRecord> of(byte[] line) {
        return SealedLine.open(NAME, line).map(CellRecord::parsed);
    }

    private static CellRecord parsed(byte[] json) {
        try {
            JsonNode content = JSON.readTree(json);
            Map<String, double[]> values = new TreeMap<>();
            content.get("values").properties().forEach(series -> values.put(series.getKey(), doubles(series)));
            Map<Draw, Long> counts = new EnumMap<>(Draw.class);
            content.get("counts")
                    .properties()
                    .forEach(count -> counts.put(
                            Draw.valueOf(count.getKey()), count.getValue().longValue()));
            return new CellRecord(
                    content.get("key").textValue(),
                    new CellResult(
                            values,
                            content.get("method").textValue(),
                            OracleCounts.of(counts),
                            content.get("failure").textValue()));
        } catch (IOException e) {
            throw new AssertionError("a sealed line holds what was written", e);
        }
    }

    private static double[] doubles(Map.Entry<String, JsonNode> series) {
        JsonNode numbers = series.getValue();
        double[] values = new double[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            JsonNode number = numbers.get(i);
            values[i] = number.isTextual() ? Double.parseDouble(number.textValue()) : number.doubleValue();
        }
        return values;
    }
}
