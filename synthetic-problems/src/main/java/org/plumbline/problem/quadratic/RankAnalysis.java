package org.plumbline.problem.quadratic;

import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.plumbline.numeric.RefusedException;

/**
 * What singular values say of a rank-deficient quadratic, apart from the terms of f in φ alone.
 *
 * @param form the solution maps
 * @param residual \((I - UU^\top)C\), r×p
 * @param mu \(\lambda_{\min}^+(M^\top M)\)
 * @param smoothness \(\lambda_{\max}(M^\top M)\)
 * @param m M, r×d
 * @param weight w
 * @param basis of the space on which \(g + \sigma f\) is strongly convex: everything, or the row space of M
 */
record RankAnalysis(
        SpectralForm form,
        RealMatrix residual,
        double mu,
        double smoothness,
        RealMatrix m,
        double[] weight,
        RealMatrix basis) {
    /**
     * How much of f may remain on ker M, relative to its largest weight, for data written with ten digits: the
     * kernel is then known to about that.
     */
    private static final double IGNORED = 1e-9;

    static RankAnalysis of(RealMatrix m, RealMatrix c, double[] weight, double[] target) {
        SingularValueDecomposition svd = new SingularValueDecomposition(m);
        double[] values = svd.getSingularValues();
        int k = NumericalRank.of("M", values);
        RealMatrix u = SpectralForm.first(svd.getU(), k);
        RealMatrix rows = SpectralForm.first(svd.getV(), k);
        int zero = firstZero(weight);
        if (zero >= 0) {
            requireIgnored(rows, weight, zero);
        }
        // A full row rank leaves no residual, and no rounding of one.
        RealMatrix residual = k == m.getRowDimension()
                ? MatrixUtils.createRealMatrix(k, c.getColumnDimension())
                : c.subtract(u.multiply(u.transpose().multiply(c)));
        return new RankAnalysis(
                zero < 0
                        ? SpectralForm.positive(m, c, weight, target)
                        : SpectralForm.ignoringKernel(m, c, weight, target),
                residual,
                values[k - 1] * values[k - 1],
                values[0] * values[0],
                m,
                weight,
                zero < 0 ? MatrixUtils.createRealIdentityMatrix(weight.length) : rows);
    }

    /**
     * \(\lambda_{\min}(N^\top(M^\top M + \sigma W)N)\), from the singular values of the factor, which keeps the digits
     * that the eigenvalues of the product lose once σ is small.
     */
    double modulus(double sigma) {
        return sigma == 0 ? mu : SpectralForm.smallestStacked(m, weight, basis, sigma);
    }

    private static int firstZero(double[] weight) {
        for (int j = 0; j < weight.length; j++) {
            if (weight[j] == 0) {
                return j;
            }
        }
        return -1;
    }

    /** Row j of \(I - VV^\top\) is the projection of the unit vector j to ker M: where f weighs it, it must vanish. */
    private static void requireIgnored(RealMatrix rows, double[] weight, int zero) {
        double largest = 0;
        for (double w : weight) {
            largest = Math.max(largest, w);
        }
        for (int j = 0; j < weight.length; j++) {
            double[] projection = rows.operate(rows.getRow(j));
            double square = 0;
            for (int i = 0; i < projection.length; i++) {
                double entry = (i == j ? 1 : 0) - projection[i];
                square += entry * entry;
            }
            double share = Math.sqrt(square);
            if (weight[j] * share > IGNORED * largest) {
                throw new RefusedException("upper.weight[" + zero + "] (0) must be above 0, as f does not ignore ker M:"
                        + " coordinate " + j + ", of weight " + weight[j] + ", has a part of length "
                        + share + " in it. Maybe use positive weights, or zero ones on all coordinates that"
                        + " ker M touches.");
            }
        }
    }
}
