package org.plumbline.numeric;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.random.SeedTree;

/** What {@link DiscreteRiccati} refuses, and in which words. Deterministic. */
class RegulatorRefusalTest {
    private static final RealMatrix I1 = MatrixUtils.createRealIdentityMatrix(1);
    private static final RealMatrix I2 = MatrixUtils.createRealIdentityMatrix(2);

    @Test
    void anUnreachableRealModeIsNamedInOneLine() {
        assertEquals(
                "The pair (A, B) is not stabilisable: the mode with eigenvalue 1.2 (modulus 1.2) cannot be reached by"
                        + " the input. Every mode with modulus ≥ 1 must be reachable; maybe change B or lower the"
                        + " discount factor.",
                refusal(diagonal(1.2, 0.5), column(0, 1), I2, I1));
    }

    @Test
    void anUnreachableComplexPairIsNamedWithBothParts() {
        RealMatrix a = MatrixUtils.createRealMatrix(new double[][] {{0.6, 0.9, 0}, {-0.9, 0.6, 0}, {0, 0, 2}});
        RealMatrix b = column(0, 0, 1);
        String message = refusal(a, b, MatrixUtils.createRealIdentityMatrix(3), I1);
        assertTrue(message.contains("eigenvalue 0.6 ± 0.9i (modulus 1.08167)"), message);
    }

    @Test
    void aComplexPairReachedThroughOneComponentIsAccepted() {
        RealMatrix a = MatrixUtils.createRealMatrix(new double[][] {{0.6, 0.9}, {-0.9, 0.6}});
        assertDoesNotThrow(() -> DiscreteRiccati.solve(a, column(0, 1), I2, I1));
    }

    @Test
    void anUnreachableModeOnTheUnitCircleIsRefused() {
        assertTrue(refusal(diagonal(1, 0.5), column(0, 1), I2, I1).contains("eigenvalue 1.0 (modulus 1.0)"));
        RealMatrix turn = MatrixUtils.createRealMatrix(new double[][] {{0.6, 0.8}, {-0.8, 0.6}});
        assertTrue(refusal(turn, column(0, 0), I2, I1).contains("0.6 ± 0.8i (modulus 1.0)"));
    }

    /** A double eigenvalue on the circle is computed with an error of 1e-8, which the test must forgive. */
    @ParameterizedTest
    @ValueSource(ints = {2, 5, 20, 50})
    void anUnreachableDoubleModeInRotatedCoordinatesIsRefused(int n) {
        RealMatrix turn = StabilisableSystems.orthogonal(SeedTree.of(3).child("turn", n).stream(), n);
        RealMatrix a = MatrixUtils.createRealIdentityMatrix(n).scalarMultiply(0.5);
        a.setSubMatrix(new double[][] {{1, 1}, {0, 1}}, 0, 0);
        double[] reach = new double[n];
        for (int i = 2; i < n; i++) {
            reach[i] = 1;
        }
        RealMatrix rotated = turn.multiply(a).multiply(turn.transpose());
        String message = refusal(rotated, turn.multiply(column(reach)), MatrixUtils.createRealIdentityMatrix(n), I1);
        assertTrue(message.startsWith("The pair (A, B) is not stabilisable"), message);
    }

    @Test
    void anUnreachableModeThatDecaysIsAccepted() {
        assertDoesNotThrow(() -> DiscreteRiccati.solve(diagonal(0.99, 2), column(0, 1), I2, I1));
    }

    @Test
    void aModeThatCostsNothingIsRefused() {
        assertEquals(
                "The pair (A, Q) is not detectable: the mode with eigenvalue 1.2 (modulus 1.2) costs nothing. Every"
                        + " mode with modulus ≥ 1 must be seen by the cost; maybe add a multiple of the identity to Q"
                        + " or lower the discount factor.",
                refusal(diagonal(1.2, 0.5), column(1, 1), diagonal(0, 1), I1));
        assertTrue(refusal(I1, I1, diagonal(0), I1).contains("not detectable"));
    }

    /** The verdict is one on the system and not on the units of the inputs. */
    @Test
    void weakInputsThatCostLittleAreAccepted() {
        assertDoesNotThrow(() -> DiscreteRiccati.solve(diagonal(2), diagonal(1e-12), I1, diagonal(1e-24)));
    }

    @Test
    void anInputCostThatIsNotPositiveDefiniteIsRefused() {
        RealMatrix singular = MatrixUtils.createRealMatrix(new double[][] {{1, 1}, {1, 1}});
        assertTrue(refusal(diagonal(0.5, 0.5), I2, I2, singular).startsWith("The matrix R is not positive definite"));
        assertTrue(refusal(I1, I1, I1, diagonal(-1)).contains("smallest eigenvalue is -1.0"));
        assertTrue(refusal(I1, I1, I1, diagonal(0)).contains("R is not positive definite"));
    }

    @Test
    void aStateCostThatIsNegativeSomewhereIsRefused() {
        String message = refusal(diagonal(0.5, 0.5), I2, diagonal(1, -0.25), I2);
        assertTrue(message.contains("Q is not positive semidefinite: its smallest eigenvalue is -0.25"), message);
    }

    @Test
    void anAsymmetricCostIsRefusedWithThePairOfEntries() {
        RealMatrix q = MatrixUtils.createRealMatrix(new double[][] {{1, 0.5}, {0.25, 1}});
        String message = refusal(diagonal(0.5, 0.5), I2, q, I2);
        assertTrue(message.contains("Q is not symmetric: 0.5 in row 1, column 2 and 0.25"), message);
    }

    @Test
    void wrongShapesAreRefusedByName() {
        assertTrue(refusal(MatrixUtils.createRealMatrix(2, 3), I2, I2, I2).startsWith("The matrix A is 2 × 3."));
        assertTrue(refusal(I2, I1, I2, I1).startsWith("The matrix B is 1 × 1. It must be 2 × 1, as A is 2 × 2."));
        assertTrue(refusal(I2, I2, I1, I2).startsWith("The matrix Q is 1 × 1. It must be 2 × 2"));
        assertTrue(refusal(I2, I2, I2, I1).startsWith("The matrix R is 1 × 1. It must be 2 × 2, as B is 2 × 2."));
    }

    @Test
    void entriesThatAreNotFiniteAreRefusedByPlace() {
        RealMatrix bad = diagonal(1, Double.NaN);
        assertTrue(refusal(bad, I2, I2, I2).startsWith("The matrix A has NaN in row 2, column 2."));
        assertTrue(refusal(I2, bad, I2, I2).startsWith("The matrix B has NaN"));
        assertTrue(refusal(I2, I2, bad, I2).startsWith("The matrix Q has NaN"));
        assertTrue(refusal(I2, I2, I2, diagonal(Double.POSITIVE_INFINITY, 1)).startsWith("The matrix R has Infinity"));
    }

    private static String refusal(RealMatrix a, RealMatrix b, RealMatrix q, RealMatrix r) {
        String message = assertThrows(RefusedException.class, () -> DiscreteRiccati.solve(a, b, q, r))
                .getMessage();
        assertFalse(message.contains("\n"));
        return message;
    }

    private static RealMatrix diagonal(double... entries) {
        return MatrixUtils.createRealDiagonalMatrix(entries);
    }

    private static RealMatrix column(double... entries) {
        return MatrixUtils.createColumnRealMatrix(entries);
    }
}
