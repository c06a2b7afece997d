package org.plumbline.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.plumbline.oracle.Paths;
import org.plumbline.oracle.SoftmaxPolicy;

/**
 * A process of two states and two actions of which all trajectories can be written down: expectations are sums, and nothing
 * is simulated. Written for clarity, without any class of the main code but the ones that carry data.
 */
final class AllPaths {
    static final int STATES = 2;
    static final int ACTIONS = 2;
    static final double GAMMA = 0.7;
    static final double TAU = 0.4;
    static final double[] INITIAL = {0.6, 0.4};
    static final double[][] NEXT = {{0.9, 0.1}, {0.3, 0.7}, {0.5, 0.5}, {0.2, 0.8}};
    static final double[] REWARD = {1.0, -0.4, 0.3, 2.0};

    private AllPaths() {}

    /** One trajectory, and the product of all probabilities but the policy's. */
    record Weighted(Paths path, double weight) {
        double probability(SoftmaxPolicy policy) {
            double result = weight;
            for (int pair : path.pairs()) {
                result *= policy.probability(pair);
            }
            return result;
        }
    }

    static List<Weighted> of(int horizon) {
        List<Weighted> all = new ArrayList<>();
        for (int s = 0; s < STATES; s++) {
            extend(new int[0], s, horizon, INITIAL[s], all);
        }
        return all;
    }

    private static void extend(int[] past, int state, int horizon, double weight, List<Weighted> all) {
        if (past.length == horizon) {
            all.add(new Weighted(new Paths(1, horizon, past, new int[] {state}), weight));
            return;
        }
        for (int a = 0; a < ACTIONS; a++) {
            int[] longer = Arrays.copyOf(past, past.length + 1);
            longer[past.length] = state * ACTIONS + a;
            for (int next = 0; next < STATES; next++) {
                extend(longer, next, horizon, weight * NEXT[longer[past.length]][next], all);
            }
        }
    }

    /** \(E\sum_{t\lt H}\gamma^t(r - \tau\log\pi)\), by going forward in time. */
    static double value(double[] lambda, int horizon) {
        double[] distribution = INITIAL.clone();
        double discount = 1;
        double total = 0;
        for (int t = 0; t < horizon; t++) {
            double[] after = new double[STATES];
            for (int s = 0; s < STATES; s++) {
                double normaliser = 0;
                for (int a = 0; a < ACTIONS; a++) {
                    normaliser += Math.exp(lambda[s * ACTIONS + a]);
                }
                for (int a = 0; a < ACTIONS; a++) {
                    int pair = s * ACTIONS + a;
                    double chance = Math.exp(lambda[pair]) / normaliser;
                    total += discount * distribution[s] * chance * (REWARD[pair] - TAU * Math.log(chance));
                    for (int next = 0; next < STATES; next++) {
                        after[next] += distribution[s] * chance * NEXT[pair][next];
                    }
                }
            }
            distribution = after;
            discount *= GAMMA;
        }
        return total;
    }

    /** Central differences of {@link #value}. */
    static double[] gradient(double[] lambda, int horizon) {
        double h = 1e-5;
        double[] result = new double[lambda.length];
        for (int i = 0; i < lambda.length; i++) {
            double[] up = lambda.clone();
            double[] down = lambda.clone();
            up[i] += h;
            down[i] -= h;
            result[i] = (value(up, horizon) - value(down, horizon)) / (2 * h);
        }
        return result;
    }

    static double[] regularised(SoftmaxPolicy policy) {
        double[] reward = REWARD.clone();
        for (int pair = 0; pair < reward.length; pair++) {
            reward[pair] -= TAU * policy.log(pair);
        }
        return reward;
    }

    static double[] ratios(SoftmaxPolicy policy, SoftmaxPolicy behaviour) {
        double[] ratios = new double[STATES * ACTIONS];
        for (int pair = 0; pair < ratios.length; pair++) {
            ratios[pair] = policy.probability(pair) / behaviour.probability(pair);
        }
        return ratios;
    }
}
