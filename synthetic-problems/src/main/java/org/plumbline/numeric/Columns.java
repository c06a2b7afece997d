package org.plumbline.numeric;

/**
 * Products with many vectors at once. The vectors are the first columns of an array of rows: entry i of vector k is
 * {@code x[i][k]}. A small matrix leaves no loop to its length; the loops here run over the vectors, two rows at a time, without
 * branches and with one index for all arrays, so that the compiler uses vector registers.
 */
public final class Columns {
    private Columns() {}

    /**
     * Rows for a number of vectors.
     *
     * @param rows may be too short
     * @param count the number of vectors
     * @return the same if they have room, or new ones
     */
    public static double[][] withRoom(double[][] rows, int count) {
        return rows[0].length < count ? new double[rows.length][count] : rows;
    }

    /**
     * The product of a matrix with every vector.
     *
     * @param matrix M, rows × columns, row by row
     * @param x the vectors, as many rows as M has columns
     * @param count the number of vectors
     * @param out receives the products, as many rows as M has, none of them a row of x
     */
    public static void multiply(double[] matrix, double[][] x, int count, double[][] out) {
        for (int i = 0; i < out.length; i++) {
            int entry = i * x.length;
            int j = x.length % 2;
            if (j == 1) {
                scale(matrix[entry], x[0], count, out[i]);
            } else {
                combine(matrix[entry], x[0], matrix[entry + 1], x[1], count, out[i]);
                j = 2;
            }
            addRemaining(matrix, entry, x, j, count, out[i]);
        }
    }

    /**
     * Adds the product of a matrix with every vector.
     *
     * @param matrix M, rows × columns, row by row
     * @param x the vectors, as many rows as M has columns
     * @param count the number of vectors
     * @param sum the products are added to it, as many rows as M has, none of them a row of x
     */
    public static void addProduct(double[] matrix, double[][] x, int count, double[][] sum) {
        for (int i = 0; i < sum.length; i++) {
            int entry = i * x.length;
            int j = x.length % 2;
            if (j == 1) {
                addMultiple(matrix[entry], x[0], count, sum[i]);
            }
            addRemaining(matrix, entry, x, j, count, sum[i]);
        }
    }

    private static void addRemaining(double[] matrix, int entry, double[][] x, int from, int count, double[] sum) {
        for (int j = from; j < x.length; j += 2) {
            addCombination(matrix[entry + j], x[j], matrix[entry + j + 1], x[j + 1], count, sum);
        }
    }

    /**
     * A multiple of a row.
     *
     * @param factor the factor
     * @param row its first entries count
     * @param count how many
     * @param out receives the multiple
     */
    public static void scale(double factor, double[] row, int count, double[] out) {
        for (int k = 0; k < count; k++) {
            out[k] = factor * row[k];
        }
    }

    private static void addMultiple(double factor, double[] row, int count, double[] sum) {
        for (int k = 0; k < count; k++) {
            sum[k] += factor * row[k];
        }
    }

    private static void combine(double a, double[] x, double b, double[] y, int count, double[] out) {
        for (int k = 0; k < count; k++) {
            out[k] = a * x[k] + b * y[k];
        }
    }

    private static void addCombination(double a, double[] x, double b, double[] y, int count, double[] sum) {
        for (int k = 0; k < count; k++) {
            sum[k] += a * x[k] + b * y[k];
        }
    }

    /**
     * The product of two rows, entry by entry.
     *
     * @param left its first entries count
     * @param right of the same length
     * @param count how many
     * @param out receives the products
     */
    public static void multiply(double[] left, double[] right, int count, double[] out) {
        for (int k = 0; k < count; k++) {
            out[k] = left[k] * right[k];
        }
    }
}
