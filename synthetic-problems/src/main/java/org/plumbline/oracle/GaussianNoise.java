package org.plumbline.oracle;

import java.util.OptionalDouble;
import org.plumbline.random.RandomStream;

/**
 * Gaussian noise that is the derivative of a random function, so that gradients and products are perturbed
 * consistently. One sample of a loss (g or f, independently) is
 * \[ \ell(\varphi,\lambda) + s\,(\langle a,\lambda\rangle + \langle b,\varphi\rangle)
 *    + m \sum_j \bigl(\tfrac12 \zeta_j \lambda_j^2 + \omega_j \lambda_j \varphi_{j \bmod p}\bigr), \]
 * with all of \(a, b, \zeta, \omega\) independent standard normal. The first part is <em>additive</em> noise, equal at
 * every point; the second is <em>multiplicative</em>: it depends on \((\varphi,\lambda)\) and is Lipschitz in them in
 * mean square, which is what coupled sampling needs. The trace of the covariance of one sample is
 * \(s^2 d + m^2(\|\lambda\|^2 + \sum_j \varphi_{j \bmod p}^2)\) in the \(\lambda\)-part and
 * \(s^2 p + m^2\|\lambda\|^2\) in the \(\varphi\)-part.
 *
 * <p>The noise is linear in the normals, so the mean over a batch of n samples has exactly the law of one sample
 * divided by \(\sqrt n\). It is drawn in one shot; n samples are charged all the same.
 *
 * @param additive s, at least 0
 * @param multiplicative m, at least 0
 */
public record GaussianNoise(double additive, double multiplicative) implements NoiseModel {
    /** Checks the ranges. */
    public GaussianNoise {
        if (!(additive >= 0
                && additive < Double.POSITIVE_INFINITY
                && multiplicative >= 0
                && multiplicative < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The noise levels (additive " + additive + ", multiplicative "
                    + multiplicative + ") must be finite and at least 0.");
        }
    }

    /** \(s^2 p + m^2\|\lambda\|^2\). */
    @Override
    public OptionalDouble variancePhi(double[] phi, double[] lambda) {
        double squares = 0;
        for (double y : lambda) {
            squares += y * y;
        }
        return OptionalDouble.of(additive * additive * phi.length + multiplicative * multiplicative * squares);
    }

    /** \(s^2 d + m^2(\|\lambda\|^2 + \sum_j \varphi_{j \bmod p}^2)\). */
    @Override
    public OptionalDouble varianceLambda(double[] phi, double[] lambda) {
        double squares = 0;
        for (int j = 0; j < lambda.length; j++) {
            double x = phi[j % phi.length];
            squares += lambda[j] * lambda[j] + x * x;
        }
        return OptionalDouble.of(additive * additive * lambda.length + multiplicative * multiplicative * squares);
    }

    @Override
    public SecondOrderOracle around(SecondOrderOracle exact) {
        return new Perturbed(exact, additive, multiplicative);
    }

    private static final class Perturbed extends NoisyGradients {
        /** The additive and multiplicative parts of g and f replay four channels. */
        private static final int MULTIPLICATIVE = 2;

        private final double additive;
        private final double multiplicative;

        Perturbed(SecondOrderOracle exact, double additive, double multiplicative) {
            super(exact);
            this.additive = additive;
            this.multiplicative = multiplicative;
        }

        @Override
        void perturb(Batch batch, int channel, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            double perBatch = 1 / Math.sqrt((double) batch.size());
            if (additive > 0) {
                RandomStream normals = batch.replay(channel);
                add(normals, additive * perBatch, gradLambda);
                add(normals, additive * perBatch, gradPhi);
            }
            if (multiplicative > 0) {
                RandomStream normals = batch.replay(channel + MULTIPLICATIVE);
                double scale = multiplicative * perBatch;
                int i = 0;
                for (int j = 0; j < lambda.length; j++) {
                    double zeta = scale * normals.gaussian();
                    double omega = scale * normals.gaussian();
                    gradLambda[j] += zeta * lambda[j] + omega * phi[i];
                    gradPhi[i] += omega * lambda[j];
                    i = i + 1 == phi.length ? 0 : i + 1;
                }
            }
        }

        private static void add(RandomStream normals, double scale, double[] gradient) {
            for (int j = 0; j < gradient.length; j++) {
                gradient[j] += scale * normals.gaussian();
            }
        }

        @Override
        public void hessianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
            super.hessianVector(batch, phi, lambda, vector, product);
            if (multiplicative > 0) {
                RandomStream normals = batch.replay(MULTIPLICATIVE);
                double scale = multiplicative / Math.sqrt((double) batch.size());
                for (int j = 0; j < vector.length; j++) {
                    product[j] += scale * normals.gaussian() * vector[j];
                    normals.gaussian();
                }
            }
        }

        @Override
        public void jacobianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product) {
            super.jacobianVector(batch, phi, lambda, vector, product);
            if (multiplicative > 0) {
                RandomStream normals = batch.replay(MULTIPLICATIVE);
                double scale = multiplicative / Math.sqrt((double) batch.size());
                int i = 0;
                for (int j = 0; j < vector.length; j++) {
                    normals.gaussian();
                    product[i] += scale * normals.gaussian() * vector[j];
                    i = i + 1 == phi.length ? 0 : i + 1;
                }
            }
        }
    }
}
