package org.plumbline.numeric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * The Popov–Belevitch–Hautus test of \(x' = Ax + Bu\): the pair (A, B) is stabilisable if and only if
 * \[ \operatorname{rank}\,[A - \lambda I,\; B] = n \quad\text{for every eigenvalue λ of A with } |\lambda| \ge 1, \]
 * and (A, C) is detectable if and only if \((A^\top, C^\top)\) is stabilisable (M. L. J. Hautus, "Stabilization,
 * controllability and observability of linear autonomous systems", Indag. Math. 73, 1970, 448–455).
 */
public final class HautusCriterion {
    /**
     * How far inside the unit circle a mode is still tested: a double eigenvalue on the circle is computed with an
     * error of about \(\sqrt{2^{-53}} \approx 10^{-8}\), so a smaller margin could miss it.
     */
    private static final double MARGIN = 1e-8;

    /**
     * The smallest singular value that counts as zero, relative to \(\|A\|\), B being scaled to the norm of A. At the
     * relative distance d from an unreachable mode the cost-to-go grows as \(d^{-2}\), so that below \(10^{-7}\)
     * doubles keep at most two digits of the rest; and the value is above \(10^{-8}\), the error of a double
     * eigenvalue and of the square root of a singular cost matrix, either of which a rank test must forgive.
     */
    private static final double TOLERANCE = 1e-7;

    private HautusCriterion() {}

    /**
     * A mode that no input reaches and that does not decay by itself.
     *
     * @param a A, n × n, finite
     * @param b B, n × m, finite
     * @return the eigenvalue of largest modulus among those with \(|\lambda| \ge 1\) (to \(10^{-8}\)) that fail the
     *     rank test (to a relative distance of \(10^{-7}\)), with nonnegative imaginary part; empty if (A, B) is
     *     stabilisable
     * @throws RefusedException if A is not square or not finite
     */
    public static Optional<Complex> unreachableMode(RealMatrix a, RealMatrix b) {
        double size = Math.max(1, Spectra.spectralNorm(a));
        double inputSize = b.getFrobeniusNorm();
        RealMatrix input = inputSize == 0 ? b : b.scalarMultiply(size / inputSize);
        return Arrays.stream(Spectra.eigenvalues(a))
                .filter(mode -> mode.getImaginary() >= 0 && mode.abs() >= 1 - MARGIN)
                .sorted(Comparator.comparingDouble(Complex::abs).reversed())
                .filter(mode -> smallestSingularValue(pencil(a, input, mode)) <= TOLERANCE * size)
                .findFirst();
    }

    /**
     * A mode that no output shows and that does not decay by itself: the dual of {@link #unreachableMode}.
     *
     * @param a A, n × n, finite
     * @param c C, m × n, finite
     * @return as there; empty if (A, C) is detectable
     * @throws RefusedException if A is not square or not finite
     */
    public static Optional<Complex> unobservableMode(RealMatrix a, RealMatrix c) {
        return unreachableMode(a.transpose(), c.transpose());
    }

    /**
     * \([A - \lambda I, B]\) as a real matrix: a complex \(Z = U + iV\) acts on the reals as the matrix of the block
     * rows \([U, -V]\) and \([V, U]\), which has every singular value of Z twice.
     */
    private static RealMatrix pencil(RealMatrix a, RealMatrix b, Complex mode) {
        int n = a.getRowDimension();
        int m = b.getColumnDimension();
        RealMatrix identity = MatrixUtils.createRealIdentityMatrix(n);
        RealMatrix shifted = a.subtract(identity.scalarMultiply(mode.getReal()));
        boolean real = mode.getImaginary() == 0;
        int copies = real ? 1 : 2;
        RealMatrix pencil = MatrixUtils.createRealMatrix(copies * n, copies * (n + m));
        for (int copy = 0; copy < copies; copy++) {
            pencil.setSubMatrix(shifted.getData(), copy * n, copy * n);
            pencil.setSubMatrix(b.getData(), copy * n, copies * n + copy * m);
        }
        if (!real) {
            RealMatrix turn = identity.scalarMultiply(mode.getImaginary());
            pencil.setSubMatrix(turn.getData(), 0, n);
            pencil.setSubMatrix(turn.scalarMultiply(-1).getData(), n, 0);
        }
        return pencil;
    }

    private static double smallestSingularValue(RealMatrix m) {
        double[] descending = new SingularValueDecomposition(m).getSingularValues();
        return descending[descending.length - 1];
    }
}
