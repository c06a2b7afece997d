package org.plumbline.problem.quadratic;

import org.plumbline.numeric.RowMajor;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.UpperLoss;

/** \(g = \tfrac12(\lambda-C\varphi)^\top H(\lambda-C\varphi)\) and the shared upper loss. */
final class QuadraticFunctions implements BilevelFunctions {
    private final int p;
    private final int d;
    private final double[] h;
    private final double[] c;
    private final UpperLoss upper;

    QuadraticFunctions(double[][] h, double[][] c, UpperLoss upper) {
        this.d = h.length;
        this.p = c[0].length;
        this.h = RowMajor.of(h);
        this.c = RowMajor.of(c);
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
        double[] residual = residual(phi, lambda);
        double[] product = new double[d];
        RowMajor.multiply(h, residual, product);
        double sum = 0;
        for (int j = 0; j < d; j++) {
            sum += residual[j] * product[j];
        }
        return sum / 2;
    }

    @Override
    public double upper(double[] phi, double[] lambda) {
        return upper.value(phi, lambda);
    }

    @Override
    public void lowerGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        RowMajor.multiply(h, residual(phi, lambda), gradLambda);
        RowMajor.multiplyTransposed(c, gradLambda, gradPhi);
        negate(gradPhi);
    }

    @Override
    public void upperGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        upper.gradient(phi, lambda, gradPhi, gradLambda);
    }

    @Override
    public void hessianVector(double[] phi, double[] lambda, double[] vector, double[] product) {
        RowMajor.multiply(h, vector, product);
    }

    @Override
    public void jacobianVector(double[] phi, double[] lambda, double[] vector, double[] product) {
        double[] hv = new double[d];
        RowMajor.multiply(h, vector, hv);
        RowMajor.multiplyTransposed(c, hv, product);
        negate(product);
    }

    double[] image(double[] phi) {
        double[] cPhi = new double[d];
        RowMajor.multiply(c, phi, cPhi);
        return cPhi;
    }

    private double[] residual(double[] phi, double[] lambda) {
        double[] residual = image(phi);
        for (int j = 0; j < d; j++) {
            residual[j] = lambda[j] - residual[j];
        }
        return residual;
    }

    private static void negate(double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = -x[i];
        }
    }
}
