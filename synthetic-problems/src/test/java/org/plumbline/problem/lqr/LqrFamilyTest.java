package org.plumbline.problem.lqr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.numeric.RefusedException;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Evaluation;
import org.plumbline.problem.KnownOptimum;
import org.plumbline.problem.Problems;
import org.plumbline.problem.Resources;

class LqrFamilyTest {
    /** The Riccati solve is accurate to about 1e-12 and the values are of size 10. */
    private static final double ROUNDING = 1e-11;

    private static final OptionalDouble NO_SIGMA = OptionalDouble.empty();

    /**
     * With ã = √γ·2 = 1 and b̃ = ½ the Riccati equation of (q, r) is P² − qP − 4qr = 0; the gain is
     * K = ½P/(r + P/4), F = 1 − K/2; D = 1 + ⅓(2.75 + 0.25) = 2, Σ = D/(1 − F²), cost (q + rK²)Σ + ¼r/(1−γ).
     * At φ = 0: (q, r) = (2, 1), P = 4, K = 1, F = ½, Σ = 8/3, g* = 8 + ⅓; Φ = 7Σ = 56/3;
     * P₀ = 7/(1−F²) = 28/3, ∇_K f = 2(P₀/4 − P₀/2)Σ = −112/9, dP = 4/3, dK = ½·dP·F/(r + P/4) = 1/6: ∇Φ = −56/27.
     * σ = 1: (9, 1), P = 12, K = 3/2, F = ¼, Σ = 32/15; f = 224/15, g = (2 + 9/4)Σ + ⅓ = 141/15:
     * Φ_σ = (224 + 141 − 125)/15 = 16; ∇Φ_σ = 32/15 − 8/3 = −8/15.
     */
    @Test
    void theFileWorkedByHandGivesTheValuesWorkedByHand() {
        Map<String, Object> values = Evaluation.of(
                Resources.problem("lqr-by-hand.yaml"),
                new double[] {0},
                OptionalDouble.of(1),
                Optional.of(new double[] {1.5}));
        same(values, "lambdaStar", 1);
        same(values, "lowerOptimum", 25.0 / 3);
        same(values, "objective", 56.0 / 3);
        same(values, "hypergradient", -56.0 / 27);
        same(values, "lambdaSigma", 1.5);
        same(values, "penaltyObjective", 16);
        same(values, "penaltyHypergradient", -8.0 / 15);
        same(values, "lowerValue", 9.4);
        same(values, "upperValue", 224.0 / 15);
        same(values, "lowerGradientPhi", 32.0 / 15);
    }

    /** K = 0 leaves F = 1, the edge of stability. */
    @Test
    void aGainThatDoesNotStabiliseIsRefused() {
        String message = assertThrows(
                        RefusedException.class,
                        () -> Evaluation.of(
                                Resources.problem("lqr-by-hand.yaml"),
                                new double[] {0},
                                NO_SIGMA,
                                Optional.of(new double[] {0})))
                .getMessage();
        assertTrue(message.matches("lambda \\(\\[0.0\\][^\n]*stabilising[^\n]*"), message);
    }

    /** The designer's cost is twice the agent's at φ̄ = 0, so both have the same best gain. */
    @Test
    void alignedAndManufacturedCentresAreStationary() throws IOException {
        String file = file().replace("[[7]]", "[[4]]").replace("[[0]]", "[[2]]");
        KnownOptimum aligned = optimum(file + "upper: {linear: aligned}\n");
        assertEquals(KnownOptimum.Kind.STATIONARY, aligned.kind());
        assertEquals(50.0 / 3, aligned.value(), ROUNDING);
        String manufactured = file() + "upper: {rho: 2, center: [0.5], linear: manufactured}\n";
        assertArrayEquals(new double[] {0.5}, optimum(manufactured).phi());
        String message = refusal(file() + "upper: {linear: aligned}\n");
        assertTrue(message.contains("upper.linear (aligned) must have ∇_λ f = 0 at the center, and its norm is 12.44"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A: [[2]]         | A: [[2, 1]]                | A (a list of 1)             | square",
                "B: [[1]]         | B: [[1], [1]]              | B (a list of 2)             | 1 row",
                "B: [[1]]         | B: [[0]]                   | (√γA, √γB)                  | stabilisable",
                "W: [[2.75]]      | W: [[-1]]                  | W (smallest eigenvalue -1   | semidefinite",
                "gamma: 0.25      | gamma: 1                   | gamma (1)                   | (0, 1)",
                "exploration: 0.5 | exploration: -1            | exploration (-1)            | at least 0",
                "{diagonal: [1]}  | {diagonal: [-1]}           | agent.weights[0] (smallest  | semidefinite",
                "weights:         | weight:                    | agent.weights (not given)   | 'weight' is meant",
                "R: [[1]]         | R: [[0]]                   | agent.R (smallest           | definite",
                "Q: [[7]]         | Q: [[7, 1], [1, 7]]        | designer.Q (a list of 2)    | 1 row",
                "R: [[0]]         | S: [[0]]                   | designer.R (not given)      | symmetric",
                "designer:        | upper: {target: [1]}\\ndesigner: | upper.target           | one of the keys"
            })
    void aBadFileIsRefusedInOneLineWithKeyAndRule(String part, String replacement, String key, String says)
            throws IOException {
        String message = refusal(file().replace(part, replacement.replace("\\n", "\n")));
        assertTrue(message.startsWith("x.yaml:"), message);
        assertTrue(message.contains(key) && message.contains(says), message);
        assertTrue(message.contains("must") && message.contains("aybe"), message);
    }

    /** Where no cost sees an unstable mode, there is no best gain. */
    @Test
    void anUndetectableSystemIsRefused() throws IOException {
        String message = refusal(file().replace("Q: [[1]]", "Q: [[0]]").replace("{diagonal: [1]}", "[[0]]"));
        assertTrue(message.contains("detectable"), message);
    }

    @Test
    void generatedInstancesAreThoseOfTheirSeed() {
        String text = "family: lqr-reward-design\ngenerate: {size: {states: 3, inputs: 2, upper: 2}, seed: 5";
        double[] phi = {0.1, -0.2};
        double value = objective(text + "}", phi);
        assertEquals(value, objective(text + "}", phi));
        assertTrue(value != objective(text + "5}", phi));
        assertTrue(value != objective(text + ", condition: 100}", phi));
        BilevelProblem problem = Problems.parse(text + ", condition: 100, gamma: 0.9}", "x.yaml");
        assertEquals(6, problem.lowerDimension());
        assertTrue(problem.truth().knownOptimum().isPresent());
    }

    private static double objective(String text, double[] phi) {
        return Problems.parse(text, "x.yaml").truth().objective(phi);
    }

    private static String file() throws IOException {
        try (var stream = Resources.class.getResourceAsStream("lqr-by-hand.yaml")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static KnownOptimum optimum(String text) {
        return Problems.parse(text, "x.yaml").truth().knownOptimum().orElseThrow();
    }

    private static String refusal(String text) {
        String message = assertThrows(RefusedException.class, () -> Problems.parse(text, "x.yaml"))
                .getMessage();
        assertTrue(message.lines().count() == 1, message);
        return message;
    }

    private static void same(Map<String, Object> values, String name, double... expected) {
        Object value = values.get(name);
        double[] actual = value instanceof Double number ? new double[] {number} : (double[]) value;
        assertArrayEquals(expected, actual, ROUNDING, name);
    }
}
