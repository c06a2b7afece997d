package org.plumbline.numeric;

import org.apache.commons.math3.exception.MaxCountExceededException;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Symmetric matrices: tests of symmetry and of sign that allow for rounding, extreme eigenvalues, the square root.
 * Methods that expect a symmetric matrix look at its symmetric part \(\tfrac12(M + M^\top)\) only. Every matrix is
 * taken to be finite ({@link MatrixConditions#requireFinite}) and has at least one row.
 */
public final class Symmetric {
    /**
     * How much two mirrored entries may differ, relative to the largest entry. Sums of fifty products that were
     * rounded in another order differ by about \(50 \cdot 2^{-53} \lt 10^{-14}\); data meant to be asymmetric differ by
     * far more than \(10^{-12}\).
     */
    static final double ASYMMETRY = 1e-12;

    /**
     * The eigenvalue that counts as zero, relative to the largest modulus. The symmetric eigensolver is backward
     * stable, so its error is a small multiple of \(n 2^{-53}\), below \(10^{-14}\) at n = 50; ten times that is left
     * for the rounding of the data.
     */
    static final double ZERO_EIGENVALUE = 1e-13;

    private Symmetric() {}

    /**
     * The symmetric part.
     *
     * @param m n × n
     * @return \(\tfrac12(M + M^\top)\), exactly symmetric, a new matrix
     */
    public static RealMatrix symmetrise(RealMatrix m) {
        int n = m.getRowDimension();
        double[][] part = m.getData();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double mean = 0.5 * part[i][j] + 0.5 * part[j][i];
                part[i][j] = mean;
                part[j][i] = mean;
            }
        }
        return MatrixUtils.createRealMatrix(part);
    }

    /**
     * Whether a matrix is symmetric to rounding: \(|M_{ij} - M_{ji}| \le 10^{-12} \max_{kl} |M_{kl}|\).
     *
     * @param m any shape
     * @return false also for a matrix that is not square
     */
    public static boolean isSymmetric(RealMatrix m) {
        return m.isSquare() && MatrixUtils.isSymmetric(m, ASYMMETRY);
    }

    /**
     * The smallest eigenvalue.
     *
     * @param m n × n, symmetric
     * @return \(\lambda_{\min}(M)\), with an error of about \(n 2^{-53} \|M\|\)
     */
    public static double smallestEigenvalue(RealMatrix m) {
        double smallest = Double.POSITIVE_INFINITY;
        for (double eigenvalue : spectrum(m).eigenvalues()) {
            smallest = Math.min(smallest, eigenvalue);
        }
        return smallest;
    }

    /**
     * The largest eigenvalue.
     *
     * @param m n × n, symmetric
     * @return \(\lambda_{\max}(M)\), with an error of about \(n 2^{-53} \|M\|\)
     */
    public static double largestEigenvalue(RealMatrix m) {
        return -smallestEigenvalue(m.scalarMultiply(-1));
    }

    /**
     * Whether \(M \succ 0\) beyond rounding: \(\lambda_{\min} \gt 10^{-13} \max_i |\lambda_i|\).
     *
     * @param m n × n, symmetric
     * @return false also where M is singular to rounding
     */
    public static boolean isPositiveDefinite(RealMatrix m) {
        double[] eigenvalues = spectrum(m).eigenvalues();
        double zero = ZERO_EIGENVALUE * largestModulus(eigenvalues);
        for (double eigenvalue : eigenvalues) {
            if (!(eigenvalue > zero)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether \(M \succeq 0\) to rounding: \(\lambda_{\min} \ge -10^{-13} \max_i |\lambda_i|\).
     *
     * @param m n × n, symmetric
     * @return true also for the zero matrix
     */
    public static boolean isPositiveSemidefinite(RealMatrix m) {
        double[] eigenvalues = spectrum(m).eigenvalues();
        double zero = ZERO_EIGENVALUE * largestModulus(eigenvalues);
        for (double eigenvalue : eigenvalues) {
            if (!(eigenvalue >= -zero)) {
                return false;
            }
        }
        return true;
    }

    /**
     * How much of a matrix can be taken from another: the largest t with \(A - tB \succeq 0\), which is
     * \(1/\lambda_{\max}(A^{-1/2}BA^{-1/2})\), from below and within one per cent. Found by bisection between a t at which
     * a Cholesky factor exists and one at which none does; the first is the least \(A_{jj}/B_{jj}\), or half of it and so on.
     *
     * @param a A, n × n, positive definite
     * @param b B, n × n, positive semidefinite
     * @return t with \(A - tB \succ 0\), or infinity where B = 0
     */
    public static double largestMultiple(RealMatrix a, RealMatrix b) {
        double refuted = Double.POSITIVE_INFINITY;
        for (int j = 0; j < a.getRowDimension(); j++) {
            if (b.getEntry(j, j) > 0) {
                refuted = Math.min(refuted, a.getEntry(j, j) / b.getEntry(j, j));
            }
        }
        if (Double.isInfinite(refuted)) {
            return refuted; // A positive semidefinite matrix with a zero diagonal is zero.
        }
        if (!hasCholeskyFactor(a)) {
            throw new IllegalArgumentException("A must be positive definite.");
        }
        double certified = refuted / 2;
        while (!hasCholeskyFactor(a.subtract(b.scalarMultiply(certified)))) {
            refuted = certified;
            certified /= 2;
        }
        while (refuted > 1.01 * certified) {
            double middle = certified + (refuted - certified) / 2;
            if (hasCholeskyFactor(a.subtract(b.scalarMultiply(middle)))) {
                certified = middle;
            } else {
                refuted = middle;
            }
        }
        return certified;
    }

    private static boolean hasCholeskyFactor(RealMatrix m) {
        try {
            new CholeskyDecomposition(symmetrise(m), ASYMMETRY, 0);
            return true;
        } catch (NonPositiveDefiniteMatrixException e) {
            return false;
        }
    }

    /**
     * The symmetric square root: the \(S \succeq 0\) with \(S S = M\). Eigenvalues that rounding made negative count
     * as zero; where M is singular, rounding of M of relative size \(2^{-53}\) moves S by up to \(10^{-8} \|S\|\).
     *
     * @param m n × n, symmetric, positive semidefinite to rounding
     * @return S, exactly symmetric
     * @throws RefusedException if M has a negative eigenvalue beyond rounding
     */
    public static RealMatrix squareRoot(RealMatrix m) {
        Spectrum spectrum = spectrum(m);
        double[] roots = spectrum.eigenvalues().clone();
        double zero = ZERO_EIGENVALUE * largestModulus(roots);
        for (int i = 0; i < roots.length; i++) {
            if (roots[i] < -zero) {
                throw new RefusedException("The matrix has no real square root: its eigenvalue " + Numeral.of(roots[i])
                        + " is negative. It must be positive semidefinite.");
            }
            roots[i] = Math.sqrt(Math.max(roots[i], 0));
        }
        return Products.congruence(spectrum.vectors(), MatrixUtils.createRealDiagonalMatrix(roots));
    }

    /**
     * The eigenvalues and eigenvectors.
     *
     * @param m n × n, symmetric
     * @return eigenvalues with an error of about \(n 2^{-53} \|M\|\)
     */
    public static Spectrum spectrum(RealMatrix m) {
        RealMatrix part = symmetrise(m);
        try {
            EigenDecomposition found = new EigenDecomposition(part);
            return new Spectrum(found.getRealEigenvalues(), found.getV());
        } catch (MaxCountExceededException e) {
            return shifted(part);
        }
    }

    /**
     * The QL iteration of Commons Math deflates relative to neighbouring entries, and does not end on a cluster of
     * eigenvalues near zero, as a singular matrix of order 100 has. Moved away from zero by the norm, the cluster
     * deflates; the eigenvectors are the same, and the error stays a multiple of the norm.
     */
    private static Spectrum shifted(RealMatrix part) {
        int n = part.getRowDimension();
        double shift = 2 * part.getNorm();
        EigenDecomposition found = new EigenDecomposition(
                part.add(MatrixUtils.createRealIdentityMatrix(n).scalarMultiply(shift)));
        double[] eigenvalues = found.getRealEigenvalues();
        for (int i = 0; i < n; i++) {
            eigenvalues[i] -= shift;
        }
        return new Spectrum(eigenvalues, found.getV());
    }

    /**
     * Eigenvalues with their eigenvectors.
     *
     * @param eigenvalues in falling order, not to be changed
     * @param vectors orthonormal, one a column, in the same order
     */
    public record Spectrum(double[] eigenvalues, RealMatrix vectors) {}

    private static double largestModulus(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
