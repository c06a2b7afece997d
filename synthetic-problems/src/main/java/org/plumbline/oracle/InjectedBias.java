package org.plumbline.oracle;

import java.util.OptionalDouble;

/**
 * A constant bias of the lower gradients on top of another noise model, for audits of what bias does. The amount and
 * direction are the caller's; gradients of f and products stay as they are.
 *
 * @param noise the noise underneath
 * @param lambdaBias added to every answer for \(\nabla_\lambda g\), length d
 */
public record InjectedBias(NoiseModel noise, double[] lambdaBias) implements NoiseModel {
    /** Copies and checks the bias. */
    public InjectedBias {
        lambdaBias = lambdaBias.clone();
        for (double bias : lambdaBias) {
            if (!Double.isFinite(bias)) {
                throw new IllegalArgumentException("The bias (" + bias + ") must be finite.");
            }
        }
    }

    @Override
    public double[] lambdaBias() {
        return lambdaBias.clone();
    }

    @Override
    public OptionalDouble variancePhi(double[] phi, double[] lambda) {
        return noise.variancePhi(phi, lambda);
    }

    @Override
    public OptionalDouble varianceLambda(double[] phi, double[] lambda) {
        return noise.varianceLambda(phi, lambda);
    }

    @Override
    public SecondOrderOracle around(SecondOrderOracle exact) {
        if (exact.lowerDimension() != lambdaBias.length) {
            throw new IllegalArgumentException("The bias (length " + lambdaBias.length
                    + ") must have the lower dimension (" + exact.lowerDimension() + ").");
        }
        return new Shifted(noise.around(exact), lambdaBias);
    }

    private static final class Shifted extends NoisyGradients {
        private final double[] lambdaBias;

        Shifted(SecondOrderOracle noisy, double[] lambdaBias) {
            super(noisy);
            this.lambdaBias = lambdaBias;
        }

        @Override
        void perturb(Batch batch, int channel, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            if (channel == 0) {
                for (int j = 0; j < gradLambda.length; j++) {
                    gradLambda[j] += lambdaBias[j];
                }
            }
        }
    }
}
