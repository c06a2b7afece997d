package org.plumbline.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.plumbline.random.RandomStream;

class ProductSumsTest {
    /** Blocks around the one that is folded, and of different widths after each other. */
    private static final int[][] WIDTHS = {{1}, {255}, {256}, {257}, {256, 256}, {100, 256}, {256, 100}, {300, 256, 3}};

    private static double[][] block(int rows, int width, RandomStream stream) {
        double[][] block = new double[rows][width];
        for (double[] row : block) {
            stream.fillGaussian(row, width);
        }
        return block;
    }

    private static double product(double[] left, double[] right) {
        double sum = 0;
        for (int k = 0; k < left.length; k++) {
            sum += left[k] * right[k];
        }
        return sum;
    }

    @Test
    void productsOfTwoBlocksAreThoseOfAPlainLoop() {
        RandomStream stream = new RandomStream(41);
        for (int[] widths : WIDTHS) {
            ProductSums sums = ProductSums.of(3, 2);
            double[][] expected = new double[3][2];
            double weight = 1;
            for (int width : widths) {
                double[][] left = block(3, width, stream);
                double[][] right = block(2, width, stream);
                sums.add(weight, left, right, width);
                for (int i = 0; i < 3; i++) {
                    for (int j = 0; j < 2; j++) {
                        expected[i][j] += weight * product(left[i], right[j]);
                    }
                }
                weight *= -0.3;
            }
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 2; j++) {
                    // Up to 556 terms of size 1 in another order: 1e-12 is some thousand roundings.
                    assertEquals(expected[i][j], sums.get(i, j), 1e-12);
                    assertEquals(sums.get(i, j), sums.matrix().getEntry(i, j));
                }
            }
        }
    }

    @Test
    void productsOfABlockWithItselfAreSymmetric() {
        double[][] rows = block(3, 256, new RandomStream(42));
        ProductSums sums = ProductSums.squares(3);
        sums.add(2, rows, rows, 256);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertEquals(2 * product(rows[i], rows[j]), sums.get(i, j), 1e-12);
                assertEquals(sums.get(i, j), sums.get(j, i));
            }
        }
    }
}
