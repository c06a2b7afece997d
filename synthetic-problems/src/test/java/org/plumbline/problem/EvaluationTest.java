package org.plumbline.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.plumbline.numeric.RefusedException;

class EvaluationTest {
    private static final BilevelProblem PROBLEM = Resources.problem("quadratic-by-hand.yaml");
    private static final OptionalDouble NO_SIGMA = OptionalDouble.empty();

    @Test
    void theNamesAndTheirOrderAreThoseOfTheContract() {
        Map<String, Object> all =
                Evaluation.of(PROBLEM, new double[] {2}, OptionalDouble.of(1), Optional.of(new double[2]));
        assertEquals(
                List.of(
                        "family",
                        "phi",
                        "lambdaStar",
                        "lowerOptimum",
                        "objective",
                        "hypergradient",
                        "constants",
                        "knownOptimum",
                        "lambdaSigma",
                        "penaltyObjective",
                        "penaltyHypergradient",
                        "lowerValue",
                        "upperValue",
                        "lowerGradientPhi",
                        "lowerGradientLambda",
                        "upperGradientPhi",
                        "upperGradientLambda"),
                List.copyOf(all.keySet()));
        Map<String, Object> few = Evaluation.of(PROBLEM, new double[] {2}, NO_SIGMA, Optional.empty());
        assertEquals(8, few.size());
        assertEquals(
                "[mu, L, region, sigmaMinus]",
                ((Map<?, ?>) few.get("constants")).keySet().toString());
        assertNull(few.get("knownOptimum"));
    }

    @Test
    void jsonKeepsAllDigitsAndSaysInfinityInWords() throws IOException {
        double third = 1.0 / 3;
        JsonNode json = new ObjectMapper()
                .readTree(Evaluation.json(
                        Evaluation.of(PROBLEM, new double[] {third}, OptionalDouble.of(1), Optional.empty())));
        assertEquals(third, json.get("phi").get(0).doubleValue());
        assertEquals("Infinity", json.get("constants").get("sigmaBar").textValue());
        assertTrue(json.get("knownOptimum").isNull());
    }

    @Test
    void badArgumentsAreRefusedInOneLine() {
        refused("phi", new double[] {1, 2}, NO_SIGMA, Optional.empty());
        refused("phi", new double[] {Double.NaN}, NO_SIGMA, Optional.empty());
        refused("phi", new double[] {1e300}, NO_SIGMA, Optional.empty());
        refused("sigma", new double[] {1}, OptionalDouble.of(0), Optional.empty());
        refused("sigma", new double[] {1}, OptionalDouble.of(Double.NaN), Optional.empty());
        refused("lambda", new double[] {1}, NO_SIGMA, Optional.of(new double[1]));
        refused("lambda", new double[] {1}, NO_SIGMA, Optional.of(new double[] {1e300, 0}));
    }

    private static void refused(String name, double[] phi, OptionalDouble sigma, Optional<double[]> lambda) {
        String message = assertThrows(RefusedException.class, () -> Evaluation.of(PROBLEM, phi, sigma, lambda))
                .getMessage();
        assertTrue(message.matches(name + " \\([^\n]*\\) must [^\n]* Maybe [^\n]*\\."), message);
    }
}
