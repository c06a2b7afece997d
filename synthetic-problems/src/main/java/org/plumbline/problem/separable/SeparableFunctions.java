package org.plumbline.problem.separable;

import org.plumbline.numeric.LinearMap;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.UpperLoss;

/** \(g = \sum_j \ell(\lambda_j, (C\varphi)_j)\) and the shared upper loss. Time and memory are those of C. */
final class SeparableFunctions implements BilevelFunctions {
    private final LinearMap c;
    private final CoordinateLoss loss;
    private final UpperLoss upper;

    SeparableFunctions(CoordinateLoss loss, LinearMap c, UpperLoss upper) {
        this.c = c;
        this.loss = loss;
        this.upper = upper;
    }

    @Override
    public int upperDimension() {
        return c.columns();
    }

    @Override
    public int lowerDimension() {
        return c.rows();
    }

    @Override
    public double lower(double[] phi, double[] lambda) {
        double[] z = image(phi);
        double sum = 0;
        for (int j = 0; j < z.length; j++) {
            sum += loss.value(lambda[j], z[j]);
        }
        return sum;
    }

    @Override
    public double upper(double[] phi, double[] lambda) {
        return upper.value(phi, lambda);
    }

    @Override
    public void lowerGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        double[] z = image(phi);
        for (int j = 0; j < z.length; j++) {
            gradLambda[j] = loss.slope(lambda[j], z[j]);
            z[j] = loss.shift(lambda[j], z[j]);
        }
        c.applyTransposed(z, gradPhi);
    }

    @Override
    public void upperGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        upper.gradient(phi, lambda, gradPhi, gradLambda);
    }

    /** The Hessian is diagonal: \(\ell_{yy}\). */
    @Override
    public void hessianVector(double[] phi, double[] lambda, double[] vector, double[] product) {
        double[] z = image(phi);
        for (int j = 0; j < z.length; j++) {
            product[j] = loss.curvature(lambda[j], z[j]) * vector[j];
        }
    }

    /** \(\nabla^2_{\varphi\lambda} g\, v = C^\top (\ell_{yz} \circ v)\). */
    @Override
    public void jacobianVector(double[] phi, double[] lambda, double[] vector, double[] product) {
        double[] z = image(phi);
        for (int j = 0; j < z.length; j++) {
            z[j] = loss.mixed(lambda[j], z[j]) * vector[j];
        }
        c.applyTransposed(z, product);
    }

    /** \(C\varphi\). */
    double[] image(double[] phi) {
        double[] z = new double[c.rows()];
        c.apply(phi, z);
        return z;
    }

    /** \(C^\top x\). */
    double[] pullBack(double[] x) {
        double[] result = new double[c.columns()];
        c.applyTransposed(x, result);
        return result;
    }
}
