package org.plumbline.numeric;

import java.util.Arrays;

/**
 * A real matrix, stored as what it is: with all its entries, or with its diagonal alone, which keeps time and memory
 * linear in the dimension.
 */
public sealed interface LinearMap {
    /**
     * The length of images.
     *
     * @return the number of rows
     */
    int rows();

    /**
     * The length of arguments.
     *
     * @return the number of columns
     */
    int columns();

    /**
     * Matrix times vector.
     *
     * @param x length {@link #columns()}
     * @param out overwritten with \(Ax\), length {@link #rows()}; not x
     */
    void apply(double[] x, double[] out);

    /**
     * Transposed matrix times vector.
     *
     * @param x length {@link #rows()}
     * @param out overwritten with \(A^\top x\), length {@link #columns()}; not x
     */
    void applyTransposed(double[] x, double[] out);

    /**
     * A square matrix times a vector, in its place. A dense one takes a vector to do so, a diagonal one takes nothing.
     *
     * @param x overwritten with \(Ax\), length {@link #columns()}
     */
    void applyInPlace(double[] x);

    /**
     * The matrix of absolute values times a vector: if every \(|x_i| \le r_i\), then \(|(Ax)_j| \le (|A|r)_j\), with
     * equality for some such x.
     *
     * @param radius r, length {@link #columns()}, entries at least 0
     * @param out overwritten with \(|A|r\), length {@link #rows()}; not radius
     */
    void applyAbsolute(double[] radius, double[] out);

    /**
     * Whether all entries are finite.
     *
     * @return false if one is NaN or infinite
     */
    boolean isFinite();

    /**
     * A matrix with all its entries.
     *
     * @param rows equal lengths, copied
     * @return the map
     */
    static LinearMap dense(double[][] rows) {
        return new Dense(rows.length, rows[0].length, RowMajor.of(rows));
    }

    /**
     * A square matrix that vanishes off its diagonal.
     *
     * @param diagonal copied
     * @return the map
     */
    static LinearMap diagonal(double[] diagonal) {
        return new Diagonal(diagonal.clone());
    }

    /**
     * All entries, row by row in one array.
     *
     * @param rows their number
     * @param columns their number
     * @param entries not to be changed
     */
    record Dense(int rows, int columns, double[] entries) implements LinearMap {
        @Override
        public void apply(double[] x, double[] out) {
            RowMajor.multiply(entries, x, out);
        }

        @Override
        public void applyTransposed(double[] x, double[] out) {
            RowMajor.multiplyTransposed(entries, x, out);
        }

        @Override
        public void applyInPlace(double[] x) {
            RowMajor.multiply(entries, x.clone(), x);
        }

        @Override
        public void applyAbsolute(double[] radius, double[] out) {
            for (int j = 0; j < rows; j++) {
                double sum = 0;
                for (int i = 0; i < columns; i++) {
                    sum += Math.abs(entries[j * columns + i]) * radius[i];
                }
                out[j] = sum;
            }
        }

        @Override
        public boolean isFinite() {
            return Arrays.stream(entries).allMatch(Double::isFinite);
        }

        /**
         * The matrix as a list of rows.
         *
         * @return freshly made
         */
        public double[][] toRows() {
            double[][] result = new double[rows][];
            for (int j = 0; j < rows; j++) {
                result[j] = Arrays.copyOfRange(entries, j * columns, (j + 1) * columns);
            }
            return result;
        }
    }

    /**
     * The diagonal alone.
     *
     * @param entries not to be changed
     */
    record Diagonal(double[] entries) implements LinearMap {
        @Override
        public int rows() {
            return entries.length;
        }

        @Override
        public int columns() {
            return entries.length;
        }

        @Override
        public void apply(double[] x, double[] out) {
            for (int i = 0; i < entries.length; i++) {
                out[i] = entries[i] * x[i];
            }
        }

        @Override
        public void applyTransposed(double[] x, double[] out) {
            apply(x, out);
        }

        @Override
        public void applyInPlace(double[] x) {
            apply(x, x);
        }

        @Override
        public void applyAbsolute(double[] radius, double[] out) {
            for (int i = 0; i < entries.length; i++) {
                out[i] = Math.abs(entries[i]) * radius[i];
            }
        }

        @Override
        public boolean isFinite() {
            return Arrays.stream(entries).allMatch(Double::isFinite);
        }
    }
}
