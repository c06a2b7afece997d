package org.plumbline.sampling;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.plumbline.oracle.SoftmaxPolicy;

/**
 * The upper loss \(-E\sum_t\gamma^t r_{0,\varphi}(s_t,a_t)\) plus terms in \(\varphi\) alone, through the policy-gradient
 * theorem like the lower one.
 *
 * @param reward \(r_{0,\varphi}\) at any φ, length S·A
 * @param derivative \(\partial r_{0,\varphi}/\partial\varphi_i\) at any φ, length S·A
 * @param outerGradient the gradient of the terms in φ alone, at any φ, length p
 * @param actions A
 */
public record DiscountedReward(
        Function<double[], double[]> reward,
        BiFunction<double[], Integer, double[]> derivative,
        Function<double[], double[]> outerGradient,
        int actions)
        implements UpperEstimator {
    @Override
    public void gradient(
            SampledPaths paths, TabularEstimation estimation, double[] phi, double[] gradPhi, double[] gradLambda) {
        SoftmaxPolicy policy = paths.policy();
        double[] sums = new double[gradLambda.length];
        estimation.advantageSums(reward.apply(phi), sums);
        LogitGradients.of(policy, actions, sums, -1.0 / paths.size(), gradLambda);
        double[] outer = outerGradient.apply(phi);
        for (int i = 0; i < gradPhi.length; i++) {
            gradPhi[i] = outer[i] - total(estimation, derivative.apply(phi, i)) / paths.size();
        }
    }

    /** \(\sum\sum_t\gamma^t\rho_t\,x(s_t,a_t)\). */
    static double total(TabularEstimation estimation, double[] x) {
        double[] visits = estimation.visits();
        double sum = 0;
        for (int pair = 0; pair < x.length; pair++) {
            sum += visits[pair] * x[pair];
        }
        return sum;
    }
}
