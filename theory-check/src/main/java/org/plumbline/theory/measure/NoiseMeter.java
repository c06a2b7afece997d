package org.plumbline.theory.measure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.random.RandomStream;

/**
 * Measures the noise of the four gradients of an oracle at a point: the square root of the trace of the covariance of
 * one sample, from repeated batches.
 *
 * @param oracle the oracle
 * @param batch samples per batch; the deviations are scaled back to one sample
 * @param repetitions number of batches, at least 2
 */
public record NoiseMeter(FirstOrderOracle oracle, long batch, int repetitions) {
    /**
     * Measures.
     *
     * @param phi upper variable
     * @param lambda lower variable
     * @param stream the randomness
     * @return the deviation of one sample by gradient, such as "∂g/∂λ"
     */
    public Map<String, Double> at(double[] phi, double[] lambda, RandomStream stream) {
        VectorMoments lowerPhi = new VectorMoments(phi.length);
        VectorMoments lowerLambda = new VectorMoments(lambda.length);
        VectorMoments upperPhi = new VectorMoments(phi.length);
        VectorMoments upperLambda = new VectorMoments(lambda.length);
        double[] gradPhi = new double[phi.length];
        double[] gradLambda = new double[lambda.length];
        for (int i = 0; i < repetitions; i++) {
            var drawn = oracle.draw(batch, stream);
            oracle.lower(drawn, phi, lambda, gradPhi, gradLambda);
            lowerPhi.add(gradPhi);
            lowerLambda.add(gradLambda);
            oracle.upper(drawn, phi, lambda, gradPhi, gradLambda);
            upperPhi.add(gradPhi);
            upperLambda.add(gradLambda);
        }
        Map<String, Double> deviations = new LinkedHashMap<>();
        deviations.put("∂g/∂φ", deviation(lowerPhi));
        deviations.put("∂g/∂λ", deviation(lowerLambda));
        deviations.put("∂f/∂φ", deviation(upperPhi));
        deviations.put("∂f/∂λ", deviation(upperLambda));
        return deviations;
    }

    private double deviation(VectorMoments moments) {
        return Math.sqrt(moments.totalVariance() * batch);
    }
}
