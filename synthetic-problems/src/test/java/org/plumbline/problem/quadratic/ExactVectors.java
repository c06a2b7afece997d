package org.plumbline.problem.quadratic;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Linear algebra in 150 decimal digits, so that expected values carry no rounding of their own and a penalty of 1e-60
 * can stand for the limit σ → 0.
 */
public final class ExactVectors {
    /** The digits. */
    public static final MathContext DIGITS = new MathContext(150);

    private ExactVectors() {}

    /**
     * The numbers that doubles are.
     *
     * @param x doubles
     * @return the same numbers
     */
    public static BigDecimal[] of(double... x) {
        BigDecimal[] exact = new BigDecimal[x.length];
        for (int i = 0; i < x.length; i++) {
            exact[i] = new BigDecimal(x[i]);
        }
        return exact;
    }

    /**
     * The numbers that doubles are.
     *
     * @param rows doubles
     * @return the same numbers
     */
    public static BigDecimal[][] of(double[][] rows) {
        BigDecimal[][] exact = new BigDecimal[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            exact[i] = of(rows[i]);
        }
        return exact;
    }

    /**
     * Matrix times vector.
     *
     * @param a rows
     * @param x vector
     * @return Ax
     */
    public static BigDecimal[] times(BigDecimal[][] a, BigDecimal[] x) {
        BigDecimal[] product = new BigDecimal[a.length];
        for (int i = 0; i < a.length; i++) {
            product[i] = dot(a[i], x);
        }
        return product;
    }

    /**
     * The transpose.
     *
     * @param a rows
     * @return Aᵀ
     */
    public static BigDecimal[][] transpose(BigDecimal[][] a) {
        BigDecimal[][] t = new BigDecimal[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[0].length; j++) {
                t[j][i] = a[i][j];
            }
        }
        return t;
    }

    /**
     * The product of two matrices.
     *
     * @param a rows
     * @param b rows
     * @return AB
     */
    public static BigDecimal[][] times(BigDecimal[][] a, BigDecimal[][] b) {
        BigDecimal[][] columns = transpose(b);
        BigDecimal[][] product = new BigDecimal[a.length][];
        for (int i = 0; i < a.length; i++) {
            product[i] = times(columns, a[i]);
        }
        return product;
    }

    /**
     * The inner product.
     *
     * @param x vector
     * @param y vector
     * @return ⟨x, y⟩
     */
    public static BigDecimal dot(BigDecimal[] x, BigDecimal[] y) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < x.length; i++) {
            sum = sum.add(x[i].multiply(y[i], DIGITS), DIGITS);
        }
        return sum;
    }

    /**
     * A sum with a factor.
     *
     * @param x vector
     * @param t factor
     * @param y vector
     * @return x + t·y
     */
    public static BigDecimal[] plus(BigDecimal[] x, BigDecimal t, BigDecimal[] y) {
        BigDecimal[] sum = new BigDecimal[x.length];
        for (int i = 0; i < x.length; i++) {
            sum[i] = x[i].add(t.multiply(y[i], DIGITS), DIGITS);
        }
        return sum;
    }

    /**
     * The solution of a system, by Gauss's elimination with row pivots.
     *
     * @param a regular
     * @param b right-hand side
     * @return x with Ax = b
     */
    public static BigDecimal[] solve(BigDecimal[][] a, BigDecimal[] b) {
        int n = b.length;
        BigDecimal[][] m = new BigDecimal[n][];
        BigDecimal[] x = b.clone();
        for (int i = 0; i < n; i++) {
            m[i] = a[i].clone();
        }
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                pivot = m[i][k].abs().compareTo(m[pivot][k].abs()) > 0 ? i : pivot;
            }
            BigDecimal[] row = m[pivot];
            m[pivot] = m[k];
            m[k] = row;
            BigDecimal value = x[pivot];
            x[pivot] = x[k];
            x[k] = value;
            for (int i = k + 1; i < n; i++) {
                BigDecimal factor = m[i][k].divide(m[k][k], DIGITS).negate();
                m[i] = plus(m[i], factor, m[k]);
                x[i] = x[i].add(factor.multiply(x[k], DIGITS), DIGITS);
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            for (int j = k + 1; j < n; j++) {
                x[k] = x[k].subtract(m[k][j].multiply(x[j], DIGITS), DIGITS);
            }
            x[k] = x[k].divide(m[k][k], DIGITS);
        }
        return x;
    }

    /**
     * How far computed values are from exact ones.
     *
     * @param expected exact
     * @param actual computed
     * @return the norm of the difference over the norm of what is expected (the difference itself where that is 0)
     */
    public static double error(BigDecimal[] expected, double... actual) {
        BigDecimal[] difference = plus(of(actual), BigDecimal.ONE.negate(), expected);
        double norm = Math.sqrt(dot(expected, expected).doubleValue());
        double gap = Math.sqrt(dot(difference, difference).doubleValue());
        return norm == 0 ? gap : gap / norm;
    }
}
