package org.plumbline.numeric;

import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * A matrix whose entries are unevaluated sums of two doubles, some 32 decimal digits, for references that carry no
 * rounding of their own. Immutable. A product has an error of about \(n 2^{-104}\) relative to the product of moduli.
 */
public final class Twofold {
    private final double[][] high;
    private final double[][] low;

    private Twofold(double[][] high, double[][] low) {
        this.high = high;
        this.low = low;
    }

    /**
     * A matrix of doubles.
     *
     * @param m exact
     * @return the same
     */
    public static Twofold of(RealMatrix m) {
        return new Twofold(m.getData(), new double[m.getRowDimension()][m.getColumnDimension()]);
    }

    /**
     * A number, as a 1 × 1 matrix.
     *
     * @param x exact
     * @return the same
     */
    public static Twofold of(double x) {
        return new Twofold(new double[][] {{x}}, new double[1][1]);
    }

    /**
     * The root of a number.
     *
     * @param x positive
     * @return \(\sqrt x\), 1 × 1
     */
    public static Twofold root(double x) {
        double root = Math.sqrt(x);
        return new Twofold(new double[][] {{root}}, new double[][] {{-Math.fma(root, root, -x) / (2 * root)}});
    }

    private int rows() {
        return high.length;
    }

    private int columns() {
        return high[0].length;
    }

    /**
     * The sum.
     *
     * @param other of the same shape
     * @return this + other
     */
    public Twofold plus(Twofold other) {
        double[][] h = new double[rows()][columns()];
        double[][] l = new double[rows()][columns()];
        for (int i = 0; i < rows(); i++) {
            for (int j = 0; j < columns(); j++) {
                double a = high[i][j];
                double b = other.high[i][j];
                double sum = a + b;
                double part = sum - a;
                double lost = (a - (sum - part)) + (b - part) + low[i][j] + other.low[i][j];
                h[i][j] = sum + lost;
                l[i][j] = lost - (h[i][j] - sum);
            }
        }
        return new Twofold(h, l);
    }

    /**
     * The difference.
     *
     * @param other of the same shape
     * @return this − other
     */
    public Twofold minus(Twofold other) {
        return plus(other.times(-1));
    }

    /**
     * The product with a power of two or with −1.
     *
     * @param factor one of these
     * @return exact
     */
    public Twofold times(double factor) {
        double[][] h = new double[rows()][columns()];
        double[][] l = new double[rows()][columns()];
        for (int i = 0; i < rows(); i++) {
            for (int j = 0; j < columns(); j++) {
                h[i][j] = high[i][j] * factor;
                l[i][j] = low[i][j] * factor;
            }
        }
        return new Twofold(h, l);
    }

    /**
     * The product, also with a 1 × 1 matrix in either place.
     *
     * @param other of fitting shape
     * @return this · other
     */
    public Twofold times(Twofold other) {
        if (columns() != other.rows()) {
            return rows() == 1 && columns() == 1 ? other.scaled(this) : scaled(other);
        }
        Twofold turned = other.transpose();
        double[][] h = new double[rows()][other.columns()];
        double[][] l = new double[rows()][other.columns()];
        for (int i = 0; i < rows(); i++) {
            for (int j = 0; j < other.columns(); j++) {
                double sum = 0;
                double lost = 0;
                for (int k = 0; k < columns(); k++) {
                    double a = high[i][k];
                    double b = turned.high[j][k];
                    double product = a * b;
                    double next = sum + product;
                    double part = next - sum;
                    lost += Math.fma(a, b, -product)
                            + (a * turned.low[j][k] + low[i][k] * b)
                            + ((sum - (next - part)) + (product - part));
                    sum = next;
                }
                h[i][j] = sum + lost;
                l[i][j] = lost - (h[i][j] - sum);
            }
        }
        return new Twofold(h, l);
    }

    private Twofold scaled(Twofold number) {
        double[][] h = new double[rows()][columns()];
        double[][] l = new double[rows()][columns()];
        for (int i = 0; i < rows(); i++) {
            for (int j = 0; j < columns(); j++) {
                Twofold entry = new Twofold(new double[][] {{high[i][j]}}, new double[][] {{low[i][j]}}).times(number);
                h[i][j] = entry.high[0][0];
                l[i][j] = entry.low[0][0];
            }
        }
        return new Twofold(h, l);
    }

    /**
     * The transpose.
     *
     * @return the transpose
     */
    public Twofold transpose() {
        double[][] h = new double[columns()][rows()];
        double[][] l = new double[columns()][rows()];
        for (int i = 0; i < rows(); i++) {
            for (int j = 0; j < columns(); j++) {
                h[j][i] = high[i][j];
                l[j][i] = low[i][j];
            }
        }
        return new Twofold(h, l);
    }

    /**
     * The inverse, by Newton's method (Schulz 1933), \(X \leftarrow X(2I - MX)\), which doubles the digits of the
     * inverse in doubles: six steps are more than enough up to condition 1e14.
     *
     * @return the inverse
     */
    public Twofold inverse() {
        Twofold x = of(new LUDecomposition(rounded(), 0).getSolver().getInverse());
        Twofold two = of(MatrixUtils.createRealIdentityMatrix(rows()).scalarMultiply(2));
        for (int step = 0; step < 6; step++) {
            x = x.times(two.minus(times(x)));
        }
        return x;
    }

    /**
     * The solution of \(X = S + F X F^\top\), by doubling until nothing changes.
     *
     * @param f F, with \(\rho(F) \lt 1\)
     * @param s S
     * @return X
     */
    public static Twofold lyapunov(Twofold f, Twofold s) {
        Twofold x = s;
        Twofold power = f;
        for (int k = 0; k < 60 && power.norm() > 1e-17; k++) {
            x = x.plus(power.times(x).times(power.transpose()));
            power = power.times(power);
        }
        return x;
    }

    /**
     * The trace of a product.
     *
     * @param other of fitting shape
     * @return \(\operatorname{tr}(\text{this}\cdot\text{other})\), 1 × 1
     */
    public Twofold trace(Twofold other) {
        Twofold product = times(other);
        Twofold sum = of(0);
        for (int i = 0; i < product.rows(); i++) {
            sum = sum.plus(new Twofold(new double[][] {{product.high[i][i]}}, new double[][] {{product.low[i][i]}}));
        }
        return sum;
    }

    /**
     * The Frobenius norm, to a few digits.
     *
     * @return the norm of the leading parts
     */
    public double norm() {
        return MatrixUtils.createRealMatrix(high).getFrobeniusNorm();
    }

    /**
     * The nearest doubles.
     *
     * @return this, rounded
     */
    public RealMatrix rounded() {
        return MatrixUtils.createRealMatrix(high);
    }

    /**
     * The nearest double of a 1 × 1 matrix.
     *
     * @return this, rounded
     */
    public double value() {
        return high[0][0];
    }
}
