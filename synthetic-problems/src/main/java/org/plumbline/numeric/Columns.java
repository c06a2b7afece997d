package org.plumbline.numeric;

/**
 * Products with many vectors at once. The vectors are the first columns of an array of rows: entry i of vector k is
 * {@code x[i][k]}. A small matrix leaves no loop to its length; the loops here run over the vectors, up to four rows at a time so
 * that sums are seldom stored and read again, without branches and with one index for all arrays, so that the compiler uses vector
 * registers.
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
     * @param x the vectors, as many rows as M has columns, at least one
     * @param count the number of vectors
     * @param out receives the products, as many rows as M has, none of them a row of x
     */
    public static void multiply(double[] matrix, double[][] x, int count, double[][] out) {
        for (int i = 0; i < out.length; i++) {
            int entry = i * x.length;
            combine(matrix[entry], x[0], matrix, entry, x, 1, count, out[i]);
        }
    }

    /**
     * The product of a matrix with every vector, and a multiple of another one.
     *
     * @param factor s
     * @param y vectors, as many rows as M has
     * @param matrix M, rows × columns, row by row
     * @param x vectors, as many rows as M has columns
     * @param count the number of vectors
     * @param out receives \(sy + Mx\), as many rows as M has, none of them a row of x or y
     */
    public static void addProduct(
            double factor, double[][] y, double[] matrix, double[][] x, int count, double[][] out) {
        for (int i = 0; i < out.length; i++) {
            combine(factor, y[i], matrix, i * x.length, x, 0, count, out[i]);
        }
    }

    /** \(a\) times the first row and, with a row of the matrix from an entry on, of the rows of x from one on. */
    private static void combine(
            double a, double[] first, double[] matrix, int entry, double[][] x, int from, int count, double[] out) {
        int some = (x.length - from) % 4;
        switch (some) {
            case 0 -> scale(a, first, count, out);
            case 1 -> addOne(a, first, matrix, entry + from, x, from, count, out);
            case 2 -> addTwo(a, first, matrix, entry + from, x, from, count, out);
            default -> addThree(a, first, matrix, entry + from, x, from, count, out);
        }
        for (int j = from + some; j < x.length; j += 4) {
            addFour(matrix, entry + j, x, j, count, out);
        }
    }

    private static void scale(double a, double[] x, int count, double[] out) {
        for (int k = 0; k < count; k++) {
            out[k] = a * x[k];
        }
    }

    private static void addOne(
            double a, double[] x, double[] matrix, int entry, double[][] rows, int from, int count, double[] out) {
        double b = matrix[entry];
        double[] y = rows[from];
        for (int k = 0; k < count; k++) {
            out[k] = a * x[k] + b * y[k];
        }
    }

    private static void addTwo(
            double a, double[] x, double[] matrix, int entry, double[][] rows, int from, int count, double[] out) {
        double b = matrix[entry];
        double c = matrix[entry + 1];
        double[] y = rows[from];
        double[] z = rows[from + 1];
        for (int k = 0; k < count; k++) {
            out[k] = a * x[k] + b * y[k] + c * z[k];
        }
    }

    private static void addThree(
            double a, double[] x, double[] matrix, int entry, double[][] rows, int from, int count, double[] out) {
        double b = matrix[entry];
        double c = matrix[entry + 1];
        double d = matrix[entry + 2];
        double[] y = rows[from];
        double[] z = rows[from + 1];
        double[] v = rows[from + 2];
        for (int k = 0; k < count; k++) {
            out[k] = a * x[k] + b * y[k] + (c * z[k] + d * v[k]);
        }
    }

    private static void addFour(double[] matrix, int entry, double[][] rows, int from, int count, double[] sum) {
        double a = matrix[entry];
        double b = matrix[entry + 1];
        double c = matrix[entry + 2];
        double d = matrix[entry + 3];
        double[] x = rows[from];
        double[] y = rows[from + 1];
        double[] z = rows[from + 2];
        double[] v = rows[from + 3];
        for (int k = 0; k < count; k++) {
            sum[k] += a * x[k] + b * y[k] + (c * z[k] + d * v[k]);
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
