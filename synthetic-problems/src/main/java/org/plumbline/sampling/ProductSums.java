package org.plumbline.sampling;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Adds up weighted products \(w\,l_k r_k\) of the rows of two blocks over their columns k: nearly all the work of an estimate.
 * The compiler does not use vector registers for the sum of an array, as that would change the order of its terms; so every column
 * has a partial sum of its own, until the sum is asked for. Of a full block of 256 columns, four that are 64 apart share one: partial
 * sums are then read and written a quarter as often, and they, not the products, are what the loop waits for.
 */
final class ProductSums {
    private static final int QUARTER = 64;
    private static final int FULL = 4 * QUARTER;

    /** A row of partial sums, one a column of the widest block so far, for every pair of rows. */
    private final double[][] partial;

    private final int rows;
    private final int columns;
    private final boolean symmetric;

    private ProductSums(int rows, int columns, boolean symmetric) {
        this.rows = rows;
        this.columns = columns;
        this.symmetric = symmetric;
        this.partial = new double[rows * columns][0];
    }

    /** No products yet of the rows of one block with those of another. */
    static ProductSums of(int rows, int columns) {
        return new ProductSums(rows, columns, false);
    }

    /** No products yet of the rows of a block with each other. */
    static ProductSums squares(int rows) {
        return new ProductSums(rows, rows, true);
    }

    /** Adds the products of every left row with every right one, over the first columns. */
    void add(double weight, double[][] left, double[][] right, int count) {
        boolean full = count == FULL;
        int sums = full ? QUARTER : count;
        for (int i = 0; i < rows; i++) {
            for (int j = symmetric ? i : 0; j < columns; j++) {
                int pair = i * columns + j;
                if (partial[pair].length < sums) {
                    partial[pair] = Arrays.copyOf(partial[pair], sums);
                }
                if (full) {
                    addQuarters(weight, left[i], right[j], partial[pair]);
                } else {
                    addProducts(weight, left[i], right[j], count, partial[pair]);
                }
            }
        }
    }

    /** The hot loop: constant bounds and offsets, or the compiler does not vectorise it. */
    private static void addQuarters(double weight, double[] left, double[] right, double[] sum) {
        for (int k = 0; k < QUARTER; k++) {
            sum[k] += weight
                    * (left[k] * right[k]
                            + left[k + QUARTER] * right[k + QUARTER]
                            + left[k + 2 * QUARTER] * right[k + 2 * QUARTER]
                            + left[k + 3 * QUARTER] * right[k + 3 * QUARTER]);
        }
    }

    /** One index for all arrays and no offsets, for the same reason. */
    private static void addProducts(double weight, double[] left, double[] right, int count, double[] sum) {
        for (int k = 0; k < count; k++) {
            sum[k] += weight * left[k] * right[k];
        }
    }

    /** The sum of the products of left row i with right row j. */
    double get(int i, int j) {
        double total = 0;
        for (double part : partial[symmetric && j < i ? j * columns + i : i * columns + j]) {
            total += part;
        }
        return total;
    }

    /** All sums. */
    RealMatrix matrix() {
        RealMatrix matrix = new Array2DRowRealMatrix(rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                matrix.setEntry(i, j, get(i, j));
            }
        }
        return matrix;
    }
}
