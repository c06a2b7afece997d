package org.plumbline.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every family for which alignment makes sense generates instances whose penalty has no bias at the known optimum. */
class AlignedInstancesTest {
    /** Solves to 1e-12 leave this of a gradient that vanishes, relative to 1 + the largest norm in these instances. */
    private static final double ZERO = 1e-9;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quadratic\ngenerate: {size: {lower: 4, upper: 2}, optimum: aligned}",
                "quadratic\ngenerate: {size: {lower: 50}, structure: diagonal, optimum: aligned}",
                "rank-deficient-quadratic\ngenerate: {size: {lower: 4, upper: 2, rank: 2}, optimum: aligned}",
                "sine-composite\ngenerate: {size: {lower: 4, upper: 2}, optimum: aligned}",
                "karimi\ngenerate: {size: {lower: 4, upper: 2}, optimum: aligned}",
                "double-well\ngenerate: {size: {lower: 4, upper: 2}, optimum: aligned}",
                "lqr-reward-design\ngenerate: {size: {states: 2, inputs: 1, upper: 2}, optimum: aligned}",
                "lqr-imitation\ngenerate: {size: {states: 2, inputs: 1, upper: 2}, optimum: aligned}",
                "pl-game\ngenerate: {size: {lower: 4, upper: 2, rank: 2}}"
            })
    void thePenaltyHasNoBiasAtTheOptimum(String file) {
        BilevelProblem problem = Problems.parse("family: " + file, "aligned.yaml");
        GroundTruth truth = problem.truth();
        KnownOptimum optimum = truth.knownOptimum().orElseThrow();
        Point solution = new Point(optimum.phi(), truth.lowerSolution(optimum.phi()));
        assertEquals(
                0, Vectors.norm(Gradients.ofUpper(truth.functions(), solution).lambda()), ZERO);
        for (double sigma : new double[] {1, 0.01}) {
            assertEquals(0, Vectors.norm(truth.penaltyHypergradient(optimum.phi(), sigma)), ZERO);
        }
        assertTrue(Vectors.norm(truth.hypergradient(problem.start().phi())) > 1e-3);
    }
}
