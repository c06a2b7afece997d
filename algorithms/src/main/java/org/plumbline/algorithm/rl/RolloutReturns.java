package org.plumbline.algorithm.rl;

import java.util.Arrays;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.DecisionEnvironment;
import org.plumbline.oracle.Paths;
import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.oracle.TabularOracle;
import org.plumbline.random.RandomStream;

/**
 * Mean returns of trajectories that a simulator starts in every pair: unbiased but for what the horizon H cuts off, at most
 * \(\gamma^H\max|\partial_i r|/(1-\gamma)\).
 *
 * @param rollouts m, trajectories for each pair
 * @param horizon H
 */
record RolloutReturns(int rollouts, int horizon) implements ValueGradients {
    @Override
    public double[][] estimate(TabularOracle oracle, double[] phi, SoftmaxPolicy policy, RandomStream stream) {
        DecisionEnvironment environment = oracle.environment();
        double[][] rewards = ValueGradients.rewards(oracle, phi);
        int pairs = environment.states() * environment.actions();
        double[][] values = new double[phi.length][pairs];
        double[] visits = new double[pairs];
        for (int pair = 0; pair < pairs; pair++) {
            Arrays.fill(visits, 0);
            environment.rollOutFrom(
                    oracle.draw(rollouts, stream),
                    pair,
                    policy,
                    horizon,
                    paths -> count(paths, environment.discount(), visits));
            for (int i = 0; i < phi.length; i++) {
                values[i][pair] = Vectors.dot(visits, rewards[i]) / rollouts;
            }
        }
        return values;
    }

    /** A return is linear in the reward, so discounted visits serve all of them. */
    private static void count(Paths paths, double discount, double[] visits) {
        for (int path = 0; path < paths.count(); path++) {
            double weight = 1;
            for (int t = 0; t < paths.horizon(); t++) {
                visits[paths.pairs()[path * paths.horizon() + t]] += weight;
                weight *= discount;
            }
        }
    }
}
