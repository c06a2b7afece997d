package org.plumbline.algorithm;

import org.plumbline.oracle.Batch;
import org.plumbline.oracle.FirstOrderOracle;

/**
 * Both parts of a gradient, in arrays that a stepper uses again and again: a workspace, not a value.
 *
 * @param phi \(\nabla_\varphi\), length p
 * @param lambda \(\nabla_\lambda\), length d
 */
@SuppressWarnings("ArrayRecordComponent") // the arrays are the point: they are written in place
public record Gradient(double[] phi, double[] lambda) {
    /**
     * Room for the answers of an oracle.
     *
     * @param oracle gives the dimensions
     * @return zeros
     */
    public static Gradient of(FirstOrderOracle oracle) {
        return new Gradient(new double[oracle.upperDimension()], new double[oracle.lowerDimension()]);
    }

    /**
     * Asks for the gradient of g.
     *
     * @param oracle answers
     * @param batch the samples
     * @param atPhi upper variable
     * @param atLambda lower variable
     */
    public void lower(FirstOrderOracle oracle, Batch batch, double[] atPhi, double[] atLambda) {
        oracle.lower(batch, atPhi, atLambda, phi, lambda);
    }

    /**
     * Asks for the gradient of f.
     *
     * @param oracle answers
     * @param batch the samples
     * @param atPhi upper variable
     * @param atLambda lower variable
     */
    public void upper(FirstOrderOracle oracle, Batch batch, double[] atPhi, double[] atLambda) {
        oracle.upper(batch, atPhi, atLambda, phi, lambda);
    }
}
