package org.plumbline.problem.quadratic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Evaluation;
import org.plumbline.problem.KnownOptimum;
import org.plumbline.problem.Problems;
import org.plumbline.problem.Resources;

class QuadraticFamilyTest {
    /** Sums of a few numbers of size 10 in another order than by hand. */
    private static final double ROUNDING = 1e-14;

    /**
     * At φ = 2, with e = (1, −1), W = I, ½·0.5·(φ−1)² + 3φ = 6.25, of slope 3.5:
     * λ* = Cφ = (2, 4); Φ = ½(1² + 5²) + 6.25 = 19.25; ∇Φ = (1, 2)·(1, 5) + 3.5 = 14.5.
     * σ = 1: λ_σ = (H+I)⁻¹(HCφ + e) = ⅛[[3, −1], [−1, 3]]·((8, 10) + (1, −1)) = (2.25, 2.25);
     * r = λ_σ − Cφ = (0.25, −1.75), Hr = (−1.25, −3.25), g = ½ r·Hr = 2.6875;
     * Φ_σ = ½(1.25² + 3.25²) + 6.25 + 2.6875 = 15; ∇Φ_σ = 3.5 − (1, 2)·Hr = 11.25.
     * λ = (0, 1): r = (−2, −3), Hr = (−7, −8), g = 19, ∇_φ g = −(1, 2)·Hr = 23; f = ½(1 + 4) + 6.25 = 8.75.
     */
    @Test
    void theFileWorkedByHandGivesTheValuesWorkedByHand() {
        Map<String, Object> values = Evaluation.of(
                Resources.problem("quadratic-by-hand.yaml"),
                new double[] {2},
                OptionalDouble.of(1),
                Optional.of(new double[] {0, 1}));
        same(values, "lambdaStar", 2, 4);
        same(values, "lowerOptimum", 0);
        same(values, "objective", 19.25);
        same(values, "hypergradient", 14.5);
        same(values, "lambdaSigma", 2.25, 2.25);
        same(values, "penaltyObjective", 15);
        same(values, "penaltyHypergradient", 11.25);
        same(values, "lowerValue", 19);
        same(values, "upperValue", 8.75);
        same(values, "lowerGradientPhi", 23);
        same(values, "lowerGradientLambda", -7, -8);
        same(values, "upperGradientPhi", 3.5);
        same(values, "upperGradientLambda", -1, 2);
        assertNull(values.get("knownOptimum"));
        @SuppressWarnings("unchecked")
        Map<String, Object> constants = (Map<String, Object>) values.get("constants");
        same(constants, "mu", 1);
        same(constants, "L", 3);
        same(constants, "muPenalised", 2);
        assertEquals(Double.POSITIVE_INFINITY, constants.get("sigmaBar"));
        assertEquals("everywhere", constants.get("region"));
    }

    /** e = Cφ̄ makes the centre aligned; the default weights are 1, the other defaults 0. */
    @Test
    void manufacturedAndAlignedCentresAreGlobalMinimisers() {
        String start = "family: quadratic\nH: {diagonal: [1, 2]}\nC: [[1], [2]]\n";
        KnownOptimum manufactured = optimum(start + "upper: {target: [5, 1], center: [3], linear: manufactured}");
        assertArrayEquals(new double[] {3}, manufactured.phi());
        assertEquals(KnownOptimum.Kind.GLOBAL, manufactured.kind());
        BilevelProblem aligned =
                Problems.parse(start + "upper: {target: [3, 6], center: [3], linear: aligned}", "x.yaml");
        // f(φ) = ½(φ−3)² + ½(2φ−6)², with c = 0.
        assertEquals(2.5, aligned.truth().objective(new double[] {4}), ROUNDING);
        assertEquals(0, aligned.truth().knownOptimum().orElseThrow().value());
        // A coordinate without weight need not be aligned.
        optimum(start + "upper: {target: [3, 9], weight: [1, 0], center: [3], linear: aligned}");
    }

    @Test
    void defaultsAreUnitWeightsAndNoOuterTerms() {
        String start = "family: quadratic\nH: [[1]]\nC: [[2]]\nupper: {target: [1]";
        double[] phi = {3};
        double brief = Problems.parse(start + "}", "x.yaml").truth().objective(phi);
        assertEquals(12.5, brief, ROUNDING);
        String full = start + ", weight: [1], rho: 0, center: [0], linear: [0]}";
        assertEquals(brief, Problems.parse(full, "x.yaml").truth().objective(phi));
    }

    /** The seed tree is that of the catalogue, so the catalogue's first instance can be written as a file. */
    @Test
    void generatedInstancesAreThoseOfTheirSeed() {
        String text = "family: quadratic\ngenerate: {size: {lower: 6, upper: 3}, condition: 10, seed: 20250317644}";
        double[] phi = {1, -1, 0.5};
        assertEquals(
                Problems.named("quadratic/claims").truth().objective(phi),
                Problems.parse(text, "x.yaml").truth().objective(phi));
        String other = text.replace("20250317644", "2");
        assertTrue(Problems.parse(text, "x.yaml").truth().objective(phi)
                != Problems.parse(other, "x.yaml").truth().objective(phi));
    }

    private static KnownOptimum optimum(String text) {
        return Problems.parse(text, "x.yaml").truth().knownOptimum().orElseThrow();
    }

    private static void same(Map<String, Object> values, String name, double... expected) {
        Object value = values.get(name);
        double[] actual = value instanceof Double number ? new double[] {number} : (double[]) value;
        assertArrayEquals(expected, actual, ROUNDING * 100, name);
    }
}
