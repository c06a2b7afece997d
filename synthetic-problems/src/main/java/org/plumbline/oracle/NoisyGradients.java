package org.plumbline.oracle;

/** Adds a perturbation to the gradients of an exact oracle; the products are passed on unchanged unless overridden. */
abstract class NoisyGradients implements SecondOrderOracle {
    private static final int LOWER = 0;
    private static final int UPPER = 1;

    final SecondOrderOracle exact;

    NoisyGradients(SecondOrderOracle exact) {
        this.exact = exact;
    }

    /** Adds the batch mean of the noise of one loss (channel: 0 for g, 1 for f). */
    abstract void perturb(
            Batch batch, int channel, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda);

    @Override
    public final int upperDimension() {
        return exact.upperDimension();
    }

    @Override
    public final int lowerDimension() {
        return exact.lowerDimension();
    }

    @Override
    public final void lower(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        exact.lower(batch, phi, lambda, gradPhi, gradLambda);
        perturb(batch, LOWER, phi, lambda, gradPhi, gradLambda);
    }

    @Override
    public final void upper(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        exact.upper(batch, phi, lambda, gradPhi, gradLambda);
        perturb(batch, UPPER, phi, lambda, gradPhi, gradLambda);
    }

    @Override
    public void hessianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
        exact.hessianVector(batch, phi, lambda, vector, product);
    }

    @Override
    public void jacobianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
        exact.jacobianVector(batch, phi, lambda, vector, product);
    }
}
