package org.plumbline.sampling;

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
    private final double[] score;
    private final double[] hermite;
    private final double[] products;
    private final double[] curvatures;

    ScoreMoments(LinearGaussianPolicy policy) {
        this.policy = policy;
        int inputs = policy.inputs();
        this.score = new double[inputs * policy.states()];
        this.hermite = new double[inputs * (inputs + 1) / 2];
        this.products = new double[score.length * score.length];
        this.curvatures = new double[score.length * hermite.length];
    }

    void add(double weight, double[] state, double[] noise) {
        int entry = 0;
        int pair = 0;
        for (int a = 0; a < noise.length; a++) {
            for (int b = 0; b < state.length; b++) {
                score[entry++] = noise[a] * state[b];
            }
            hermite[pair++] = noise[a] * noise[a] - 1;
            for (int e = a + 1; e < noise.length; e++) {
                // Both orders of the pair at once.
                hermite[pair++] = 2 * noise[a] * noise[e];
            }
        }
        int product = 0;
        int curvature = 0;
        for (int i = 0; i < score.length; i++) {
            double weighted = weight * score[i];
            for (int j = 0; j < score.length; j++) {
                products[product++] += weighted * score[j];
            }
            for (int j = 0; j < hermite.length; j++) {
                curvatures[curvature++] += weighted * hermite[j];
            }
        }
    }

    /** The mean over trajectories of the gradient with respect to K, row by row. */
    void gradient(FittedQ q, double trajectories, double[] out) {
        double[] advantage = q.linearAdvantage(policy);
        int inputs = policy.inputs();
        for (int i = 0; i < score.length; i++) {
            double sum = 0;
            for (int j = 0; j < score.length; j++) {
                sum += 2 * products[i * score.length + j] * advantage[j];
            }
            int pair = 0;
            for (int c = 0; c < inputs; c++) {
                for (int e = c; e < inputs; e++) {
                    sum += policy.exploration()
                            * curvatures[i * hermite.length + pair++]
                            * q.inputCurvature(policy, c, e);
                }
            }
            out[i] = -sum / trajectories;
        }
    }
}
