package org.plumbline.sampling;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Adds up \(\psi\psi^\top\) and \(\psi\chi^\top\) over pairs of feature vectors: nearly all the work of an estimate.
 * The vectors have some ten entries, too few for a loop over them to run in vector registers, so they are collected in
 * blocks, one row a feature and one column a pair, and the sums are kept by column until they are asked for.
 */
final class FeatureMoments {
    /** Pairs in a block: enough for the vectorised loop, few enough for the sums to stay in the first-level cache. */
    private static final int BLOCK = 32;

    private final int size;
    private final int otherSize;

    /** ψ and below it χ, size + otherSize rows of BLOCK. */
    private final double[][] rows;

    /** The sums, a row of BLOCK for every pair (i ≤ j) of rows with i below size. */
    private final double[][] sums;

    private int filled;

    FeatureMoments(int size, int otherSize) {
        this.size = size;
        this.otherSize = otherSize;
        this.rows = new double[size + otherSize][BLOCK];
        this.sums = new double[size * (size + 1) / 2 + size * otherSize][BLOCK];
    }

    void add(double[] psi, double[] chi) {
        for (int i = 0; i < size; i++) {
            rows[i][filled] = psi[i];
        }
        for (int i = 0; i < otherSize; i++) {
            rows[size + i][filled] = chi[i];
        }
        filled++;
        if (filled == BLOCK) {
            flush();
        }
    }

    private void flush() {
        if (filled == 0) {
            return;
        }
        int sum = 0;
        for (int i = 0; i < size; i++) {
            for (int j = i; j < size + otherSize; j++) {
                addProducts(rows[i], rows[j], sums[sum++]);
            }
        }
        for (double[] row : rows) {
            Arrays.fill(row, 0);
        }
        filled = 0;
    }

    /** The hot loop: of constant length and with one index for all arrays, so that the compiler vectorises it. */
    private static void addProducts(double[] left, double[] right, double[] sum) {
        for (int k = 0; k < BLOCK; k++) {
            sum[k] += left[k] * right[k];
        }
    }

    /** \(\sum\psi\psi^\top\). */
    RealMatrix squares() {
        RealMatrix squares = new Array2DRowRealMatrix(size, size);
        for (int i = 0; i < size; i++) {
            for (int j = i; j < size; j++) {
                double total = total(i, j);
                squares.setEntry(i, j, total);
                squares.setEntry(j, i, total);
            }
        }
        return squares;
    }

    /** \(\sum\psi\chi^\top\). */
    RealMatrix products() {
        RealMatrix products = new Array2DRowRealMatrix(size, otherSize);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < otherSize; j++) {
                products.setEntry(i, j, total(i, size + j));
            }
        }
        return products;
    }

    private double total(int i, int j) {
        // What waits in the block counts too; the columns not yet filled are zero.
        flush();
        int rowsBefore = i * (size + otherSize) - i * (i - 1) / 2;
        double total = 0;
        for (double part : sums[rowsBefore + j - i]) {
            total += part;
        }
        return total;
    }
}
