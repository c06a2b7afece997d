package org.plumbline.oracle;

/**
 * Where a run begins.
 *
 * @param phi upper variable, length p
 * @param lambda lower variable, length d
 */
public record Start(double[] phi, double[] lambda) {
    /** Copies the points. */
    public Start {
        phi = phi.clone();
        lambda = lambda.clone();
    }

    @Override
    public double[] phi() {
        return phi.clone();
    }

    @Override
    public double[] lambda() {
        return lambda.clone();
    }
}
