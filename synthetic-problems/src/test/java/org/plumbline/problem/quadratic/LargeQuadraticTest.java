package org.plumbline.problem.quadratic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.numeric.LinearMap;
import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.Constants;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.ProblemText;
import org.plumbline.problem.Problems;

/** Dimension a million, and what must not change about dimension six. */
class LargeQuadraticTest {
    /** Recorded results hang on these instances: the sum is that of the release before diagonals were kept. */
    @ParameterizedTest
    @CsvSource({"quadratic/claims, f18f165a", "quadratic/isotropic, bcab4e2c"})
    void theCatalogueInstancesHaveNotChangedByABit(String id, String sum) {
        CRC32 crc = new CRC32();
        crc.update(ProblemText.of(Problems.named(id)).getBytes(StandardCharsets.UTF_8));
        assertEquals(sum, Long.toHexString(crc.getValue()));
    }

    /** Seconds and some hundred megabytes; a d×d matrix would be 8 terabytes. */
    @ParameterizedTest
    @CsvSource({"1000000, 1000000", "1000000, 3"})
    void aMillionDimensionsTakeSeconds(int d, int p) {
        assertTimeout(Duration.ofSeconds(20), () -> {
            BilevelProblem problem = Problems.parse(
                    "family: quadratic\ngenerate: {size: {lower: " + d + ", upper: " + p
                            + "}, condition: 1e6, structure: diagonal}",
                    "large.yaml");
            assertEquals(d, problem.lowerDimension());
            assertEquals(p, problem.upperDimension());
            assertEquals(1, problem.constants().require(Constants.MU));
            assertEquals(1e6, problem.constants().require(Constants.L), 1e-6);
            GroundTruth truth = problem.truth();
            double[] phi = problem.start().phi();
            double sigma = 0.1;
            double[] lambda = truth.penalisedSolution(phi, sigma);
            double[] gPhi = new double[p];
            double[] g = new double[d];
            double[] f = new double[d];
            truth.functions().upperGradient(phi, lambda, gPhi, f);
            truth.functions().lowerGradient(phi, lambda, gPhi, g);
            for (int j = 0; j < d; j++) {
                // A residual λ − Cφ is a difference of numbers near 1, multiplied by h up to 1e6.
                assertEquals(0, g[j] + sigma * f[j], 1e-8, "coordinate " + j);
            }
            assertTrue(truth.penaltyObjective(phi, sigma) <= truth.objective(phi));
            assertEquals(p, truth.penaltyHypergradient(phi, sigma).length);
            assertTrue(truth.knownOptimum().isPresent());
        });
    }

    @Test
    void diagonalsAreKeptAsDiagonalsBeyondTheOrderOfDenseMatrices() {
        StringBuilder ones = new StringBuilder("1");
        ones.append(", 1".repeat(1999));
        BilevelProblem problem = Problems.parse(
                "family: quadratic\nH: {diagonal: [" + ones + "]}\nC: {diagonal: [" + ones + "]}\nupper: {target: ["
                        + ones + "]}",
                "x.yaml");
        assertInstanceOf(LinearMap.Diagonal.class, problem.data().get("H"));
        assertInstanceOf(LinearMap.Diagonal.class, problem.data().get("C"));
        assertArrayEquals(new double[2000], problem.truth().hypergradient(ones(2000)));
    }

    private static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{size: {lower: 1000000, upper: 1000}, structure: diagonal} | equal lower",
                "{size: {lower: 1000001, upper: 3}, structure: diagonal} | 1000000",
                "{size: {lower: 6, upper: 3}, structure: diagnal} | 'diagonal' is meant",
                "{size: {lower: 1001, upper: 3}} | 1000"
            })
    void sizesBeyondMemoryAreRefused(String generate, String says) {
        String message = assertThrows(
                        RefusedException.class,
                        () -> Problems.parse("family: quadratic\ngenerate: " + generate, "x.yaml"))
                .getMessage();
        assertTrue(message.contains(says), message);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "-1, 1", "1, -1"})
    void aDiagonalThatIsNotPositiveIsRefused(double first, double second) {
        String message = assertThrows(
                        RefusedException.class,
                        () -> Problems.parse(
                                "family: quadratic\nH: {diagonal: [" + first + ", " + second
                                        + "]}\nC: [[1], [1]]\nupper: {target: [1, 1]}",
                                "x.yaml"))
                .getMessage();
        assertTrue(message.contains("positive definite"), message);
    }
}
