package org.plumbline.oracle;

import java.util.OptionalDouble;
import org.plumbline.random.RandomStream;

/**
 * Noise of constant length: one sample adds \(r u\) to the \(\lambda\)-gradient and \(r u'\) to the
 * \(\varphi\)-gradient, with \(u, u'\) independent and uniform on the unit spheres. Its mean is 0, the trace of its
 * covariance is exactly \(r^2\) in each part, and no realisation is longer than r, so that a smoothness constant that
 * holds on a bounded region holds at every reachable point. The batch mean is averaged sample by sample, as its law
 * is not that of a single one.
 *
 * @param radius r, at least 0
 */
public record BoundedNoise(double radius) implements NoiseModel {
    /** Checks the range. */
    public BoundedNoise {
        if (!(radius >= 0 && radius < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The noise radius (" + radius + ") must be finite and at least 0.");
        }
    }

    @Override
    public OptionalDouble variancePhi(double[] phi, double[] lambda) {
        return OptionalDouble.of(radius * radius);
    }

    @Override
    public OptionalDouble varianceLambda(double[] phi, double[] lambda) {
        return OptionalDouble.of(radius * radius);
    }

    @Override
    public SecondOrderOracle around(SecondOrderOracle exact) {
        return new Perturbed(exact, radius);
    }

    private static final class Perturbed extends NoisyGradients {
        private final double radius;

        Perturbed(SecondOrderOracle exact, double radius) {
            super(exact);
            this.radius = radius;
        }

        @Override
        void perturb(Batch batch, int channel, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
            RandomStream stream = batch.replay(channel);
            double[] directionPhi = new double[gradPhi.length];
            double[] directionLambda = new double[gradLambda.length];
            for (long sample = 0; sample < batch.size(); sample++) {
                addUnit(stream, radius / batch.size(), directionLambda, gradLambda);
                addUnit(stream, radius / batch.size(), directionPhi, gradPhi);
            }
        }

        private static void addUnit(RandomStream stream, double scale, double[] direction, double[] gradient) {
            double squared = 0;
            while (squared == 0) {
                stream.fillGaussian(direction);
                for (double x : direction) {
                    squared += x * x;
                }
            }
            double factor = scale / Math.sqrt(squared);
            for (int j = 0; j < gradient.length; j++) {
                gradient[j] += factor * direction[j];
            }
        }
    }
}
