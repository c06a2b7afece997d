package org.plumbline.algorithm.hypergradient;

import org.plumbline.oracle.Batch;
import org.plumbline.oracle.SecondOrderOracle;

/**
 * \(g = \tfrac12\lambda^\top H\lambda + \langle\varphi,\lambda\rangle\) and \(f = \langle b,\lambda\rangle\), p = d. From
 * \(\varphi = \lambda = 0\) the lower variable stays where it is in the first outer iteration, and as the cross derivative
 * is the identity, the upper variable moves by the step times the solution of the linear system: it can be read.
 */
record ConstantCurvature(double[][] h, double[] b) implements SecondOrderOracle {
    @Override
    public int upperDimension() {
        return b.length;
    }

    @Override
    public int lowerDimension() {
        return b.length;
    }

    private void times(double[] vector, double[] product) {
        for (int j = 0; j < b.length; j++) {
            product[j] = 0;
            for (int i = 0; i < b.length; i++) {
                product[j] += h[j][i] * vector[i];
            }
        }
    }

    @Override
    public void lower(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        times(lambda, gradLambda);
        for (int j = 0; j < b.length; j++) {
            gradLambda[j] += phi[j];
            gradPhi[j] = lambda[j];
        }
    }

    @Override
    public void upper(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        for (int j = 0; j < b.length; j++) {
            gradPhi[j] = 0;
            gradLambda[j] = b[j];
        }
    }

    @Override
    public void hessianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
        times(vector, product);
    }

    @Override
    public void jacobianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
        System.arraycopy(vector, 0, product, 0, vector.length);
    }
}
