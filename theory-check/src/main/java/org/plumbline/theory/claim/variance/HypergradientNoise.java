package org.plumbline.theory.claim.variance;

import org.plumbline.oracle.Batch;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.random.RandomStream;
import org.plumbline.theory.measure.VectorMoments;

/**
 * The variance of the hypergradient estimate
 * \(\hat f_\varphi(\lambda_\sigma) + [\hat g_\varphi(\lambda_\sigma) - \hat g_\varphi(\lambda^*)]/\sigma\) at given
 * lower variables, from repeated batches of n samples.
 *
 * @param oracle draws the samples
 * @param phi \(\varphi\)
 * @param lower \(\lambda^*\)
 * @param penalised \(\lambda_\sigma\)
 * @param redrawn how often \(\hat g_\varphi(\lambda^*)\) has a batch of its own
 */
record HypergradientNoise(FirstOrderOracle oracle, double[] phi, double[] lower, double[] penalised, Redrawn redrawn) {
    /** How often the second batch is drawn anew. */
    enum Redrawn {
        /** Coupled. */
        NEVER(0),
        /** Independent. */
        ALWAYS(1),
        /** A defect: batches that pass for coupled, and of which one in eight is silently another one. */
        ONE_IN_EIGHT(8);

        private final int period;

        Redrawn(int period) {
            this.period = period;
        }

        private boolean at(int repetition) {
            return period > 0 && repetition % period == period - 1;
        }
    }

    /**
     * Traces of covariances.
     *
     * @param estimate of the whole estimate
     * @param difference of the difference over σ by itself
     */
    record Variances(double estimate, double difference) {}

    Variances variances(double sigma, long batch, int repetitions, RandomStream stream) {
        double[] estimate = new double[phi.length];
        double[] difference = new double[phi.length];
        double[] lowerPhi = new double[phi.length];
        double[] unused = new double[lower.length];
        VectorMoments estimates = new VectorMoments(phi.length);
        VectorMoments differences = new VectorMoments(phi.length);
        for (int i = 0; i < repetitions; i++) {
            Batch first = oracle.draw(batch, stream);
            Batch second = redrawn.at(i) ? oracle.draw(batch, stream) : first;
            oracle.upper(first, phi, penalised, estimate, unused);
            oracle.lower(first, phi, penalised, difference, unused);
            oracle.lower(second, phi, lower, lowerPhi, unused);
            for (int k = 0; k < estimate.length; k++) {
                difference[k] = (difference[k] - lowerPhi[k]) / sigma;
                estimate[k] += difference[k];
            }
            estimates.add(estimate);
            differences.add(difference);
        }
        return new Variances(estimates.totalVariance(), differences.totalVariance());
    }
}
