package org.plumbline.numeric;

import org.apache.commons.math3.linear.RealMatrix;

/**
 * Conditions on a matrix that data must meet. Each method returns in silence or throws a {@link RefusedException}
 * whose one line names the matrix, the value, the rule and what may help. Rows and columns are counted from 1, as in
 * a paper.
 */
public final class MatrixConditions {
    private MatrixConditions() {}

    /**
     * Whether every entry is a finite number.
     *
     * @param m any shape
     * @return false if an entry is infinite or not a number
     */
    public static boolean isFinite(RealMatrix m) {
        for (double[] row : m.getData()) {
            for (double entry : row) {
                if (!Double.isFinite(entry)) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Refuses infinities and NaN.
     *
     * @param name how the user knows the matrix
     * @param m any shape
     */
    public static void requireFinite(String name, RealMatrix m) {
        double[][] entries = m.getData();
        for (int i = 0; i < entries.length; i++) {
            for (int j = 0; j < entries[i].length; j++) {
                if (!Double.isFinite(entries[i][j])) {
                    throw new RefusedException("The matrix " + name + " has " + entries[i][j] + " in row " + (i + 1)
                            + ", column " + (j + 1) + ". Every entry must be a finite number.");
                }
            }
        }
    }

    /**
     * Refuses a matrix that is not square.
     *
     * @param name how the user knows the matrix
     * @param m any shape
     */
    public static void requireSquare(String name, RealMatrix m) {
        if (!m.isSquare()) {
            throw new RefusedException("The matrix " + name + " is " + shape(m) + ". It must be square.");
        }
    }

    /**
     * Refuses another shape than the given one.
     *
     * @param name how the user knows the matrix
     * @param m any shape
     * @param rows the right number of rows
     * @param columns the right number of columns
     * @param reason where that shape comes from, as in "as A is 3 × 3"
     */
    public static void requireShape(String name, RealMatrix m, int rows, int columns, String reason) {
        if (m.getRowDimension() != rows || m.getColumnDimension() != columns) {
            throw new RefusedException("The matrix " + name + " is " + shape(m) + ". It must be " + rows + " × "
                    + columns + ", " + reason + ".");
        }
    }

    /**
     * Refuses a matrix that is not symmetric to rounding ({@link Symmetric#isSymmetric}).
     *
     * @param name how the user knows the matrix
     * @param m n × n, finite
     */
    public static void requireSymmetric(String name, RealMatrix m) {
        requireSquare(name, m);
        if (Symmetric.isSymmetric(m)) {
            return;
        }
        int row = 0;
        int column = 0;
        double worst = 0;
        for (int i = 0; i < m.getRowDimension(); i++) {
            for (int j = 0; j < i; j++) {
                double difference = Math.abs(m.getEntry(i, j) - m.getEntry(j, i));
                if (difference > worst) {
                    worst = difference;
                    row = j;
                    column = i;
                }
            }
        }
        throw new RefusedException("The matrix " + name + " is not symmetric: " + m.getEntry(row, column) + " in row "
                + (row + 1) + ", column " + (column + 1) + " and " + m.getEntry(column, row)
                + " in the mirrored place. The two must be equal; maybe use the mean of " + name
                + " and its transpose.");
    }

    /**
     * Refuses a matrix that is not symmetric and positive definite beyond rounding
     * ({@link Symmetric#isPositiveDefinite}).
     *
     * @param name how the user knows the matrix
     * @param m n × n, finite
     */
    public static void requirePositiveDefinite(String name, RealMatrix m) {
        requireSymmetric(name, m);
        if (!Symmetric.isPositiveDefinite(m)) {
            throw new RefusedException("The matrix " + name + " is not positive definite: its smallest eigenvalue is "
                    + Numeral.of(Symmetric.smallestEigenvalue(m)) + ". Every eigenvalue must be > "
                    + Symmetric.ZERO_EIGENVALUE + " times the largest modulus; maybe add a multiple of the identity.");
        }
    }

    /**
     * Refuses a matrix that is not symmetric and positive semidefinite to rounding
     * ({@link Symmetric#isPositiveSemidefinite}).
     *
     * @param name how the user knows the matrix
     * @param m n × n, finite
     */
    public static void requirePositiveSemidefinite(String name, RealMatrix m) {
        requireSymmetric(name, m);
        if (!Symmetric.isPositiveSemidefinite(m)) {
            throw new RefusedException("The matrix " + name
                    + " is not positive semidefinite: its smallest eigenvalue is "
                    + Numeral.of(Symmetric.smallestEigenvalue(m))
                    + ". Every eigenvalue must be >= 0; maybe add a multiple of the identity.");
        }
    }

    /** The shape of a matrix in words, as in "3 × 2". */
    static String shape(RealMatrix m) {
        return m.getRowDimension() + " × " + m.getColumnDimension();
    }
}
