package org.plumbline.numeric;

import org.apache.commons.math3.linear.MatrixDimensionMismatchException;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/** Products of matrices that costs and gradients are made of. */
public final class Products {
    private Products() {}

    /**
     * The trace of a product, \(\operatorname{tr}(AB) = \sum_{ij} A_{ij} B_{ji}\), without forming the product.
     *
     * @param a n × m
     * @param b m × n
     * @return \(\operatorname{tr}(AB)\)
     * @throws MatrixDimensionMismatchException if the shapes do not fit
     */
    public static double trace(RealMatrix a, RealMatrix b) {
        if (a.getRowDimension() != b.getColumnDimension() || a.getColumnDimension() != b.getRowDimension()) {
            throw new MatrixDimensionMismatchException(
                    b.getRowDimension(), b.getColumnDimension(), a.getColumnDimension(), a.getRowDimension());
        }
        double sum = 0;
        for (int i = 0; i < a.getRowDimension(); i++) {
            for (int j = 0; j < a.getColumnDimension(); j++) {
                sum += a.getEntry(i, j) * b.getEntry(j, i);
            }
        }
        return sum;
    }

    /**
     * The congruence \(F X F^\top\) of a symmetric matrix, exactly symmetric.
     *
     * @param f m × n
     * @param x n × n, symmetric
     * @return \(F X F^\top\), m × m; where rounding broke the symmetry, the mean of the two halves
     */
    public static RealMatrix congruence(RealMatrix f, RealMatrix x) {
        return Symmetric.symmetrise(f.multiply(x).multiply(f.transpose()));
    }

    /**
     * \(C + AB\), each entry as if computed in twice the working precision and rounded once: the compensated dot
     * product Dot2 of T. Ogita, S. M. Rump, S. Oishi, "Accurate sum and dot product", SIAM J. Sci. Comput. 26(6), 2005,
     * 1955–1988, algorithm 5.3. Use it where large terms cancel, as in a closed loop \(A - BK\) with a large gain.
     *
     * @param c n × m
     * @param a n × k
     * @param b k × m
     * @return n × m, a new matrix
     * @throws org.apache.commons.math3.exception.DimensionMismatchException if A and B do not fit
     * @throws MatrixDimensionMismatchException if C does not fit
     */
    public static RealMatrix addAccurately(RealMatrix c, RealMatrix a, RealMatrix b) {
        MatrixUtils.checkMultiplicationCompatible(a, b);
        if (c.getRowDimension() != a.getRowDimension() || c.getColumnDimension() != b.getColumnDimension()) {
            throw new MatrixDimensionMismatchException(
                    c.getRowDimension(), c.getColumnDimension(), a.getRowDimension(), b.getColumnDimension());
        }
        double[][] rows = a.getData();
        double[][] columns = b.transpose().getData();
        double[][] sum = c.getData();
        for (int i = 0; i < sum.length; i++) {
            for (int j = 0; j < sum[i].length; j++) {
                sum[i][j] = addDot(sum[i][j], rows[i], columns[j]);
            }
        }
        return MatrixUtils.createRealMatrix(sum);
    }

    /**
     * \(AB\), each entry as in {@link #addAccurately}.
     *
     * @param a n × k
     * @param b k × m
     * @return n × m, a new matrix
     * @throws org.apache.commons.math3.exception.DimensionMismatchException if A and B do not fit
     */
    public static RealMatrix multiplyAccurately(RealMatrix a, RealMatrix b) {
        return addAccurately(MatrixUtils.createRealMatrix(a.getRowDimension(), b.getColumnDimension()), a, b);
    }

    private static double addDot(double start, double[] x, double[] y) {
        double sum = start;
        double lost = 0;
        for (int k = 0; k < x.length; k++) {
            double product = x[k] * y[k];
            double productError = Math.fma(x[k], y[k], -product);
            double next = sum + product;
            double part = next - sum;
            double sumError = (sum - (next - part)) + (product - part);
            lost += productError + sumError;
            sum = next;
        }
        return sum + lost;
    }
}
