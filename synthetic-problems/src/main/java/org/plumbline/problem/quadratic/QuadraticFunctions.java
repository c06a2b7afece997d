package org.plumbline.problem.quadratic;

import org.plumbline.numeric.LinearMap;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.UpperLoss;

/** \(g = \tfrac12(\lambda-C\varphi)^\top H(\lambda-C\varphi)\) and the shared upper loss. */
record QuadraticFunctions(LinearMap h, LinearMap coupling, UpperLoss shared) implements BilevelFunctions {
    @Override
    public int upperDimension() {
        return coupling.columns();
    }

    @Override
    public int lowerDimension() {
        return coupling.rows();
    }

    @Override
    public double lower(double[] phi, double[] lambda) {
        double[] residual = new double[coupling.rows()];
        residual(phi, lambda, residual);
        double[] product = new double[residual.length];
        h.apply(residual, product);
        double sum = 0;
        for (int j = 0; j < residual.length; j++) {
            sum += residual[j] * product[j];
        }
        return sum / 2;
    }

    @Override
    public double upper(double[] phi, double[] lambda) {
        return shared.value(phi, lambda);
    }

    @Override
    public void lowerGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        residual(phi, lambda, gradLambda);
        h.applyInPlace(gradLambda);
        coupling.applyTransposed(gradLambda, gradPhi);
        negate(gradPhi);
    }

    @Override
    public void upperGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        shared.gradient(phi, lambda, gradPhi, gradLambda);
    }

    @Override
    public void hessianVector(double[] phi, double[] lambda, double[] vector, double[] product) {
        h.apply(vector, product);
    }

    @Override
    public void jacobianVector(double[] phi, double[] lambda, double[] vector, double[] product) {
        if (coupling instanceof LinearMap.Diagonal) {
            // Of a million variables none is spent on a vector that is forgotten.
            h.apply(vector, product);
            coupling.applyInPlace(product);
        } else {
            double[] hv = new double[vector.length];
            h.apply(vector, hv);
            coupling.applyTransposed(hv, product);
        }
        negate(product);
    }

    /** \(C\varphi\), a new array. */
    double[] image(double[] phi) {
        double[] image = new double[coupling.rows()];
        coupling.apply(phi, image);
        return image;
    }

    /** \(\lambda - C\varphi\). */
    private void residual(double[] phi, double[] lambda, double[] out) {
        coupling.apply(phi, out);
        for (int j = 0; j < out.length; j++) {
            out[j] = lambda[j] - out[j];
        }
    }

    private static void negate(double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = -x[i];
        }
    }
}
