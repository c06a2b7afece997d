package org.plumbline.problem.separable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.Problems;

/** A million coordinates: a matrix with all its entries would have 10¹² of them. */
class DiagonalScaleTest {
    private static final int D = 1_000_000;

    private static final double SIGMA = 0.1;

    private static BilevelProblem problem(String family, int d) {
        return Problems.parse(
                "family: " + family + "\ngenerate: {size: {lower: " + d
                        + "}, structure: diagonal, condition: 20, seed: 3}",
                "x.yaml");
    }

    /**
     * Residuals of 1e-10 are what solves to 1e-12 leave at this condition. The formula of Danskin's theorem, with its
     * difference divided by σ = 0.1, loses a digit of about 15.
     */
    @ParameterizedTest
    @ValueSource(strings = {"sine-composite", "karimi"})
    void aMillionCoordinatesTakeSecondsAndLinearMemory(String family) {
        BilevelProblem problem = problem(family, D);
        GroundTruth truth = problem.truth();
        double[] phi = problem.start().phi();
        double[] lambda = truth.lowerSolution(phi);
        double[] gradPhi = new double[D];
        double[] g = new double[D];
        truth.functions().lowerGradient(phi, lambda, gradPhi, g);
        assertTrue(largest(g) <= 1e-10);
        double[] penalised = truth.penalisedSolution(phi, SIGMA);
        double[] f = new double[D];
        truth.functions().lowerGradient(phi, penalised, gradPhi, g);
        truth.functions().upperGradient(phi, penalised, gradPhi, f);
        for (int j = 0; j < D; j++) {
            g[j] += SIGMA * f[j];
        }
        assertTrue(largest(g) <= 1e-10);
        double[] hypergradient = truth.penaltyHypergradient(phi, SIGMA);
        double[] outer = new double[D];
        truth.functions().upperGradient(phi, penalised, outer, f);
        truth.functions().lowerGradient(phi, penalised, gradPhi, g);
        for (int j = 0; j < D; j += 997) {
            assertEquals(outer[j] + gradPhi[j] / SIGMA, hypergradient[j], 1e-11 * (1 + Math.abs(hypergradient[j])));
        }
        assertTrue(truth.sigmaBar().isEmpty());
        assertEquals(
                problem.constants().require("mu"), truth.penalisedModulus(0).orElseThrow());
    }

    private static double largest(double[] x) {
        double largest = 0;
        for (double value : x) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
