package org.plumbline.oracle;

import java.util.Arrays;

/**
 * The oracle of f = g = 0: under a noise model every answer is the noise itself.
 *
 * @param upperDimension p
 * @param lowerDimension d
 */
record ZeroOracle(int upperDimension, int lowerDimension) implements SecondOrderOracle {
    @Override
    public void lower(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        Arrays.fill(gradPhi, 0);
        Arrays.fill(gradLambda, 0);
    }

    @Override
    public void upper(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        lower(batch, phi, lambda, gradPhi, gradLambda);
    }

    @Override
    public void hessianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
        Arrays.fill(product, 0);
    }

    @Override
    public void jacobianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
        Arrays.fill(product, 0);
    }
}
