package org.plumbline.problem;

import org.plumbline.oracle.Batch;
import org.plumbline.oracle.SecondOrderOracle;

/** Answers from the exact derivatives, whatever the batch: the zero-noise oracle that noise models wrap. */
final class ExactOracle implements SecondOrderOracle {
    private final BilevelFunctions functions;

    ExactOracle(BilevelFunctions functions) {
        this.functions = functions;
    }

    @Override
    public int upperDimension() {
        return functions.upperDimension();
    }

    @Override
    public int lowerDimension() {
        return functions.lowerDimension();
    }

    @Override
    public void lower(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        functions.lowerGradient(phi, lambda, gradPhi, gradLambda);
    }

    @Override
    public void upper(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        functions.upperGradient(phi, lambda, gradPhi, gradLambda);
    }

    @Override
    public void hessianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
        functions.hessianVector(phi, lambda, vector, product);
    }

    @Override
    public void jacobianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
        functions.jacobianVector(phi, lambda, vector, product);
    }
}
