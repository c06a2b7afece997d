package org.plumbline.algorithm.hypergradient;

import java.util.List;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.SecondOrderOracle;

/**
 * Notes the batch of every query, so that a test can see which of them are shared.
 *
 * @param oracle answers
 * @param used receives the batches, in order
 */
record RecordingProducts(SecondOrderOracle oracle, List<Batch> used) implements SecondOrderOracle {
    @Override
    public int upperDimension() {
        return oracle.upperDimension();
    }

    @Override
    public int lowerDimension() {
        return oracle.lowerDimension();
    }

    @Override
    public void lower(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        used.add(batch);
        oracle.lower(batch, phi, lambda, gradPhi, gradLambda);
    }

    @Override
    public void upper(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        used.add(batch);
        oracle.upper(batch, phi, lambda, gradPhi, gradLambda);
    }

    @Override
    public void hessianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
        used.add(batch);
        oracle.hessianVector(batch, phi, lambda, vector, product);
    }

    @Override
    public void jacobianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
        used.add(batch);
        oracle.jacobianVector(batch, phi, lambda, vector, product);
    }
}
