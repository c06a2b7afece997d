package org.plumbline.theory.claim.variance;

import org.plumbline.oracle.Batch;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.random.RandomStream;
import org.plumbline.theory.measure.VectorMoments;

/**
 * The variance of the hypergradient estimate
 * \(\hat f_\varphi(\lambda_\sigma) + [\hat g_\varphi(\lambda_\sigma) - \hat g_\varphi(\lambda^*)]/\sigma\) at given
 * lower variables, from repeated batches of n samples.
 */
record HypergradientNoise(FirstOrderOracle oracle, double[] phi, double[] lower, double[] penalised, boolean coupled) {
    double variance(double sigma, long batch, int repetitions, RandomStream stream) {
        double[] upperPhi = new double[phi.length];
        double[] penalisedPhi = new double[phi.length];
        double[] lowerPhi = new double[phi.length];
        double[] unused = new double[lower.length];
        VectorMoments moments = new VectorMoments(phi.length);
        for (int i = 0; i < repetitions; i++) {
            Batch first = oracle.draw(batch, stream);
            Batch second = coupled ? first : oracle.draw(batch, stream);
            oracle.upper(first, phi, penalised, upperPhi, unused);
            oracle.lower(first, phi, penalised, penalisedPhi, unused);
            oracle.lower(second, phi, lower, lowerPhi, unused);
            for (int k = 0; k < upperPhi.length; k++) {
                upperPhi[k] += (penalisedPhi[k] - lowerPhi[k]) / sigma;
            }
            moments.add(upperPhi);
        }
        return moments.totalVariance();
    }
}
