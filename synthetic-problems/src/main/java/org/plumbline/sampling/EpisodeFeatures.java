package org.plumbline.sampling;

import org.plumbline.sampling.LeastSquaresCritic.Features;

/**
 * The features of which the Q-function of a task with an end is made. With \(\delta_t\) the discounted steps to go,
 * \[ \text{rich: } \{\delta_t, \delta_t^2\} \otimes \bigl(\{1, o_i, o_io_j\} \cup \{\xi_a, \xi_ao_i\}\bigr), \qquad
 *    \text{poor: } \delta_t\,\{1, o_i, \xi_a\}. \]
 * Those without ξ are of a value, as their mean over the action is themselves; those with ξ have mean zero and are of an
 * advantage, linear in the action around its mean, whose slope is affine in the observation, or constant. There is no end at
 * which to ask for a feature: \(\psi_H = 0\).
 */
final class EpisodeFeatures {
    private final Episodes episodes;
    private final boolean rich;

    EpisodeFeatures(Episodes episodes, Features chosen) {
        this.episodes = episodes;
        this.rich = chosen == Features.COMPLETE;
    }

    private int observations() {
        return episodes.observation().length;
    }

    private int powers() {
        return rich ? 2 : 1;
    }

    /** How many are of a value. */
    int values() {
        int products = rich ? observations() * (observations() + 1) / 2 : 0;
        return powers() * (1 + observations() + products);
    }

    /** How many are of an advantage. */
    int slopes() {
        return powers() * episodes.noise().length * (rich ? 1 + observations() : 1);
    }

    /** Those of a value at one step of some trajectories, a row for each. */
    void values(int step, int first, int count, double[][] out) {
        double[][] o = episodes.observation();
        int from = step * episodes.trajectories() + first;
        int row = 0;
        double factor = 1;
        for (int power = 0; power < powers(); power++) {
            factor *= episodes.toGo(step);
            for (int k = 0; k < count; k++) {
                out[row][k] = factor;
            }
            row++;
            for (int i = 0; i < o.length; i++) {
                int linear = row++;
                multiply(factor, o[i], from, count, out[linear]);
                for (int j = i; rich && j < o.length; j++) {
                    multiply(out[linear], o[j], from, count, out[row++]);
                }
            }
        }
    }

    /** Those of an advantage, in rows from a given one on. */
    void slopes(int step, int first, int count, double[][] out, int firstRow) {
        double[][] o = episodes.observation();
        int from = step * episodes.trajectories() + first;
        int row = firstRow;
        double factor = 1;
        for (int power = 0; power < powers(); power++) {
            factor *= episodes.toGo(step);
            for (double[] noise : episodes.noise()) {
                int constant = row++;
                multiply(factor, noise, from, count, out[constant]);
                for (int i = 0; rich && i < o.length; i++) {
                    multiply(out[constant], o[i], from, count, out[row++]);
                }
            }
        }
    }

    private static void multiply(double factor, double[] x, int from, int count, double[] out) {
        for (int k = 0; k < count; k++) {
            out[k] = factor * x[from + k];
        }
    }

    private static void multiply(double[] factors, double[] x, int from, int count, double[] out) {
        for (int k = 0; k < count; k++) {
            out[k] = factors[k] * x[from + k];
        }
    }
}
