package org.plumbline.report.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Algorithms;

/** The contract of {@code list algorithms --format json}. */
class ListedAlgorithmsTest {
    private static JsonNode listed() throws IOException {
        return new ObjectMapper()
                .readTree(Ended.of("list", "algorithms", "--format", "json").out());
    }

    private static JsonNode named(String name) throws IOException {
        return StreamSupport.stream(listed().spliterator(), false)
                .filter(entry -> entry.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyMethodSaysEverything() throws IOException {
        List<AlgorithmSpec> all = Algorithms.all();
        JsonNode entries = listed();
        assertEquals(all.size(), entries.size());
        for (int i = 0; i < all.size(); i++) {
            JsonNode entry = entries.get(i);
            assertEquals(all.get(i).card().name(), entry.get("name").asText());
            for (String key : List.of("description", "oracles", "lowerLevel")) {
                assertFalse(entry.get(key).asText().isBlank(), key);
            }
            assertTrue(entry.get("negativePenalty").isBoolean());
            assertEquals(
                    all.get(i).card().parameters().size(),
                    entry.get("parameters").size());
            for (JsonNode parameter : entry.get("parameters")) {
                for (String key : List.of("name", "meaning", "range", "default")) {
                    assertFalse(parameter.get(key).asText().isBlank(), entry.get("name") + " " + parameter);
                }
            }
            JsonNode rate = entry.get("rate");
            assertEquals(
                    2 * rate.get("squaredNormExponent").asDouble(),
                    rate.get("normExponent").asDouble());
            assertFalse(rate.get("criterionOfSource").asText().isBlank());
            assertFalse(rate.get("regime").asText().isBlank());
            assertSourced(rate.get("source"));
            assertTrue(entry.get("schedule").get("laws").size() > 0);
            assertTrue(entry.get("schedule").get("sampleExponent").isNumber());
            assertSourced(entry.get("schedule").get("source"));
            assertSourced(entry.get("citation"));
        }
    }

    private static void assertSourced(JsonNode source) {
        assertFalse(source.get("work").asText().isBlank());
        assertFalse(source.get("place").asText().isBlank());
        assertTrue(
                List.of("READ", "RECALLED", "INFERRED", "DERIVED")
                        .contains(source.get("provenance").asText()),
                source.toString());
    }

    /** Written out once, for the paper's own method. */
    @Test
    void algorithmOneIsListedAsPublished() throws IOException {
        JsonNode entry = named("algorithm-1");
        assertEquals("PL", entry.get("lowerLevel").asText());
        assertEquals(3.0, entry.get("rate").get("squaredNormExponent").asDouble());
        assertEquals(6.0, entry.get("rate").get("normExponent").asDouble());
        assertEquals("E‖∇Φ‖² ≤ ε", entry.get("rate").get("criterionOfSource").asText());
        assertEquals("sigma", entry.get("parameters").get(0).get("name").asText());
        assertEquals("> 0", entry.get("parameters").get(0).get("range").asText());
        assertEquals("required", entry.get("parameters").get(0).get("default").asText());
        assertEquals("lowerStep", entry.get("parameters").get(4).get("default").asText());
        JsonNode batch = entry.get("schedule").get("laws").get(1);
        assertEquals("batch", batch.get("parameter").asText());
        assertEquals("cN", batch.get("constant").asText());
        assertEquals(-2.0, batch.get("exponent").asDouble());
        assertEquals("batch = cN ε^-2", batch.get("formula").asText());
        assertEquals(3.0, entry.get("schedule").get("sampleExponent").asDouble());
    }
}
