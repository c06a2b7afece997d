package org.plumbline.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LargestMultipleTest {
    private static RealMatrix matrix(double a, double b, double c) {
        return MatrixUtils.createRealMatrix(new double[][] {{a, b}, {b, c}});
    }

    /** det(A − tB) = (2−t)(2−t) − 1 = 0 at t = 1 and 3: the diagonal alone would say 2. */
    @Test
    void itIsFoundFromBelowWithinAPercent() {
        double t = Symmetric.largestMultiple(matrix(2, 1, 2), matrix(1, 0, 1));
        assertTrue(t <= 1 && t >= 1 / 1.01, () -> "t = " + t);
    }

    /** B = vvᵀ, v = (1, 2): t = 1/(vᵀA⁻¹v), and A⁻¹ = diag(1, ¼) makes it ½. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-150, 1e-6, 1, 1e6, 1e150})
    void unitsDoNotMatter(double unit) {
        RealMatrix a = matrix(1, 0, 4).scalarMultiply(unit);
        double t = Symmetric.largestMultiple(a, matrix(1, 2, 4)) / unit;
        assertTrue(t <= 0.5 && t >= 0.5 / 1.01, () -> "t = " + t);
    }

    /** 1e12 is the largest condition number that problems accept: A − tB turns at t = 1e-12, far below the diagonal's 1/2. */
    @Test
    void badConditioningCostsHalvingsOnly() {
        double small = 1e-12;
        // Eigenvectors (1, ±1)/√2 with eigenvalues 1 and 1e-12.
        RealMatrix a = matrix((1 + small) / 2, (1 - small) / 2, (1 + small) / 2);
        double t = Symmetric.largestMultiple(a, MatrixUtils.createRealIdentityMatrix(2));
        assertEquals(small, t, 0.02 * small);
    }

    @Test
    void ofZeroAnyMultipleCanBeTaken() {
        assertEquals(Double.POSITIVE_INFINITY, Symmetric.largestMultiple(matrix(2, 1, 2), matrix(0, 0, 0)));
    }

    @Test
    void anIndefiniteMatrixIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Symmetric.largestMultiple(matrix(1, 2, 1), matrix(1, 0, 1)));
    }
}
