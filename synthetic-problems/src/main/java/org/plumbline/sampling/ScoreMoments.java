package org.plumbline.sampling;

import org.plumbline.numeric.Columns;

/**
 * The sums over transitions from which the policy gradient of every quadratic Q-function can be read. With
 * \(\nabla_K\log\pi = -\tfrac1s \xi x^\top\) and
 * \(\hat Q - \hat V = 2s\,\xi^\top N x + s^2(\xi^\top\Theta_{uu}\xi - \operatorname{tr}\Theta_{uu})\),
 * \[ \sum \gamma^t\, \nabla_{K_{ab}}\log\pi\, (\hat Q - \hat V)
 *    = -2 \sum_{cd} S_{ab,cd} N_{cd} - s \sum_{ce} U_{ab,ce} (\Theta_{uu})_{ce}, \]
 * \(S_{ab,cd} = \sum\gamma^t \xi_a x_b\, \xi_c x_d\), \(U_{ab,ce} = \sum\gamma^t \xi_a x_b\, (\xi_c\xi_e -
 * \delta_{ce})\).
 */
final class ScoreMoments {
    private final LinearGaussianPolicy policy;
    private final ProductSums products;
    private final ProductSums curvatures;

    /** \(\xi_ax_b\), a row for each pair. */
    private double[][] scores;

    /** \(\xi_c\xi_e - \delta_{ce}\), a row for each pair c ≤ e. */
    private double[][] hermite;

    ScoreMoments(LinearGaussianPolicy policy) {
        this.policy = policy;
        int inputs = policy.inputs();
        this.scores = new double[inputs * policy.states()][0];
        this.hermite = new double[inputs * (inputs + 1) / 2][0];
        this.products = ProductSums.squares(scores.length);
        this.curvatures = ProductSums.of(scores.length, hermite.length);
    }

    void add(double weight, int count, double[][] state, double[][] noise) {
        scores = Columns.withRoom(scores, count);
        hermite = Columns.withRoom(hermite, count);
        policy.evaluateScores(state, noise, count, scores);
        int pair = 0;
        for (int a = 0; a < noise.length; a++) {
            for (int e = a; e < noise.length; e++) {
                subtractedProduct(noise[a], noise[e], a == e ? 1 : 0, count, hermite[pair++]);
            }
        }
        products.add(weight, scores, scores, count);
        curvatures.add(weight, scores, hermite, count);
    }

    private static void subtractedProduct(double[] left, double[] right, double delta, int count, double[] out) {
        for (int k = 0; k < count; k++) {
            out[k] = left[k] * right[k] - delta;
        }
    }

    /** The mean over trajectories of the gradient with respect to K, row by row. */
    void gradient(FittedQ q, double trajectories, double[] out) {
        double[] advantage = q.linearAdvantage(policy);
        int inputs = policy.inputs();
        for (int i = 0; i < scores.length; i++) {
            double sum = 0;
            for (int j = 0; j < scores.length; j++) {
                sum += 2 * products.get(i, j) * advantage[j];
            }
            int pair = 0;
            for (int c = 0; c < inputs; c++) {
                for (int e = c; e < inputs; e++) {
                    // Both orders of a pair at once.
                    double orders = e == c ? 1 : 2;
                    sum += policy.exploration() * orders * curvatures.get(i, pair++) * q.inputCurvature(policy, c, e);
                }
            }
            out[i] = -sum / trajectories;
        }
    }
}
