package org.plumbline.problem.quadratic;

import org.plumbline.numeric.LinearMap;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.UpperLoss;

/** \(g = \tfrac12\|M\lambda-C\varphi\|^2\) and the shared upper loss. */
record RankDeficientFunctions(LinearMap m, LinearMap coupling, UpperLoss shared) implements BilevelFunctions {
    @Override
    public int upperDimension() {
        return coupling.columns();
    }

    @Override
    public int lowerDimension() {
        return m.columns();
    }

    @Override
    public double lower(double[] phi, double[] lambda) {
        double sum = 0;
        for (double entry : residual(phi, lambda)) {
            sum += entry * entry;
        }
        return sum / 2;
    }

    @Override
    public double upper(double[] phi, double[] lambda) {
        return shared.value(phi, lambda);
    }

    @Override
    public void lowerGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        double[] residual = residual(phi, lambda);
        m.applyTransposed(residual, gradLambda);
        coupling.applyTransposed(residual, gradPhi);
        negate(gradPhi);
    }

    @Override
    public void upperGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        shared.gradient(phi, lambda, gradPhi, gradLambda);
    }

    @Override
    public void hessianVector(double[] phi, double[] lambda, double[] vector, double[] product) {
        m.applyTransposed(image(vector), product);
    }

    @Override
    public void jacobianVector(double[] phi, double[] lambda, double[] vector, double[] product) {
        coupling.applyTransposed(image(vector), product);
        negate(product);
    }

    private double[] image(double[] lambda) {
        double[] image = new double[m.rows()];
        m.apply(lambda, image);
        return image;
    }

    private double[] residual(double[] phi, double[] lambda) {
        double[] residual = image(lambda);
        double[] wanted = new double[residual.length];
        coupling.apply(phi, wanted);
        for (int i = 0; i < residual.length; i++) {
            residual[i] -= wanted[i];
        }
        return residual;
    }

    private static void negate(double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = -x[i];
        }
    }
}
