package org.plumbline.algorithm.rl;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.DecisionEnvironment;
import org.plumbline.oracle.Paths;
import org.plumbline.oracle.SoftmaxPolicy;

/**
 * Transition probabilities, known or estimated, and what follows from them for a policy.
 *
 * @param states S
 * @param actions A
 * @param discount \(\gamma\)
 * @param transitions \(P(s'|s,a)\) at index (s·A + a)·S + s′
 */
@SuppressWarnings("ArrayRecordComponent") // data that is read in loops, not a value to compare
record TransitionModel(int states, int actions, double discount, double[] transitions) {
    /**
     * The shares of next states in a batch of trajectories. The values of a policy in this model are those whose temporal
     * differences vanish on the data, that is, LSTD with a feature for every pair. A pair that was never visited is taken to
     * lead everywhere equally.
     */
    static TransitionModel sampled(DecisionEnvironment environment, Batch batch, SoftmaxPolicy policy, int horizon) {
        int states = environment.states();
        int actions = environment.actions();
        double[] numbers = new double[states * actions * states];
        environment.rollOut(batch, policy, horizon, paths -> count(paths, states, actions, numbers));
        for (int from = 0; from < numbers.length; from += states) {
            double visits = Arrays.stream(numbers, from, from + states).sum();
            for (int j = from; j < from + states; j++) {
                numbers[j] = visits > 0 ? numbers[j] / visits : 1.0 / states;
            }
        }
        return new TransitionModel(states, actions, environment.discount(), numbers);
    }

    private static void count(Paths paths, int states, int actions, double[] numbers) {
        int length = paths.horizon();
        for (int path = 0; path < paths.count(); path++) {
            for (int t = 0; t < length; t++) {
                int at = path * length + t;
                int next = t + 1 < length ? paths.pairs()[at + 1] / actions : paths.last()[path];
                numbers[paths.pairs()[at] * states + next]++;
            }
        }
    }

    /**
     * The Q-functions of rewards, as [reward][pair]: one factorisation of \(I - \gamma P_\pi\), \(V = (I-\gamma P_\pi)^{-1}
     * r_\pi\), \(Q = r + \gamma PV\). The environment factors, and charges it.
     */
    double[][] actionValues(DecisionEnvironment environment, SoftmaxPolicy policy, double[]... rewards) {
        double[][] system = new double[states][states];
        for (int s = 0; s < states; s++) {
            system[s][s] = 1;
        }
        for (int pair = 0; pair < states * actions; pair++) {
            for (int next = 0; next < states; next++) {
                system[pair / actions][next] -= discount * policy.probability(pair) * transitions[pair * states + next];
            }
        }
        UnaryOperator<double[]> solver = environment.solver(system);
        double[][] values = new double[rewards.length][];
        for (int i = 0; i < rewards.length; i++) {
            values[i] = backup(rewards[i], solver.apply(means(policy, rewards[i])));
        }
        return values;
    }

    /** \(r + \gamma PV\), length S·A, a new array. */
    double[] backup(double[] reward, double[] values) {
        double[] result = reward.clone();
        for (int pair = 0; pair < result.length; pair++) {
            double next = 0;
            for (int s = 0; s < states; s++) {
                next += transitions[pair * states + s] * values[s];
            }
            result[pair] += discount * next;
        }
        return result;
    }

    /** \(\sum_a\pi(a|s)\,x(s,a)\), length S, a new array. */
    double[] means(SoftmaxPolicy policy, double[] x) {
        double[] result = new double[states];
        for (int pair = 0; pair < x.length; pair++) {
            result[pair / actions] += policy.probability(pair) * x[pair];
        }
        return result;
    }
}
