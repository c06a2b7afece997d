package org.plumbline.problem.quadratic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.numeric.LinearMap;
import org.plumbline.numeric.RefusedException;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.KnownOptimum;
import org.plumbline.problem.Problems;
import org.plumbline.problem.Vectors;

class RankDeficientFamilyTest {
    /** Sums of a few numbers near 1 that singular values have rounded. */
    private static final double ROUNDING = 1e-13;

    /**
     * M = [1 1], C = [2], w = (1, 3), e = 0, at φ = 2: λ₁ + λ₂ = 4 with λ₁ = 3λ₂, so λ* = (3, 1), Φ = ½(9 + 3) = 6,
     * and as λ* = (3, 1)φ/2, Φ = 1.5 φ², ∇Φ = 6. σ = 1: ([[1, 1], [1, 1]] + diag(1, 3))λ = (4, 4) gives λ_σ =
     * (12, 4)/7; f = ½(144 + 48)/49 = 96/49, g = ½(12/7)² = 72/49, Φ_σ = 168/49 = 24/7 = (6/7)φ², ∇Φ_σ = 24/7.
     */
    @Test
    void theProblemWorkedByHandHasTheValuesWorkedByHand() {
        GroundTruth truth = read("M: [[1, 1]]\nC: [[2]]\nupper: {target: [0, 0], weight: [1, 3]}")
                .truth();
        double[] phi = {2};
        assertArrayEquals(new double[] {3, 1}, truth.lowerSolution(phi), ROUNDING);
        assertEquals(6, truth.objective(phi), ROUNDING);
        assertArrayEquals(new double[] {6}, truth.hypergradient(phi), ROUNDING);
        assertArrayEquals(new double[] {12.0 / 7, 4.0 / 7}, truth.penalisedSolution(phi, 1), ROUNDING);
        assertEquals(24.0 / 7, truth.penaltyObjective(phi, 1), ROUNDING);
        assertArrayEquals(new double[] {24.0 / 7}, truth.penaltyHypergradient(phi, 1), ROUNDING);
        assertEquals(0, truth.lowerOptimum(phi));
    }

    /** M = [1; 1], C = [1; −1]: λ* = 0 and both residuals are φ. */
    @Test
    void anUnreachableImageLeavesAResidual() {
        GroundTruth truth =
                read("M: [[1], [1]]\nC: [[1], [-1]]\nupper: {target: [1]}").truth();
        assertEquals(9, truth.lowerOptimum(new double[] {3}), ROUNDING);
        assertEquals(0, truth.lowerSolution(new double[] {3})[0], ROUNDING);
    }

    /**
     * ∇_φ f − ∇²_φλ g (∇²_λλ g)⁺ ∇_λ f is ∇Φ at the element of S(φ) that f selects. At the shortest one, which plain
     * gradient descent from 0 finds, it is off by more than 0.1 at the optimum, where ∇Φ = 0: a method that steps along
     * it does not come below ‖∇Φ‖² = 0.01. The pseudo-inverse is that of another library.
     */
    @Test
    void implicitGradientsAreWrongAtTheWrongElement() {
        BilevelProblem problem = Problems.named("rank-deficient-quadratic/claims");
        GroundTruth truth = problem.truth();
        RealMatrix c = matrix(problem, "C");
        SingularValueDecomposition svd = new SingularValueDecomposition(matrix(problem, "M"));
        for (double[] phi : new double[][] {
            problem.start().phi(), truth.knownOptimum().orElseThrow().phi()
        }) {
            double[] exact = truth.hypergradient(phi);
            double[] selected = truth.lowerSolution(phi);
            assertEquals(0, Vectors.distance(exact, implicit(truth, svd, c, phi, selected)), 1e-12);
            double[] shortest =
                    svd.getSolver().solve(c.operate(new ArrayRealVector(phi))).toArray();
            assertEquals(truth.lowerOptimum(phi), truth.functions().lower(phi, shortest), ROUNDING);
            double error = Vectors.distance(exact, implicit(truth, svd, c, phi, shortest));
            assertTrue(error > 0.1, () -> "off by " + error + " only, of " + Vectors.norm(exact));
        }
    }

    private static double[] implicit(
            GroundTruth truth, SingularValueDecomposition svd, RealMatrix c, double[] phi, double[] lambda) {
        double[] gradPhi = new double[phi.length];
        double[] gradLambda = new double[lambda.length];
        truth.functions().upperGradient(phi, lambda, gradPhi, gradLambda);
        // −∇²_φλ g (MᵀM)⁺ v = CᵀM(MᵀM)⁺v = Cᵀ(M⁺)ᵀv
        double[] pulled = c.preMultiply(svd.getSolver().getInverse().transpose().operate(gradLambda));
        return Vectors.plus(gradPhi, 1, pulled);
    }

    /** PL-2: proportional to σ where f selects, constant where it ignores the kernel; next orders are 1e-6. */
    @ParameterizedTest
    @CsvSource({"claims, 1", "ignores-kernel, 0"})
    void theModulusFallsWithThePenaltyOnlyWhereFSelects(String name, double slope) {
        GroundTruth truth = Problems.named("rank-deficient-quadratic/" + name).truth();
        double coarse = truth.penalisedModulus(1e-6).orElseThrow();
        double fine = truth.penalisedModulus(1e-8).orElseThrow();
        assertEquals(slope, Math.log(coarse / fine) / Math.log(100), 1e-4);
        assertEquals(Double.POSITIVE_INFINITY, truth.sigmaBar().orElseThrow());
    }

    @Test
    void alignedAndManufacturedCentresAreGlobalMinimisers() {
        String start = "M: [[1, 1]]\nC: [[2]]\nupper: {center: [2], ";
        for (String rest : new String[] {"target: [5, 1], linear: manufactured}", "target: [3, 1], linear: aligned}"}) {
            KnownOptimum optimum = read(start + rest).truth().knownOptimum().orElseThrow();
            assertEquals(KnownOptimum.Kind.GLOBAL, optimum.kind());
            assertArrayEquals(new double[] {2}, optimum.phi());
        }
    }

    @Test
    void generatedInstancesHaveTheRankTheRowsAndTheCondition() {
        BilevelProblem problem =
                read("generate: {size: {lower: 7, upper: 2, rank: 3}, rows: 5, condition: 1e4, structure: mixing}");
        RealMatrix m = matrix(problem, "M");
        assertEquals(5, m.getRowDimension());
        double[] values = new SingularValueDecomposition(m).getSingularValues();
        assertEquals(100, values[0] / values[2], 1e-10);
        assertEquals(0, values[3], 1e-13);
        assertTrue(problem.truth().lowerOptimum(problem.start().phi()) > 0);
        BilevelProblem ignoring =
                read("generate: {size: {lower: 7, upper: 2, rank: 3}, structure: ignores-kernel, seed: 5}");
        assertEquals(
                ignoring.truth().penalisedModulus(0).orElseThrow(),
                ignoring.truth().penalisedModulus(1e-9).orElseThrow(),
                1e-8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "M: [[1, 1]], C: [[2]], upper: {target: [0, 0], weight: [1, 0]} | upper.weight[1] (0) | does not ignore",
                "M: [[1, 0], [0, 1e-9]], C: [[2], [1]], upper: {target: [0, 0]} | M (a singular value of 1.0E-9 | rank",
                "M: [[0, 0]], C: [[2]], upper: {target: [0, 0]} | M (zero) | positive",
                "M: [[1, 1]], C: [[2], [1]], upper: {target: [0, 0]} | C (a list of 2) | 1 row",
                "M: [[1, 1]], C: [[2]], upper: {target: [0]} | upper.target (a list of 1) | 2 numbers",
                "M: [[1, 1]], C: [[2]], upper: {target: [0, 0], weight: [1, -1]} | upper.weight[1] (-1) | at least 0",
                "'generate: {size: {lower: 3, upper: 1, rank: 4}}' | rank (4) | 1 to 3",
                "'generate: {size: {lower: 3, upper: 1, rank: 3}, rows: 2}' | rows (2) | at least the rank",
                "'generate: {size: {lower: 501, upper: 1, rank: 3}}' | lower (501) | 1 to 500",
                "'generate: {size: {lower: 3, upper: 1, rank: 0}}' | rank (0) | 1 to 3"
            })
    void badDataAreRefusedInOneLine(String text, String key, String says) {
        String message =
                assertThrows(RefusedException.class, () -> read(lines(text))).getMessage();
        assertTrue(message.startsWith("x.yaml"), message);
        assertTrue(message.contains(key), message);
        assertTrue(message.contains(says), message);
        assertTrue(message.contains(" must ") && message.contains(" Maybe "), message);
    }

    private static String lines(String text) {
        return text.replaceAll(", (C|upper): ?([\\[{])", "\n$1: $2");
    }

    private static BilevelProblem read(String text) {
        return Problems.parse("family: rank-deficient-quadratic\n" + text, "x.yaml");
    }

    private static RealMatrix matrix(BilevelProblem problem, String key) {
        return new Array2DRowRealMatrix(((LinearMap.Dense) problem.data().get(key)).toRows());
    }
}
