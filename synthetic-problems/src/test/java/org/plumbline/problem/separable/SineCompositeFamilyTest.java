package org.plumbline.problem.separable;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.plumbline.numeric.RefusedException;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Evaluation;
import org.plumbline.problem.KnownOptimum;
import org.plumbline.problem.ProblemText;
import org.plumbline.problem.Problems;
import org.plumbline.problem.Resources;

class SineCompositeFamilyTest {
    /** The bracketed root is polished to the last digits; a few operations follow. */
    private static final double ROUNDING = 1e-13;

    /**
     * ψ(y) = y + ½ sin y fixes the multiples of π, with slope 1.5 at 0 and 0.5 at ±π. At the centre 0: λ* = (0, 0),
     * ∇Φ without c = 2(0−3)/1.5 = −4, so c = 4. At π: λ* = (π, −π), Φ = (π−3)² + 4π, ∇Φ = 2(π−3)/0.5 + 4.
     */
    @Test
    void theFileWorkedByHandGivesTheValuesWorkedByHand() {
        BilevelProblem problem = Resources.problem("sine-by-hand.json");
        assertEquals("sine-composite/sine-by-hand", problem.id());
        Map<String, Object> values =
                Evaluation.of(problem, new double[] {Math.PI}, OptionalDouble.empty(), Optional.empty());
        assertArrayEquals(new double[] {Math.PI, -Math.PI}, (double[]) values.get("lambdaStar"), ROUNDING);
        double gap = Math.PI - 3;
        assertEquals(gap * gap + 4 * Math.PI, (double) values.get("objective"), ROUNDING);
        assertArrayEquals(new double[] {4 * gap + 4}, (double[]) values.get("hypergradient"), ROUNDING);
        assertEquals(0.25, ((Map<?, ?>) values.get("constants")).get("mu"));
        KnownOptimum known = problem.truth().knownOptimum().orElseThrow();
        assertEquals(KnownOptimum.Kind.STATIONARY, known.kind());
        assertEquals(9, known.value(), ROUNDING);
    }

    @Test
    void theConditionSetsTheNonconvexity() {
        String text = "family: sine-composite\ngenerate: {size: {lower: 4, upper: 2}, condition: 9, seed: 20250317644}";
        double[] phi = {0.3, -2};
        // κ = 9 means a = 1/2, the catalogue's instance.
        assertEquals(
                Problems.named("sine-composite/claims").truth().objective(phi),
                Problems.parse(text, "x.yaml").truth().objective(phi));
    }

    @Test
    void aPointWhereTheRootCannotBeBracketedIsRefusedInOneLine() {
        BilevelProblem problem = Problems.named("sine-composite/claims");
        String message = assertThrows(
                        RefusedException.class,
                        () -> Evaluation.of(problem, new double[] {1e150, 1}, OptionalDouble.empty(), Optional.empty()))
                .getMessage();
        assertTrue(message.matches("phi \\([^\n]*\\) must [^\n]* Maybe [^\n]*\\."), message);
    }

    /** Recorded results rest on this instance: its data, the solved linear term among them, are these to the last bit. */
    @Test
    void theCataloguesInstanceStaysBitIdentical() {
        String text = ProblemText.of(Problems.named("sine-composite/claims"));
        assertTrue(text.contains("linear: [0.05777364475935415, 0.6265219068093191]\n"), text);
        assertTrue(text.contains("[-1.03556725936498, 0.06383742040139997]]\n"), text);
    }
}
