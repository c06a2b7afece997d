package org.plumbline.theory.claim.variance;

import org.plumbline.oracle.GaussianNoise;
import org.plumbline.theory.claim.variance.HypergradientNoise.Redrawn;

/**
 * The variance of the hypergradient estimate under {@link GaussianNoise}, in closed form. With
 * \(v(\lambda) = s^2p + m^2\|\lambda\|^2\), and as f and g have noise of their own,
 * \(n\operatorname{tr}\operatorname{Cov} = v(\lambda_\sigma) + \sigma^{-2}D\), where the difference has
 * \(D = v(\lambda_\sigma) + v(\lambda^*)\) for independent batches and \(D = m^2\|\lambda_\sigma - \lambda^*\|^2\) for coupled ones.
 *
 * @param noise the law
 * @param phi \(\varphi\)
 * @param lower \(\lambda^*\)
 * @param penalised \(\lambda_\sigma\)
 */
record GaussianVariance(GaussianNoise noise, double[] phi, double[] lower, double[] penalised) {
    double of(double sigma, double batch, Redrawn redrawn) {
        double share = switch (redrawn) {
            case NEVER -> 0;
            case ALWAYS -> 1;
            case ONE_IN_EIGHT -> 1.0 / 8;
        };
        double independent = at(penalised) + at(lower);
        double distance = 0;
        for (int j = 0; j < lower.length; j++) {
            distance += (penalised[j] - lower[j]) * (penalised[j] - lower[j]);
        }
        double coupled = noise.multiplicative() * noise.multiplicative() * distance;
        return (at(penalised) + (share * independent + (1 - share) * coupled) / (sigma * sigma)) / batch;
    }

    private double at(double[] lambda) {
        return noise.variancePhi(phi, lambda).orElseThrow();
    }
}
