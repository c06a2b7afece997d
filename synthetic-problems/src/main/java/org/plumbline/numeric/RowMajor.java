package org.plumbline.numeric;

import java.util.Arrays;

/** Products with dense matrices that are stored row by row in one array: the form the hot loops want. */
public final class RowMajor {
    private RowMajor() {}

    /**
     * Stores a list of rows.
     *
     * @param rows equal lengths
     * @return the entries, row by row
     */
    public static double[] of(double[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        double[] flat = new double[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * columns, columns);
        }
        return flat;
    }

    /**
     * Matrix times vector.
     *
     * @param matrix out.length × x.length
     * @param x the vector
     * @param out overwritten with \(Ax\); not x
     */
    public static void multiply(double[] matrix, double[] x, double[] out) {
        int columns = x.length;
        for (int i = 0; i < out.length; i++) {
            double sum = 0;
            int row = i * columns;
            for (int j = 0; j < columns; j++) {
                sum += matrix[row + j] * x[j];
            }
            out[i] = sum;
        }
    }

    /**
     * Transposed matrix times vector.
     *
     * @param matrix x.length × out.length
     * @param x the vector
     * @param out overwritten with \(A^\top x\); not x
     */
    public static void multiplyTransposed(double[] matrix, double[] x, double[] out) {
        Arrays.fill(out, 0);
        int columns = out.length;
        for (int i = 0; i < x.length; i++) {
            int row = i * columns;
            for (int j = 0; j < columns; j++) {
                out[j] += matrix[row + j] * x[i];
            }
        }
    }
}
