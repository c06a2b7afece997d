package org.plumbline.problem.mdp;

import java.util.Arrays;

/**
 * The mean policy gradient of a temporal-difference critic \(\hat Q(s,a) = v(s) + q(a)\), by sweeps of two tables in place of
 * powers of a matrix: \(v(s) \leftarrow v(s) + \alpha\sum_aN\delta/\sum_aN\) and the same for q(a) but the first, as the mean
 * square of an indicator is how often it is 1.
 */
final class AdditiveTables {
    private final FiniteMdp mdp;
    private final double[] policy;
    private final double[] reward;
    private final double[] visits;
    private final double[] numbers;

    AdditiveTables(SoftMdpProblem problem, double[] phi, double[] logits, int horizon) {
        this.mdp = problem.mdp();
        this.policy = problem.policy(logits).orElseThrow();
        this.reward = problem.rewards().at(phi);
        Arrays.setAll(reward, i -> reward[i] - problem.agent().temperature() * Math.log(policy[i]));
        this.visits = new double[policy.length];
        this.numbers = new double[policy.length];
        double[] here = mdp.initial();
        for (int t = 0; t < horizon; t++) {
            double[] next = new double[mdp.states()];
            for (int i = 0; i < policy.length; i++) {
                double share = here[state(i)] * policy[i];
                numbers[i] += share;
                visits[i] += Math.pow(mdp.gamma(), t) * share;
                for (int s = 0; s < next.length; s++) {
                    next[s] += share * mdp.probability(state(i), action(i), s);
                }
            }
            here = next;
        }
    }

    private int state(int pair) {
        return pair / mdp.actions();
    }

    private int action(int pair) {
        return pair % mdp.actions();
    }

    /** In a state the values cancel, and q is left. */
    double[] gradient(double step, int sweeps) {
        double[] v = new double[mdp.states()];
        double[] q = new double[mdp.actions()];
        for (int sweep = 0; sweep < sweeps; sweep++) {
            sweep(v, q, step);
        }
        double[] means = new double[v.length];
        for (int i = 0; i < policy.length; i++) {
            means[state(i)] += policy[i] * q[action(i)];
        }
        double[] gradient = new double[policy.length];
        Arrays.setAll(gradient, i -> -visits[i] * (q[action(i)] - means[state(i)]));
        return gradient;
    }

    private void sweep(double[] v, double[] q, double step) {
        double[] values = v.clone();
        for (int i = 0; i < policy.length; i++) {
            values[state(i)] += policy[i] * q[action(i)];
        }
        double[][] ofStates = new double[v.length][2];
        double[][] ofActions = new double[q.length][2];
        for (int i = 0; i < policy.length; i++) {
            double delta = reward[i] - v[state(i)] - q[action(i)];
            for (int next = 0; next < v.length; next++) {
                delta += mdp.gamma() * mdp.probability(state(i), action(i), next) * values[next];
            }
            for (double[] sums : new double[][] {ofStates[state(i)], ofActions[action(i)]}) {
                sums[0] += numbers[i] * delta;
                sums[1] += numbers[i];
            }
        }
        Arrays.setAll(v, s -> v[s] + step * ofStates[s][0] / ofStates[s][1]);
        Arrays.setAll(q, a -> a == 0 ? 0 : q[a] + step * ofActions[a][0] / ofActions[a][1]);
    }
}
