package org.plumbline.problem.mdp;

import java.util.Arrays;
import org.plumbline.numeric.RefusedException;
import org.plumbline.problem.Box;

/**
 * A reward that is linear in the designer's parameters:
 * \(r_\varphi(s,a) = b(s,a) + \sum_i \varphi_i\,x_i(s,a)\). Immutable.
 */
public final class RewardModel {
    private final int states;
    private final int actions;
    private final double[] base;
    private final double[][] features;

    /**
     * Copies and checks the data.
     *
     * @param base b, as [s][a]
     * @param features x, as [s][a][i]
     * @throws RefusedException if the shapes do not fit each other
     */
    public RewardModel(double[][] base, double[][][] features) {
        this.states = base.length;
        this.actions = base[0].length;
        this.base = flat(base);
        if (features.length != states) {
            throw new RefusedException("features (" + features.length + " states) must have " + states
                    + ", one entry for each state. Maybe add what is missing.");
        }
        int p = features[0][0].length;
        this.features = new double[p][states * actions];
        for (int s = 0; s < states; s++) {
            if (features[s].length != actions) {
                throw new RefusedException("features[" + s + "] (" + features[s].length + " rows) must have " + actions
                        + " rows, one for each action. Maybe add what is missing.");
            }
            for (int a = 0; a < actions; a++) {
                if (features[s][a].length != p) {
                    throw new RefusedException("features[" + s + "][" + a + "] (" + features[s][a].length
                            + " numbers) must have " + p + " numbers, as features[0][0] has. Maybe use 0 for none.");
                }
                for (int i = 0; i < p; i++) {
                    this.features[i][s * actions + a] = features[s][a][i];
                }
            }
        }
    }

    /**
     * A reward that does not depend on its parameters.
     *
     * @param base b, as [s][a]
     * @param dimension p
     * @return the reward, with features 0
     */
    static RewardModel fixed(double[][] base, int dimension) {
        return new RewardModel(base, new double[base.length][base[0].length][dimension]);
    }

    /** Row by row. */
    static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    /** The inverse of {@link #flat}. */
    static double[][] rows(double[] flat, int columns) {
        double[][] rows = new double[flat.length / columns][];
        for (int s = 0; s < rows.length; s++) {
            rows[s] = Arrays.copyOfRange(flat, s * columns, (s + 1) * columns);
        }
        return rows;
    }

    /**
     * The number of parameters.
     *
     * @return p
     */
    public int dimension() {
        return features.length;
    }

    /** S·A. */
    int pairs() {
        return base.length;
    }

    /**
     * The reward of some parameters.
     *
     * @param phi length p
     * @return \(r_\varphi\), length S·A, a new array
     */
    public double[] at(double[] phi) {
        double[] reward = base.clone();
        for (int i = 0; i < features.length; i++) {
            for (int pair = 0; pair < reward.length; pair++) {
                reward[pair] += phi[i] * features[i][pair];
            }
        }
        return reward;
    }

    /**
     * A feature, which is the derivative of the reward in its parameter.
     *
     * @param i its index
     * @return \(x_i\), length S·A, a copy
     */
    public double[] feature(int i) {
        return features[i].clone();
    }

    /**
     * The base reward.
     *
     * @return b as [s][a], a copy
     */
    public double[][] base() {
        return rows(base, actions);
    }

    /**
     * The features.
     *
     * @return x as [s][a][i], a copy
     */
    public double[][][] features() {
        double[][][] result = new double[states][actions][features.length];
        for (int i = 0; i < features.length; i++) {
            for (int pair = 0; pair < base.length; pair++) {
                result[pair / actions][pair % actions][i] = features[i][pair];
            }
        }
        return result;
    }

    /**
     * Takes what the features amount to off a vector.
     *
     * @param weights w, a number for each pair, length S·A
     * @param from loses \(\sum_{s,a} w(s,a)\,x_i(s,a)\) in component i, length p
     */
    void subtractTotals(double[] weights, double[] from) {
        for (int i = 0; i < features.length; i++) {
            double sum = 0;
            for (int pair = 0; pair < weights.length; pair++) {
                sum += weights[pair] * features[i][pair];
            }
            from[i] -= sum;
        }
    }

    /** Whether the reward depends on its parameters. */
    boolean hasFeatures() {
        return Arrays.stream(features).flatMapToDouble(Arrays::stream).anyMatch(x -> x != 0);
    }

    /** An upper bound of \(\max r_\varphi - \min r_\varphi\) over a box. */
    double range(Box box) {
        double[] lower = box.lower();
        double[] upper = box.upper();
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (int pair = 0; pair < base.length; pair++) {
            double low = base[pair];
            double high = base[pair];
            for (int i = 0; i < features.length; i++) {
                low += Math.min(lower[i] * features[i][pair], upper[i] * features[i][pair]);
                high += Math.max(lower[i] * features[i][pair], upper[i] * features[i][pair]);
            }
            smallest = Math.min(smallest, low);
            largest = Math.max(largest, high);
        }
        return largest - smallest;
    }
}
