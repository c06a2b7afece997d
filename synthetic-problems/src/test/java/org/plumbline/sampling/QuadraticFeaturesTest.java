package org.plumbline.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class QuadraticFeaturesTest {
    private final QuadraticFeatures features = new QuadraticFeatures(3);

    @Test
    void theCoefficientsOfAFormGiveItsValue() {
        double[] matrix = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        double[] theta = features.coefficients(matrix, 10);
        double[][] psi = new double[features.size()][1];
        features.evaluate(new double[][] {{1}, {-2}, {3}}, 1, psi);
        double value = 0;
        for (int i = 0; i < psi.length; i++) {
            value += theta[i] * psi[i][0];
        }
        // zᵀMz = 36 by hand, plus the constant; small integers are exact.
        assertEquals(36 + 10, value);
    }

    @Test
    void theMatrixOfTheCoefficientsIsTheSymmetricPart() {
        double[] matrix = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        double[] symmetric = {1, 3, 5, 3, 5, 7, 5, 7, 9};
        assertArrayEquals(symmetric, features.matrix(features.coefficients(matrix, 10)));
    }
}
