package org.plumbline.sampling;

import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Paths;
import org.plumbline.oracle.SoftmaxPolicy;

/**
 * Products with second derivatives of a regularised value, read off trajectories by scores. With
 * \(L_t = \sum_{k\le t}\log\pi(a_k|s_k)\), \(\tilde r_t = r_t - \tau\log\pi(a_t|s_t)\), and derivatives in the logits,
 * \[ \nabla^2 E\,\tilde r_t = E\bigl[\tilde r_t(\nabla L_t\nabla L_t^\top + \nabla^2L_t)
 *      - \tau(\nabla\log\pi_t\nabla L_t^\top + \nabla L_t\nabla\log\pi_t^\top + \nabla^2\log\pi_t)\bigr], \qquad
 *    \nabla E\,\partial_i r_t = E[\partial_i r_t\nabla L_t], \]
 * as the likelihood is differentiated twice, and the reward depends on the policy, too. The Hessian of
 * \(\log\pi(a|s)\) is \(-(\operatorname{diag}\pi_s - \pi_s\pi_s^\top)\) for every a. A trajectory costs \(O(H)\): along v, the sums over
 * \(k \le t\) are numbers, and what multiplies a score is a sum over what follows it. Unbiased for the truncated value; on one
 * batch symmetric.
 */
final class PathProducts {
    private final SoftmaxPolicy policy;
    private final int actions;
    private final double temperature;
    private final double[] reward;
    private final PathWeights weights;

    /** \(v^\top\nabla\log\pi(a|s)\), for every pair. */
    private final double[] along;

    /** What multiplies the score of a pair, and the Hessian of the logarithm in a state. */
    private final double[] scores;

    private final double[] curvatures;

    /** \(\sum\gamma^t\rho_t\,v^\top\nabla L_t\), by the pair at t. */
    private final double[] crossed;

    private double[] ahead = new double[0];

    /** {@code reward} is regularised, r̃ at every pair; {@code vector} is v. */
    PathProducts(
            SoftmaxPolicy policy, int actions, double discount, double temperature, double[] reward, double[] vector) {
        this.policy = policy;
        this.actions = actions;
        this.temperature = temperature;
        this.reward = reward;
        weights = new PathWeights(discount);
        along = new double[vector.length];
        scores = new double[vector.length];
        curvatures = new double[vector.length / actions];
        crossed = new double[vector.length];
        for (int first = 0; first < vector.length; first += actions) {
            double mean = 0;
            for (int pair = first; pair < first + actions; pair++) {
                mean += policy.probability(pair) * vector[pair];
            }
            for (int pair = first; pair < first + actions; pair++) {
                along[pair] = vector[pair] - mean;
            }
        }
    }

    void add(Paths paths, double[] ratios) {
        int horizon = paths.horizon();
        weights.prepare(horizon);
        ahead = ahead.length == horizon ? ahead : new double[horizon];
        for (int i = 0; i < paths.count(); i++) {
            weights.follow(paths.pairs(), i * horizon, ratios);
            addPath(paths.pairs(), i * horizon, horizon);
        }
    }

    private void addPath(int[] pairs, int from, int horizon) {
        double sum = 0;
        for (int t = 0; t < horizon; t++) {
            sum += along[pairs[from + t]];
            ahead[t] = sum;
        }
        double ofScores = 0;
        double ofCurvatures = 0;
        for (int t = horizon - 1; t >= 0; t--) {
            int pair = pairs[from + t];
            double weight = weights.discount(t) * weights.ratio(t);
            ofScores += weight * (reward[pair] * ahead[t] - temperature * along[pair]);
            ofCurvatures += weight * reward[pair];
            scores[pair] += ofScores - temperature * weight * ahead[t];
            curvatures[pair / actions] += ofCurvatures - temperature * weight;
            crossed[pair] += weight * ahead[t];
        }
    }

    /** A factor times the sum of \(\nabla^2\sum_t\gamma^t\tilde r_t\,v\) over trajectories. */
    void hessianVector(double factor, double[] product) {
        LogitGradients.of(policy, actions, scores, factor, product);
        for (int pair = 0; pair < product.length; pair++) {
            product[pair] -= factor * curvatures[pair / actions] * policy.probability(pair) * along[pair];
        }
    }

    /** The sum of \(v^\top\nabla\sum_t\gamma^t r'_t\) over trajectories, for a reward r′ that no policy enters. */
    double jacobianVector(double[] derivative) {
        return Vectors.dot(crossed, derivative);
    }
}
