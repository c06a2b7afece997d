package org.plumbline.theory.statistics;

import java.util.Arrays;
import java.util.Locale;

/**
 * The least-squares line \(\ln y = a + s \ln x\): the exponent \(s\) of a power law \(y = e^a x^s\), with its local
 * values. With weights \(w_i\) (proportional to the inverse variances of \(\ln y_i\)) it minimises
 * \(\sum_i w_i (\ln y_i - a - s \ln x_i)^2\), so that with \(\bar u = \sum w_i u_i / \sum w_i\), \(u = \ln x\),
 * \(v = \ln y\),
 * \[ s = \frac{\sum w_i (u_i - \bar u)(v_i - \bar v)}{\sum w_i (u_i - \bar u)^2}, \qquad
 *    \mathrm{se}(s)^2 = \frac{\sum w_i r_i^2 / (n - 2)}{\sum w_i (u_i - \bar u)^2}. \]
 * Source: Draper and Smith, Applied Regression Analysis (3rd ed., 1998), sections 1.2 to 1.4 (line) and 9.2 (weights).
 * The closed form stands here because Commons Math's {@code SimpleRegression} takes no weights; the tests compare both.
 *
 * @param slope \(s\)
 * @param intercept \(a\), the line's \(\ln y\) at \(x = 1\)
 * @param standardError of the slope, from the residuals; NaN with two points, which leave none
 * @param localSlopes \(\ln(y_{i+1}/y_i) / \ln(x_{i+1}/x_i)\) in the order of the points; cloned both ways
 */
@SuppressWarnings("ArrayRecordComponent") // cloned both ways; equality is of identity
public record LogLogFit(double slope, double intercept, double standardError, double[] localSlopes) {
    /** Clones the array. */
    public LogLogFit {
        localSlopes = localSlopes.clone();
    }

    @Override
    public double[] localSlopes() {
        return localSlopes.clone();
    }

    /**
     * The unweighted fit.
     *
     * @param x at least two values, positive, strictly rising or strictly falling
     * @param y as many positive values
     * @return the fit
     */
    public static LogLogFit of(double[] x, double[] y) {
        double[] weights = new double[x.length];
        Arrays.fill(weights, 1);
        return of(x, y, weights);
    }

    /**
     * The weighted fit.
     *
     * @param x at least two values, positive, strictly rising or strictly falling
     * @param y as many positive values
     * @param weights as many positive values; only their ratios matter
     * @return the fit
     */
    public static LogLogFit of(double[] x, double[] y, double[] weights) {
        if (x.length < 2 || y.length != x.length || weights.length != x.length) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "A ln-ln fit needs at least two points and as many x (%d) as y (%d) and weights (%d).",
                    x.length,
                    y.length,
                    weights.length));
        }
        double[] u = logarithms("x", x);
        double[] v = logarithms("y", y);
        refuseUnordered(x);
        double total = 0;
        double uMean = 0;
        double vMean = 0;
        for (int i = 0; i < u.length; i++) {
            double w = Require.positive("weight[" + i + "]", weights[i]);
            total += w;
            uMean += w * u[i];
            vMean += w * v[i];
        }
        uMean /= total;
        vMean /= total;
        double uu = 0;
        double uv = 0;
        for (int i = 0; i < u.length; i++) {
            uu += weights[i] * (u[i] - uMean) * (u[i] - uMean);
            uv += weights[i] * (u[i] - uMean) * (v[i] - vMean);
        }
        double slope = uv / uu;
        double residual = 0;
        for (int i = 0; i < u.length; i++) {
            double r = v[i] - vMean - slope * (u[i] - uMean);
            residual += weights[i] * r * r;
        }
        int freedom = u.length - 2;
        double standardError = freedom == 0 ? Double.NaN : Math.sqrt(residual / freedom / uu);
        return new LogLogFit(slope, vMean - slope * uMean, standardError, neighbours(u, v));
    }

    private static double[] neighbours(double[] u, double[] v) {
        double[] local = new double[u.length - 1];
        for (int i = 0; i < local.length; i++) {
            local[i] = (v[i + 1] - v[i]) / (u[i + 1] - u[i]);
        }
        return local;
    }

    private static double[] logarithms(String name, double[] values) {
        double[] logs = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i]) || values[i] <= 0) {
                throw new IllegalArgumentException(name + "[" + i + "] (" + values[i]
                        + ") must be positive and finite to have a logarithm. A zero or diverged measurement is not a"
                        + " point of a power law: report it as a failed seed instead.");
            }
            logs[i] = Math.log(values[i]);
        }
        return logs;
    }

    private static void refuseUnordered(double[] x) {
        boolean rising = x[1] > x[0];
        for (int i = 1; i < x.length; i++) {
            if (x[i] == x[i - 1] || x[i] > x[i - 1] != rising) {
                throw new IllegalArgumentException("x[" + i + "] (" + x[i] + ") after x[" + (i - 1) + "] (" + x[i - 1]
                        + ") must keep x strictly rising or strictly falling, or local slopes have no meaning.");
            }
        }
    }
}
