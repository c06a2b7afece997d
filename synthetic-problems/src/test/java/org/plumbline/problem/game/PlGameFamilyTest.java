package org.plumbline.problem.game;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.Constants;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.KnownOptimum;
import org.plumbline.problem.Problems;

class PlGameFamilyTest {
    /** Sums of a few numbers near 1. */
    private static final double ROUNDING = 1e-14;

    private static final String BY_HAND = "P: [[1]]\nQ: {diagonal: [2, 0]}\nR1: [[-1, 0]]\nR2: [[4, 0]]\n";

    /**
     * At φ = 3: λ* = (−4·3/2, 0) = (−6, 0), g* = −36, Φ = ½·9 + 18 = 22.5 (that is ½(1 + 2·½·4)φ² = 2.5φ²), ∇Φ = 15.
     * σ = 1: λ_σ = (−(4 − 1)·3/2, 0) = (−4.5, 0); f = 4.5 + 13.5 = 18, g = 20.25 − 54 = −33.75, Φ_σ = 18 + 2.25 =
     * 20.25 = (2.25)φ², ∇Φ_σ = 13.5.
     */
    @Test
    void theGameWorkedByHandHasTheValuesWorkedByHand() {
        BilevelProblem problem = read(BY_HAND);
        GroundTruth truth = problem.truth();
        double[] phi = {3};
        assertArrayEquals(new double[] {-6, 0}, truth.lowerSolution(phi), ROUNDING);
        assertEquals(-36, truth.lowerOptimum(phi), 10 * ROUNDING);
        assertEquals(22.5, truth.objective(phi), ROUNDING);
        assertEquals(15, truth.hypergradient(phi)[0], ROUNDING);
        assertArrayEquals(new double[] {-4.5, 0}, truth.penalisedSolution(phi, 1), ROUNDING);
        assertEquals(20.25, truth.penaltyObjective(phi, 1), ROUNDING);
        assertEquals(13.5, truth.penaltyHypergradient(phi, 1)[0], ROUNDING);
        assertEquals(2, problem.constants().require(Constants.MU), ROUNDING);
        assertEquals(2, truth.penalisedModulus(0.5).orElseThrow(), ROUNDING);
        KnownOptimum optimum = truth.knownOptimum().orElseThrow();
        assertEquals(KnownOptimum.Kind.GLOBAL, optimum.kind());
        assertEquals(0, optimum.value());
    }

    @Test
    void rhoAddsAQuadraticTerm() {
        assertEquals(31.5, read(BY_HAND + "rho: 2\n").truth().objective(new double[] {3}), ROUNDING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "R1: [[-1, 0]] | R1: [[-1, 1]] | R1 (a part of norm 1.00000 on ker Q) | Φ = −∞",
                "R2: [[4, 0]] | R2: [[4, 1]] | R2 (a part of norm 1.00000 on ker Q) | no minimum",
                "R1: [[-1, 0]] | R1: [[1, 0]] | (smallest eigenvalue -3.00000) | R1 = −a·R2 with a > 0, or rho at least 3.00",
                "Q: {diagonal: [2, 0]} | Q: {diagonal: [0, 0]} | Q (zero) | positive eigenvalue",
                "Q: {diagonal: [2, 0]} | Q: {diagonal: [2, -1]} | Q (smallest eigenvalue -1 | semidefinite",
                "Q: {diagonal: [2, 0]} | Q: {diagonal: [2, 1e-11]} | Q (an eigenvalue of | rank is uncertain",
                "P: [[1]] | P: [[-1]] | P (smallest eigenvalue -1 | semidefinite",
                "R1: [[-1, 0]] | R1: [[-1]] | R1[0] (a list of 1) | 2 numbers",
                "P: [[1]] | 'upper: {rho: 1}\\nP: [[1]]' | upper (a mapping | one of the keys",
                "P: [[1]] | 'rho: -1\\nP: [[1]]' | rho (-1) | at least 0"
            })
    void badDataAreRefusedInOneLine(String part, String replacement, String key, String says) {
        assertRefused(BY_HAND.replace(part, replacement.replace("\\n", "\n")), key, says);
    }

    @Test
    void badSizesAreRefused() {
        assertRefused("generate: {size: {lower: 3, upper: 1, rank: 4}}", "rank (4)", "1 to 3");
        assertRefused("generate: {size: {lower: 3, upper: 1, rank: 2}, condition: 1e10}", "condition", "at most");
    }

    private static void assertRefused(String text, String key, String says) {
        String message = assertThrows(RefusedException.class, () -> read(text)).getMessage();
        assertTrue(message.startsWith("x.yaml"), message);
        assertTrue(message.contains(key), message);
        assertTrue(message.contains(says), message);
        assertTrue(message.contains(" must ") && message.contains(" Maybe "), message);
    }

    @Test
    void aGeneratedGameHasTheRankAndTheCondition() {
        BilevelProblem problem = read("generate: {size: {lower: 6, upper: 2, rank: 4}, condition: 1e6}");
        assertEquals(1e6, problem.constants().require(Constants.L), 1e-4);
        // The eigenvalue of size 1 carries the rounding of those of size 1e6.
        assertEquals(1, problem.constants().require(Constants.MU), 1e-8);
    }

    private static BilevelProblem read(String text) {
        return Problems.parse("family: pl-game\n" + text, "x.yaml");
    }
}
