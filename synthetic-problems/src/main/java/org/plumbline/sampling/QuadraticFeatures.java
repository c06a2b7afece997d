package org.plumbline.sampling;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.plumbline.numeric.Columns;

/**
 * The features \(\psi(z) = \bigl((z_i z_j)_{i \le j}, 1\bigr)\) of a vector z: every quadratic form
 * \(z^\top M z + c\) is \(\theta^\top \psi(z)\) for exactly one θ. The pairs stand in the order
 * (0,0), (0,1), …, (0,k−1), (1,1), …; the constant is last.
 */
public final class QuadraticFeatures {
    private final int length;

    /**
     * The features of vectors of one length.
     *
     * @param length k, at least 1
     */
    public QuadraticFeatures(int length) {
        this.length = length;
    }

    /**
     * The number of features.
     *
     * @return \(k(k+1)/2 + 1\)
     */
    public int size() {
        return length * (length + 1) / 2 + 1;
    }

    /** The places of all features. */
    int[] all() {
        return IntStream.range(0, size()).toArray();
    }

    /** The places of the squares and of the constant. */
    int[] squares() {
        int[] places = new int[length + 1];
        for (int i = 0, place = 0; i < length; i++) {
            places[i] = place;
            place += length - i;
        }
        places[length] = size() - 1;
        return places;
    }

    /**
     * The features of many vectors, which are the columns of arrays of rows.
     *
     * @param z the vectors, k rows
     * @param count the number of vectors
     * @param out receives \(\psi(z)\), {@link #size} rows
     */
    public void evaluate(double[][] z, int count, double[][] out) {
        int feature = 0;
        for (int i = 0; i < length; i++) {
            for (int j = i; j < length; j++) {
                Columns.multiply(z[i], z[j], count, out[feature++]);
            }
        }
        Arrays.fill(out[feature], 0, count, 1);
    }

    /**
     * The coefficients of a quadratic form.
     *
     * @param matrix M, k × k, row by row; only its symmetric part matters
     * @param constant c
     * @return θ with \(\theta^\top \psi(z) = z^\top M z + c\)
     */
    public double[] coefficients(double[] matrix, double constant) {
        double[] theta = new double[size()];
        int feature = 0;
        for (int i = 0; i < length; i++) {
            theta[feature++] = matrix[i * length + i];
            for (int j = i + 1; j < length; j++) {
                theta[feature++] = matrix[i * length + j] + matrix[j * length + i];
            }
        }
        theta[feature] = constant;
        return theta;
    }

    /**
     * The symmetric matrix of a quadratic form.
     *
     * @param theta coefficients, length {@link #size}
     * @return M, k × k, row by row
     */
    public double[] matrix(double[] theta) {
        double[] matrix = new double[length * length];
        int feature = 0;
        for (int i = 0; i < length; i++) {
            matrix[i * length + i] = theta[feature++];
            for (int j = i + 1; j < length; j++) {
                double half = theta[feature++] / 2;
                matrix[i * length + j] = half;
                matrix[j * length + i] = half;
            }
        }
        return matrix;
    }
}
