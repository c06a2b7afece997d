package org.plumbline.problem.pl;

import org.plumbline.numeric.RowMajor;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.UpperLoss;

/** \(g = \tfrac12\sum_j (\psi(\lambda_j) - (C\varphi)_j)^2\) and the shared upper loss. */
final class SineFunctions implements BilevelFunctions {
    private final int p;
    private final int d;
    private final double[] c;
    private final SineLink link;
    private final UpperLoss upper;

    SineFunctions(double a, double[][] c, UpperLoss upper) {
        this.d = c.length;
        this.p = c[0].length;
        this.c = RowMajor.of(c);
        this.link = new SineLink(a);
        this.upper = upper;
    }

    @Override
    public int upperDimension() {
        return p;
    }

    @Override
    public int lowerDimension() {
        return d;
    }

    @Override
    public double lower(double[] phi, double[] lambda) {
        double sum = 0;
        for (double r : residual(phi, lambda)) {
            sum += r * r;
        }
        return sum / 2;
    }

    @Override
    public double upper(double[] phi, double[] lambda) {
        return upper.value(phi, lambda);
    }

    @Override
    public void lowerGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        double[] residual = residual(phi, lambda);
        for (int j = 0; j < d; j++) {
            gradLambda[j] = residual[j] * link.slope(lambda[j]);
            residual[j] = -residual[j];
        }
        RowMajor.multiplyTransposed(c, residual, gradPhi);
    }

    @Override
    public void upperGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        upper.gradient(phi, lambda, gradPhi, gradLambda);
    }

    /** The Hessian is diagonal: \(\psi'^2 + (\psi - z)\psi''\). */
    @Override
    public void hessianVector(double[] phi, double[] lambda, double[] vector, double[] product) {
        double[] residual = residual(phi, lambda);
        for (int j = 0; j < d; j++) {
            double slope = link.slope(lambda[j]);
            product[j] = (slope * slope + residual[j] * link.curvature(lambda[j])) * vector[j];
        }
    }

    /** \(\nabla^2_{\varphi\lambda} g\, v = -C^\top (\psi' \circ v)\). */
    @Override
    public void jacobianVector(double[] phi, double[] lambda, double[] vector, double[] product) {
        double[] scaled = new double[d];
        for (int j = 0; j < d; j++) {
            scaled[j] = -link.slope(lambda[j]) * vector[j];
        }
        RowMajor.multiplyTransposed(c, scaled, product);
    }

    SineLink link() {
        return link;
    }

    double[] image(double[] phi) {
        double[] z = new double[d];
        RowMajor.multiply(c, phi, z);
        return z;
    }

    void pullBack(double[] x, double[] out) {
        RowMajor.multiplyTransposed(c, x, out);
    }

    private double[] residual(double[] phi, double[] lambda) {
        double[] residual = image(phi);
        for (int j = 0; j < d; j++) {
            residual[j] = link.value(lambda[j]) - residual[j];
        }
        return residual;
    }
}
