package org.plumbline.problem.chain;

import java.util.Arrays;
import org.plumbline.problem.BilevelFunctions;

/** \(g = \tfrac12\kappa\|\lambda-\varphi\|^2\) and \(f = h\chi(\lambda/\alpha)\). */
record ChainFunctions(Chain chain) implements BilevelFunctions {
    @Override
    public int upperDimension() {
        return chain.length();
    }

    @Override
    public int lowerDimension() {
        return chain.length();
    }

    @Override
    public double lower(double[] phi, double[] lambda) {
        double sum = 0;
        for (int i = 0; i < phi.length; i++) {
            sum += (lambda[i] - phi[i]) * (lambda[i] - phi[i]);
        }
        return chain.curvature() * sum / 2;
    }

    @Override
    public double upper(double[] phi, double[] lambda) {
        return chain.height() * Chi.value(chain.scaled(lambda));
    }

    @Override
    public void lowerGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        for (int i = 0; i < phi.length; i++) {
            gradLambda[i] = chain.curvature() * (lambda[i] - phi[i]);
            gradPhi[i] = -gradLambda[i];
        }
    }

    @Override
    public void upperGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        Arrays.fill(gradPhi, 0);
        System.arraycopy(slope(lambda), 0, gradLambda, 0, lambda.length);
    }

    @Override
    public void hessianVector(double[] phi, double[] lambda, double[] vector, double[] product) {
        for (int i = 0; i < vector.length; i++) {
            product[i] = chain.curvature() * vector[i];
        }
    }

    @Override
    public void jacobianVector(double[] phi, double[] lambda, double[] vector, double[] product) {
        for (int i = 0; i < vector.length; i++) {
            product[i] = -chain.curvature() * vector[i];
        }
    }

    /** \(\nabla_\lambda f = (h/\alpha)\nabla\chi(\lambda/\alpha)\), a new array. */
    double[] slope(double[] lambda) {
        double[] gradient = Chi.gradient(chain.scaled(lambda));
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] *= chain.height() / chain.scale();
        }
        return gradient;
    }
}
