package org.plumbline.theory.statistics;

import java.util.Arrays;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

/**
 * A power law with a logarithm, \(y = e^a x^s \ln(1/x)^p\) for \(0 \lt x \lt 1\): what a plain {@link LogLogFit} sees of
 * \(N = \Theta(\epsilon^{-3}\ln(1/\epsilon))\) is a slope somewhat steeper than −3, since the Õ hides the logarithm.
 *
 * <p>There are two ways. <em>A known power</em> is divided out, {@link #divided}, and the rest is fitted as a line: that is
 * the use that makes sense where theory gives \(p\), which is 1 in \(\tilde O(\epsilon^{-r})\). <em>A fitted power</em> is
 * what this record holds: the least-squares plane \(\ln y = a + s\ln x + p\ln\ln(1/x)\).
 *
 * <p><strong>What is identifiable.</strong> Over a few halvings \(\ln\ln(1/x)\) is nearly a line in \(\ln x\). With
 * \(\rho\) the correlation of the two covariates, the variances of \(s\) and \(p\) are those of fits with one covariate,
 * multiplied by \(1/(1-\rho^2)\), the {@link #inflation}: above 50 over three halvings from \(x = 2^{-3}\) on, where four points
 * leave one degree of freedom besides. So of noisy data neither \(s\) nor \(p\) is known, and the standard errors say so; of data
 * without noise, such as a cost that follows a formula, the plane finds both.
 *
 * <p>Source: Draper and Smith, Applied Regression Analysis (3rd ed., 1998), chapters 5 and 16 (multicollinearity). The fit
 * is Commons Math's; weights enter as \(\sqrt{w_i}\) on every row.
 *
 * @param exponent \(s\)
 * @param power \(p\) of the logarithm
 * @param intercept \(a\)
 * @param exponentError the standard error of \(s\), from the residuals
 * @param powerError the standard error of \(p\), likewise
 * @param inflation \(1/(1-\rho^2)\), weighted like the fit
 */
public record LogarithmFit(
        double exponent, double power, double intercept, double exponentError, double powerError, double inflation) {
    private static final int LEAST_POINTS = 4;

    /**
     * The values with a known power of the logarithm divided out, \(y_i / \ln(1/x_i)^p\).
     *
     * @param x values in (0, 1)
     * @param y as many values
     * @param power \(p\)
     * @return a new array
     */
    public static double[] divided(double[] x, double[] y, double power) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("There must be as many x (" + x.length + ") as y (" + y.length + ").");
        }
        double[] rest = new double[y.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = y[i] / Math.pow(logarithm(x, i), power);
        }
        return rest;
    }

    /**
     * The unweighted fit of both exponents.
     *
     * @param x at least four values in (0, 1), strictly rising or strictly falling
     * @param y as many positive values
     * @return the fit
     */
    public static LogarithmFit of(double[] x, double[] y) {
        double[] weights = new double[x.length];
        Arrays.fill(weights, 1);
        return of(x, y, weights);
    }

    /**
     * The weighted fit of both exponents.
     *
     * @param x at least four values in (0, 1), strictly rising or strictly falling
     * @param y as many positive values
     * @param weights as many positive values; only their ratios matter
     * @return the fit
     */
    public static LogarithmFit of(double[] x, double[] y, double[] weights) {
        Require.atLeast("number of points of a fit with a logarithm", x.length, LEAST_POINTS);
        double[] logarithms = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            logarithms[i] = logarithm(x, i);
        }
        // The line refuses what is unordered, of another length, or has no weight.
        LogLogFit covariates = LogLogFit.of(x, logarithms, weights);
        OLSMultipleLinearRegression plane = new OLSMultipleLinearRegression();
        plane.setNoIntercept(true); // the column of ones is weighted, too
        double[] left = new double[x.length];
        double[][] right = new double[x.length][];
        for (int i = 0; i < x.length; i++) {
            double root = Math.sqrt(weights[i]);
            left[i] = root * Math.log(Require.positive("y[" + i + "]", y[i]));
            right[i] = new double[] {root, root * Math.log(x[i]), root * Math.log(logarithms[i])};
        }
        plane.newSampleData(left, right);
        double[] found = plane.estimateRegressionParameters();
        double[] errors = plane.estimateRegressionParametersStandardErrors();
        return new LogarithmFit(found[1], found[2], found[0], errors[1], errors[2], inflation(covariates));
    }

    /** \(1/(1-\rho^2)\) is the sum of squares over what a line leaves of it, \(1 + s^2/((n-2)\,\mathrm{se}^2)\). */
    private static double inflation(LogLogFit line) {
        int freedom = line.localSlopes().length - 1;
        return 1 + line.slope() * line.slope() / (freedom * line.standardError() * line.standardError());
    }

    private static double logarithm(double[] x, int i) {
        return -Math.log(Require.probability("x[" + i + "]", x[i]));
    }
}
