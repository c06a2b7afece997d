package org.plumbline.numeric;

import java.util.Arrays;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.exception.MathArithmeticException;
import org.apache.commons.math3.exception.MaxCountExceededException;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * Eigenvalues, spectral radius and spectral norm of a general real matrix.
 *
 * <p>The eigenvalues come from the Schur form of Commons Math, used around two of its traps: its thresholds are
 * absolute, so the matrix is first scaled to a largest entry of one; and its QR iteration can fail to converge, in
 * which case it is run again on an orthogonally similar matrix, which has the same eigenvalues.
 */
public final class Spectra {
    /** A QR iteration fails on special structure, which one generic reflection destroys; three leave a wide margin. */
    private static final int REFLECTIONS = 3;

    private Spectra() {}

    /**
     * The eigenvalues, each as often as its multiplicity, in no particular order.
     *
     * @param m n × n, finite
     * @return n numbers, conjugates in pairs; exact for a matrix within about \(n 2^{-53} \|M\|\) of M, so a simple
     *     well-conditioned eigenvalue is good to rounding and a double one to about \(10^{-8} \|M\|\)
     * @throws RefusedException if M is not square or not finite
     */
    public static Complex[] eigenvalues(RealMatrix m) {
        MatrixConditions.requireSquare("M", m);
        MatrixConditions.requireFinite("M", m);
        double scale = largestEntry(m);
        if (scale == 0) {
            Complex[] zeros = new Complex[m.getRowDimension()];
            Arrays.fill(zeros, Complex.ZERO);
            return zeros;
        }
        EigenDecomposition schur = decompose(m.scalarMultiply(1 / scale), REFLECTIONS);
        Complex[] eigenvalues = new Complex[m.getRowDimension()];
        for (int i = 0; i < eigenvalues.length; i++) {
            eigenvalues[i] = new Complex(scale * schur.getRealEigenvalue(i), scale * schur.getImagEigenvalue(i));
        }
        return eigenvalues;
    }

    /**
     * The spectral radius \(\rho(M) = \max_i |\lambda_i(M)|\).
     *
     * @param m n × n, finite
     * @return \(\rho(M)\), as accurate as {@link #eigenvalues}
     * @throws RefusedException if M is not square or not finite
     */
    public static double spectralRadius(RealMatrix m) {
        double radius = 0;
        for (Complex eigenvalue : eigenvalues(m)) {
            radius = Math.max(radius, eigenvalue.abs());
        }
        return radius;
    }

    /**
     * The spectral norm \(\|M\|_2\), the largest singular value.
     *
     * @param m n × m, finite
     * @return \(\|M\|_2\), to rounding
     * @throws RefusedException if M is not finite
     */
    public static double spectralNorm(RealMatrix m) {
        MatrixConditions.requireFinite("M", m);
        return new SingularValueDecomposition(m).getNorm();
    }

    private static EigenDecomposition decompose(RealMatrix m, int reflectionsLeft) {
        try {
            return new EigenDecomposition(m);
        } catch (MaxCountExceededException | MathArithmeticException e) {
            if (reflectionsLeft == 0) {
                throw e;
            }
            return decompose(reflect(m), reflectionsLeft - 1);
        }
    }

    /** \(H M H\) with the Householder reflection \(H = I - 2 v v^\top / v^\top v\), \(v_i = 1 + \sqrt{i}\). */
    private static RealMatrix reflect(RealMatrix m) {
        int n = m.getRowDimension();
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            v[i] = 1 + Math.sqrt(i);
        }
        RealMatrix column = MatrixUtils.createColumnRealMatrix(v);
        double squaredLength = Products.trace(column.transpose(), column);
        RealMatrix reflection = MatrixUtils.createRealIdentityMatrix(n)
                .subtract(column.multiply(column.transpose()).scalarMultiply(2 / squaredLength));
        return reflection.multiply(m).multiply(reflection);
    }

    private static double largestEntry(RealMatrix m) {
        double largest = 0;
        for (double[] row : m.getData()) {
            for (double entry : row) {
                largest = Math.max(largest, Math.abs(entry));
            }
        }
        return largest;
    }
}
