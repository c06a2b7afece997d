package org.plumbline.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.numeric.RefusedException;

/** Every family for which alignment makes sense generates instances whose penalty has no bias at the known optimum. */
class AlignedInstancesTest {
    /** Solves to 1e-12 leave this of a gradient that vanishes, relative to 1 + the largest norm in these instances. */
    private static final double ZERO = 1e-9;

    /** Neither a constant in f nor its units make a point stationary that is not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "quadratic\nH: [[1, 0], [0, 1]]\nC: [[1], [0]]\nupper: {target: [1, 1e6]}",
                "quadratic\nH: [[1]]\nC: [[1]]\nupper: {target: [5], weight: [1e-10]}",
                "rank-deficient-quadratic\nM: [[1, 0]]\nC: [[1]]\nupper: {target: [5, 0], weight: [1e-10, 1e-10]}",
                "karimi\nc: 1\nC: [[1]]\nupper: {target: [5], weight: [1e-10]}"
            })
    void anOptimumIsNotCalledKnownByItsUnits(String file) {
        BilevelProblem problem = Problems.parse("family: " + file, "units.yaml");
        assertTrue(problem.truth().knownOptimum().isEmpty());
        String aligned = file.replaceFirst("\\}$", ", linear: aligned}");
        if (!file.contains("1e6")) {
            assertThrows(RefusedException.class, () -> Problems.parse("family: " + aligned, "units.yaml"));
        }
    }

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
