package org.plumbline.problem.separable;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.Constants;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.KnownOptimum;
import org.plumbline.problem.Problems;

class KarimiFamilyTest {
    private static final String UPPER = "upper: {target: [1, 2], weight: [1, 2], rho: 1, center: [0.5]";

    /** The values that theory states, each to half a unit of its last digit. */
    @ParameterizedTest
    @CsvSource({"1, 1.0742, 5e-5", "3, 0.17553, 5e-6", "4, 0.02303, 5e-6", "4.5, 6.5e-4, 5e-6"})
    void theConstantHasTheStatedValues(double c, double expected, double tolerance) {
        assertEquals(expected, new KarimiLoss(c).modulus(), tolerance);
    }

    /** A scan with steps of 1e-5 lies above the infimum by less than 1e-9, its curvature being of order one. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.5, 1, 2, 3, 4, 4.5})
    void theConstantIsTheLeastRatio(double c) {
        KarimiLoss loss = new KarimiLoss(c);
        double least = Double.POSITIVE_INFINITY;
        for (int i = 1; i <= 2_000_000; i++) {
            double u = 1e-5 * i;
            least = Math.min(least, loss.k1(u) * loss.k1(u) / 2 / loss.k(u));
        }
        assertEquals(least, loss.modulus(), 1e-9);
        assertTrue(loss.modulus() <= least * (1 + 1e-10));
    }

    /** Just above the critical value k' becomes negative for a positive u, and just below it does not. */
    @Test
    void theLossIsPlUpToTheCriticalValue() {
        assertTrue(new KarimiLoss(4.60335).k1(4.4934 / 2) < 0);
        assertTrue(new KarimiSide(new KarimiLoss(4.6033), 0).slopeBelow(0.1, 100, 0) > 0);
        double x = 4.493409457909064;
        assertEquals(x, Math.tan(x), 1e-9);
        assertEquals(KarimiModulus.CRITICAL, Math.sqrt(1 + x * x), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.01, 10, 45.6, 1e4, 1e6})
    void theConditionSetsTheNonconvexity(double condition) {
        BilevelProblem problem = Problems.parse(
                "family: karimi\ngenerate: {size: {lower: 3, upper: 2}, condition: " + condition + ", seed: 5}",
                "x.yaml");
        double kappa =
                problem.constants().require(Constants.L) / problem.constants().require(Constants.MU);
        // κ carries the relative rounding of μ, below 1e-11, and that of the root c.
        assertEquals(condition, kappa, 1e-8 * condition);
    }

    /** λ* = Cφ, so Φ(φ) = ½(φ−1)² + (−φ−2)² + ½(φ−½)² + cφ, and ∇Φ(½) = −½ + 5 + c = 0 at the manufactured c. */
    @Test
    void theFileWorkedByHandGivesTheValuesWorkedByHand() {
        GroundTruth truth = Problems.parse(
                        "family: karimi\nc: 3\nC: [[1], [-1]]\n" + UPPER + ", linear: manufactured}\n", "x.yaml")
                .truth();
        assertArrayEquals(new double[] {2, -2}, truth.lowerSolution(new double[] {2}));
        // A few operations on numbers below 20.
        assertEquals(0.5 + 16 + 1.125 - 9, truth.objective(new double[] {2}), 1e-13);
        assertArrayEquals(new double[] {1 + 8 + 1.5 - 4.5}, truth.hypergradient(new double[] {2}), 1e-13);
        assertEquals(
                KnownOptimum.Kind.GLOBAL, truth.knownOptimum().orElseThrow().kind());
    }

    /** At an aligned centre λ_σ = λ* = e for every σ: no bias. */
    @Test
    void anAlignedFileHasNoBiasAtItsCentre() {
        String text = """
                family: karimi
                c: 3
                C: [[1], [2]]
                upper: {target: [0.5, 1], center: [0.5], rho: 1, linear: aligned}
                """;
        GroundTruth truth = Problems.parse(text, "x.yaml").truth();
        double[] center = {0.5};
        assertArrayEquals(new double[] {0.5, 1}, truth.penalisedSolution(center, 0.3));
        assertArrayEquals(new double[] {0}, truth.penaltyHypergradient(center, 0.3));
        assertArrayEquals(new double[] {0}, truth.hypergradient(center));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "family: karimi\nc: 0\nC: [[1]]\nupper: {target: [1]}\n",
                "family: karimi\nc: 4.6033\nC: [[1]]\nupper: {target: [1]}\n",
                "family: karimi\nC: [[1]]\nupper: {target: [1]}\n",
                "family: karimi\nc: 1\nC: [[1]]\nupper: {target: [1, 2]}\n",
                "family: karimi\nc: 1\nC: {diagonal: [1, 2]}\nupper: {target: [1]}\n",
                "family: karimi\ngenerate: {size: {lower: 2, upper: 1}, condition: 1}\n",
                "family: karimi\ngenerate: {size: {lower: 2, upper: 1}, condition: 1e12}\n",
                "family: karimi\ngenerate: {size: {lower: 20000, upper: 1000}, structure: diagonal}\n",
                "family: karimi\ngenerate: {size: {lower: 2, upper: 1}, structure: banded}\n",
                "family: karimi\ngenerate: {size: {lower: 2000, upper: 1}}\n",
                "family: sine-composite\ngenerate: {size: {lower: 1000001}, structure: diagonal}\n",
                "family: double-well\ntilt: 0.385\nC: [[1]]\nupper: {target: [1]}\n",
                "family: double-well\ntilt: 0\nC: [[1]]\nupper: {target: [1]}\n",
                "family: double-well\ngenerate: {size: {lower: 2, upper: 1}, tilt: 0.4}\n"
            })
    void badFilesAreRefusedInOneLineWithAdvice(String text) {
        String message = assertThrows(RefusedException.class, () -> Problems.parse(text, "bad.yaml"))
                .getMessage();
        assertTrue(message.matches("bad.yaml:[^\n]* \\([^\n]*\\) must [^\n]* Maybe [^\n]*\\."), message);
    }
}
