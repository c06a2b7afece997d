package org.plumbline.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.random.RandomStream;

/** Products with many vectors against sums over the entries, for every number of rows that the kernels divide differently. */
class ColumnsTest {
    private static final int COUNT = 37;
    private static final int OUT = 3;

    private final RandomStream stream = new RandomStream(3);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    void multiplyIsTheProduct(int rows) {
        double[] matrix = matrix(rows);
        double[][] x = vectors(rows);
        double[][] out = vectors(OUT);
        Columns.multiply(matrix, x, COUNT, out);
        for (int i = 0; i < OUT; i++) {
            for (int k = 0; k < COUNT; k++) {
                assertEquals(entry(matrix, x, i, k), out[i][k], 1e-13);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    void addProductAddsAMultiple(int rows) {
        double[] matrix = matrix(rows);
        double[][] x = vectors(rows);
        double[][] y = vectors(OUT);
        double[][] out = vectors(OUT);
        Columns.addProduct(0.7, y, matrix, x, COUNT, out);
        for (int i = 0; i < OUT; i++) {
            for (int k = 0; k < COUNT; k++) {
                assertEquals(0.7 * y[i][k] + entry(matrix, x, i, k), out[i][k], 1e-13);
            }
        }
    }

    private static double entry(double[] matrix, double[][] x, int i, int k) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += matrix[i * x.length + j] * x[j][k];
        }
        return sum;
    }

    private double[] matrix(int columns) {
        double[] matrix = new double[OUT * columns];
        stream.fillGaussian(matrix);
        return matrix;
    }

    private double[][] vectors(int rows) {
        double[][] vectors = new double[rows][COUNT];
        for (double[] row : vectors) {
            stream.fillGaussian(row);
        }
        return vectors;
    }
}
