package org.plumbline.numeric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The discrete Lyapunov (Stein) equation \(X = D + F X F^\top\), whose solution for \(\rho(F) \lt 1\) is
 * \[ X = \sum_{j \ge 0} F^j D (F^\top)^j. \]
 *
 * <p><b>Which way round.</b> This is the equation of a second moment: with \(x' = F x + w\) and the noise moment D,
 * X is the stationary \(E[x x^\top]\). The dual equation of a cost is \(P = Q + F^\top P F\); both take the same powers
 * of F, so that an object of this class, which keeps them, solves either for any right-hand side.
 *
 * <p><b>Method.</b> Squared Smith doubling (R. A. Smith, "Matrix equation XA + BX = C", SIAM J. Appl. Math. 16, 1968,
 * 198–201): \(X_0 = D\), \(X_{k+1} = X_k + F_k X_k F_k^\top\), \(F_k = F^{2^k}\). As \(X - X_k = F_k X F_k^\top\), the
 * error is at most \(\|F_k\|^2 \|X\|\), which the stop rule looks at. The same powers then solve for the residual
 * once more, which removes the rounding that powers of a far-from-normal F collect. Gradients of regulators are made of
 * these sums, so they run on arrays, row by row.
 */
public final class DiscreteLyapunov {
    /**
     * The rounding of a product, \(n 2^{-53} \approx 6 \cdot 10^{-15}\) at n = 50, decays by itself only after about
     * \(10^{15} \approx 2^{50}\) steps, so within \(2^{45}\) steps it cannot make an F on the unit circle look stable.
     * What this gives up is \(1 - \rho(F) \lt 10^{-12}\), where X has lost all but a few digits.
     */
    private static final int MAX_DOUBLINGS = 45;

    /** \(\|F_k\|\) at which the error \(\|F_k\|^2\) is below half a unit in the last place. */
    private static final double NEGLIGIBLE = 0x1p-27;

    private final RealMatrix f;
    private final int n;

    /** \(F, F^2, F^4, \dots\), to the first negligible one. */
    private final List<double[]> powers;

    private DiscreteLyapunov(RealMatrix f, List<double[]> powers) {
        this.f = f;
        this.n = f.getRowDimension();
        this.powers = powers;
    }

    /**
     * The equations of a stable matrix.
     *
     * @param f F, n × n, finite, with \(\rho(F) \lt 1\)
     * @return ready to solve for any right-hand side
     * @throws RefusedException if F is not square or not finite, or \(\rho(F) \ge 1\) to the precision that doubles can
     *     tell
     */
    public static DiscreteLyapunov of(RealMatrix f) {
        MatrixConditions.requireSquare("F", f);
        MatrixConditions.requireFinite("F", f);
        return new DiscreteLyapunov(f, powersUntilNegligible(f).orElseThrow(() -> refusal(Spectra.spectralRadius(f))));
    }

    /**
     * The equations of a matrix, if its spectral radius is below 1 by a margin. Powers that vanish early show it, as
     * \(\rho(F) \le \|F^m\|^{1/m}\); eigenvalues are computed only where they do not.
     *
     * @param f F, n × n
     * @param margin at least 1e-12
     * @return empty if F is not finite or \(\rho(F) \ge 1 - \mathrm{margin}\), to rounding
     * @throws RefusedException if F is not square, or stable by its eigenvalues and so far from normal that its powers do
     *     not vanish in double precision
     */
    public static Optional<DiscreteLyapunov> within(RealMatrix f, double margin) {
        MatrixConditions.requireSquare("F", f);
        if (!MatrixConditions.isFinite(f)) {
            return Optional.empty();
        }
        Optional<List<double[]>> powers = powersUntilNegligible(f);
        if (powers.isPresent()
                && Math.log(NEGLIGIBLE) / Math.scalb(1.0, powers.get().size() - 1) < Math.log1p(-margin)) {
            return Optional.of(new DiscreteLyapunov(f, powers.get()));
        }
        double radius = Spectra.spectralRadius(f);
        if (!(radius < 1 - margin)) {
            return Optional.empty();
        }
        return Optional.of(new DiscreteLyapunov(f, powers.orElseThrow(() -> refusal(radius))));
    }

    private static RefusedException refusal(double radius) {
        return new RefusedException(
                radius < 1 - 1e-12
                        ? "The matrix F has the spectral radius " + radius
                                + ", and yet its powers do not vanish in double"
                                + " precision. It must be nearer to a normal matrix for the Lyapunov equation to be solved;"
                                + " maybe use a smaller gain or lower the discount factor."
                        : "The matrix F has the spectral radius " + radius
                                + ". It must be < 1, by more than 1e-12, for the Lyapunov equation to have a solution;"
                                + " maybe use a stabilising gain or lower the discount factor.");
    }

    /**
     * Solves \(X = D + F X F^\top\).
     *
     * @param f F, n × n, finite, with \(\rho(F) \lt 1\)
     * @param d D, n × n, finite
     * @return X, as {@link #moment}
     * @throws RefusedException as {@link #of} and {@link #moment}
     */
    public static RealMatrix solve(RealMatrix f, RealMatrix d) {
        return of(f).moment(d);
    }

    /**
     * Solves \(X = D + F X F^\top\).
     *
     * @param d D, n × n, finite
     * @return X, n × n, a new matrix; exactly symmetric if D is symmetric (to rounding, {@link Symmetric#isSymmetric}),
     *     with a residual of rounding size
     * @throws RefusedException if the shape is wrong or an entry is not finite
     */
    public RealMatrix moment(RealMatrix d) {
        return solve(d, false);
    }

    /**
     * Solves \(P = Q + F^\top P F\).
     *
     * @param q Q, n × n, finite
     * @return P, as {@link #moment}
     * @throws RefusedException as {@link #moment}
     */
    public RealMatrix cost(RealMatrix q) {
        return solve(q, true);
    }

    private RealMatrix solve(RealMatrix d, boolean dual) {
        MatrixConditions.requireShape("D", d, n, n, "as F is " + MatrixConditions.shape(f));
        MatrixConditions.requireFinite("D", d);
        Sum sum = new Sum(dual, Symmetric.isSymmetric(d));
        double[] source = flat(d);
        if (sum.symmetric) {
            sum.symmetrise(source);
        }
        double[] x = sum.of(source);
        double[] residual = sum.transported(powers.get(0), x);
        for (int i = 0; i < residual.length; i++) {
            residual[i] = source[i] + residual[i] - x[i];
        }
        double[] correction = sum.of(residual);
        for (int i = 0; i < x.length; i++) {
            x[i] += correction[i];
        }
        return matrix(x);
    }

    /** Empty where F is not stable to the precision of doubles. */
    private static Optional<List<double[]>> powersUntilNegligible(RealMatrix f) {
        int n = f.getRowDimension();
        List<double[]> powers = new ArrayList<>();
        double[] power = flat(f);
        for (int k = 0; k < MAX_DOUBLINGS; k++) {
            powers.add(power);
            double norm = norm(power);
            if (norm <= NEGLIGIBLE) {
                return Optional.of(powers);
            }
            if (!Double.isFinite(norm)) {
                break;
            }
            double[] square = new double[n * n];
            multiply(power, power, n, square);
            power = square;
        }
        return Optional.empty();
    }

    /** The series \(\sum_j F^j D (F^\top)^j\), or its dual. */
    private final class Sum {
        private final boolean dual;
        private final boolean symmetric;
        private final double[] half = new double[n * n];

        Sum(boolean dual, boolean symmetric) {
            this.dual = dual;
            this.symmetric = symmetric;
        }

        double[] of(double[] d) {
            double[] x = d.clone();
            for (double[] power : powers) {
                double[] moved = transported(power, x);
                for (int i = 0; i < x.length; i++) {
                    x[i] += moved[i];
                }
            }
            return x;
        }

        /** \(F X F^\top\), or \(F^\top X F\). */
        double[] transported(double[] power, double[] x) {
            double[] moved = new double[n * n];
            if (dual) {
                multiplyTransposed(power, x, half);
                multiply(half, power, n, moved);
            } else {
                multiply(power, x, n, half);
                multiplyByTranspose(half, power, moved);
            }
            if (symmetric) {
                symmetrise(moved);
            }
            return moved;
        }

        void symmetrise(double[] x) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    double mean = 0.5 * x[i * n + j] + 0.5 * x[j * n + i];
                    x[i * n + j] = mean;
                    x[j * n + i] = mean;
                }
            }
        }

        /** \(A^\top B\). */
        private void multiplyTransposed(double[] a, double[] b, double[] product) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int k = 0; k < n; k++) {
                        sum += a[k * n + i] * b[k * n + j];
                    }
                    product[i * n + j] = sum;
                }
            }
        }

        /** \(A B^\top\). */
        private void multiplyByTranspose(double[] a, double[] b, double[] product) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int k = 0; k < n; k++) {
                        sum += a[i * n + k] * b[j * n + k];
                    }
                    product[i * n + j] = sum;
                }
            }
        }
    }

    private static void multiply(double[] a, double[] b, int n, double[] product) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += a[i * n + k] * b[k * n + j];
                }
                product[i * n + j] = sum;
            }
        }
    }

    private static double norm(double[] x) {
        double sum = 0;
        for (double entry : x) {
            sum += entry * entry;
        }
        return Math.sqrt(sum);
    }

    private static double[] flat(RealMatrix m) {
        int n = m.getRowDimension();
        double[] flat = new double[n * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(m.getRow(i), 0, flat, i * n, n);
        }
        return flat;
    }

    private RealMatrix matrix(double[] flat) {
        double[][] rows = new double[n][n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(flat, i * n, rows[i], 0, n);
        }
        return MatrixUtils.createRealMatrix(rows);
    }
}
