package org.plumbline.algorithm.rl;

import java.util.Arrays;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.DecisionEnvironment;
import org.plumbline.oracle.Paths;
import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.oracle.TabularOracle;
import org.plumbline.random.RandomStream;

/**
 * Mean returns of all visits to a pair in trajectories that begin where the process begins: no simulator has to be set to a
 * state. The number of visits is random, so that the mean has a bias of order 1/n, beside the horizon's. Trajectories are
 * 2H steps long and visits count in their first half, so that every return has at least H steps.
 *
 * @param batch n, trajectories
 * @param horizon H
 */
record VisitReturns(long batch, int horizon) implements ValueGradients {
    @Override
    public double[][] estimate(TabularOracle oracle, double[] phi, SoftmaxPolicy policy, RandomStream stream) {
        DecisionEnvironment environment = oracle.environment();
        Sums sums = new Sums(environment);
        Batch drawn = oracle.draw(batch, stream);
        environment.rollOut(drawn, policy, Math.multiplyExact(2, horizon), sums::add);
        double[][] rewards = ValueGradients.rewards(oracle, phi);
        double[][] values = new double[phi.length][];
        for (int i = 0; i < phi.length; i++) {
            values[i] = sums.means(rewards[i]);
        }
        return values;
    }

    /** Discounted visits of every pair that follow the visits of every pair. */
    private static final class Sums {
        private final int actions;
        private final double discount;
        private final double[][] ahead;
        private final double[] visits;
        private final double[] future;

        Sums(DecisionEnvironment environment) {
            int pairs = environment.states() * environment.actions();
            actions = environment.actions();
            discount = environment.discount();
            ahead = new double[pairs][pairs];
            visits = new double[pairs];
            future = new double[pairs];
        }

        void add(Paths paths) {
            int length = paths.horizon();
            for (int path = 0; path < paths.count(); path++) {
                Arrays.fill(future, 0);
                for (int t = length - 1; t >= 0; t--) {
                    int pair = paths.pairs()[path * length + t];
                    for (int q = 0; q < future.length; q++) {
                        future[q] *= discount;
                    }
                    future[pair] += 1;
                    if (2 * t < length) {
                        visits[pair] += 1;
                        Vectors.add(1, future, ahead[pair]);
                    }
                }
            }
        }

        /** A pair that was never visited counts as the mean visit to its state, a state never visited as 0. */
        double[] means(double[] reward) {
            double[] values = new double[visits.length];
            for (int first = 0; first < values.length; first += actions) {
                double returns = 0;
                double number = 0;
                for (int pair = first; pair < first + actions; pair++) {
                    values[pair] = Vectors.dot(ahead[pair], reward);
                    returns += values[pair];
                    number += visits[pair];
                }
                for (int pair = first; pair < first + actions; pair++) {
                    values[pair] = visits[pair] > 0 ? values[pair] / visits[pair] : returns / Math.max(1, number);
                }
            }
            return values;
        }
    }
}
