package org.plumbline.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What {@code evaluate} says of every family agrees with references that another program computed with 60 digits, by
 * other methods: see the headers of the files in {@code reference/} and the script that they name.
 */
class ReferenceTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** The bar for solutions and values, relative to the larger of 1 and the norm of the reference. */
    private static final double VALUES = 1e-10;

    /** The bar for gradients, likewise. */
    private static final double GRADIENTS = 1e-8;

    private static final List<String> FAMILIES = List.of(
            "quadratic",
            "rank-deficient-quadratic",
            "sine-composite",
            "karimi",
            "double-well",
            "pl-game",
            "lqr-reward-design",
            "lqr-imitation",
            "soft-mdp",
            "preference");

    @TestFactory
    Stream<DynamicTest> theTruthEqualsTheReference() {
        return FAMILIES.stream().flatMap(family -> cases(family).stream());
    }

    private static List<DynamicTest> cases(String family) {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode reference : read(family).get("cases")) {
            String name = family + " " + tests.size();
            tests.add(DynamicTest.dynamicTest(name, () -> check(reference)));
        }
        assertTrue(tests.size() >= 2, family);
        return tests;
    }

    private static JsonNode read(String family) {
        try (InputStream file = ReferenceTest.class.getResourceAsStream("/reference/" + family + ".yaml")) {
            return YAML.readTree(file);
        } catch (IOException e) {
            throw new AssertionError("the reference of " + family + " cannot be read", e);
        }
    }

    private static void check(JsonNode reference) {
        BilevelProblem problem = Problems.parse(reference.get("problem").toString(), "reference.json");
        double[] phi = numbers(reference.get("phi"));
        Map<String, Object> plain = Evaluation.of(problem, phi, OptionalDouble.empty(), Optional.empty());
        compare(plain, reference, "lambdaStar", VALUES);
        compare(plain, reference, "lowerOptimum", VALUES);
        compare(plain, reference, "objective", VALUES);
        compare(plain, reference, "hypergradient", GRADIENTS);
        for (JsonNode penalised : reference.get("penalised")) {
            double sigma = penalised.get("sigma").asDouble();
            Map<String, Object> answer = Evaluation.of(problem, phi, OptionalDouble.of(sigma), Optional.empty());
            compare(answer, penalised, "lambdaSigma", VALUES);
            compare(answer, penalised, "penaltyObjective", VALUES);
            compare(answer, penalised, "penaltyHypergradient", GRADIENTS);
        }
    }

    private static void compare(Map<String, Object> answer, JsonNode reference, String name, double bar) {
        double[] expected = numbers(reference.get(name));
        Object value = answer.get(name);
        double[] actual = value instanceof double[] vector ? vector : new double[] {(Double) value};
        assertEquals(expected.length, actual.length, name);
        double error = Vectors.distance(actual, expected) / Math.max(1, Vectors.norm(expected));
        String at = reference.has("sigma") ? " at σ = " + reference.get("sigma") : "";
        assertTrue(error <= bar, () -> name + at + " is off by " + error);
    }

    /** One number or a list, as numbers or as text with more digits than a double has. */
    private static double[] numbers(JsonNode node) {
        if (!node.isArray()) {
            return new double[] {Double.parseDouble(node.asText())};
        }
        double[] values = new double[node.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.parseDouble(node.get(i).asText());
        }
        return values;
    }
}
