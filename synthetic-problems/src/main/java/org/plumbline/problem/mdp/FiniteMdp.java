package org.plumbline.problem.mdp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.plumbline.numeric.RefusedException;

/**
 * A finite Markov decision process without its reward: S states, A actions, transition probabilities
 * \(P(s'|s,a)\), an initial distribution \(\nu\) and a discount \(\gamma\). Probabilities are used as given, never
 * rescaled: what a row lacks of 1 (at most 1e-12) stays lacking. Immutable.
 */
public final class FiniteMdp {
    /** How far a sum of probabilities may be from 1: what rounding in a file does, far less than a typing error. */
    private static final double SUM_TOLERANCE = 1e-12;

    /** Rounding of probabilities is amplified by 1/(1−γ): at this distance of γ from 1, seven digits are left. */
    private static final double SMALLEST_DISTANCE = 1e-9;

    private final int states;
    private final int actions;
    private final double[] transitions;
    private final double[] excess;
    private final double[] initial;
    private final double gamma;

    /**
     * Copies and checks the data.
     *
     * @param transitions [s][a][s′]
     * @param initial \(\nu\), length S
     * @param gamma \(\gamma\), in (0, 1)
     * @throws RefusedException if a shape is wrong, or something is not a probability
     */
    public FiniteMdp(double[][][] transitions, double[] initial, double gamma) {
        if (!(gamma > 0 && gamma <= 1 - SMALLEST_DISTANCE)) {
            throw new RefusedException("gamma (" + gamma + ") must lie in (0, 1), at least " + SMALLEST_DISTANCE
                    + " away from 1, or values have no digits. Maybe choose 0.9.");
        }
        this.states = transitions.length;
        this.actions = transitions[0].length;
        this.gamma = gamma;
        this.transitions = new double[states * actions * states];
        this.excess = new double[states * actions];
        for (int s = 0; s < states; s++) {
            if (transitions[s].length != actions) {
                throw new RefusedException("transitions[" + s + "] (" + transitions[s].length + " rows) must have "
                        + actions + " rows, one for each action, as transitions[0] has. Maybe add what is missing.");
            }
            for (int a = 0; a < actions; a++) {
                int pair = s * actions + a;
                excess[pair] = excess("transitions[" + s + "][" + a + "]", transitions[s][a], states);
                System.arraycopy(transitions[s][a], 0, this.transitions, pair * states, states);
            }
        }
        excess("initial", initial, states);
        this.initial = initial.clone();
    }

    /** What the sum of a distribution exceeds 1 by, exact to its own rounding: each addition gives its error too. */
    private static double excess(String name, double[] distribution, int length) {
        if (distribution.length != length) {
            throw new RefusedException(name + " (" + distribution.length + " numbers) must have " + length
                    + " numbers, one for each state. Maybe add what is missing.");
        }
        double sum = -1;
        double lost = 0;
        for (int i = 0; i < length; i++) {
            double x = distribution[i];
            if (!(x >= 0 && x < Double.POSITIVE_INFINITY)) {
                throw new RefusedException(name + "[" + i + "] (" + x
                        + ") must be a probability, at least 0. Maybe divide counts by their sum.");
            }
            double next = sum + x;
            double part = next - sum;
            lost += (sum - (next - part)) + (x - part);
            sum = next;
        }
        double excess = sum + lost;
        if (!(Math.abs(excess) <= SUM_TOLERANCE)) {
            throw new RefusedException(name + " (sum " + (1 + excess) + ") must sum to 1 up to " + SUM_TOLERANCE
                    + ", as probabilities do. Maybe write them with all their digits.");
        }
        return excess;
    }

    /**
     * The number of states.
     *
     * @return S, at least 1
     */
    public int states() {
        return states;
    }

    /**
     * The number of actions.
     *
     * @return A, at least 1
     */
    public int actions() {
        return actions;
    }

    /**
     * The number of pairs of a state and an action.
     *
     * @return S·A
     */
    public int pairs() {
        return states * actions;
    }

    /**
     * The discount.
     *
     * @return \(\gamma\)
     */
    public double gamma() {
        return gamma;
    }

    /**
     * The initial distribution.
     *
     * @return \(\nu\), length S, a copy
     */
    public double[] initial() {
        return initial.clone();
    }

    /**
     * A transition probability.
     *
     * @param s the state
     * @param a the action
     * @param next the next state s′
     * @return \(P(s'|s,a)\)
     */
    public double probability(int s, int a, int next) {
        return transitions[(s * actions + a) * states + next];
    }

    /**
     * The transition probabilities.
     *
     * @return [s][a][s′], a copy
     */
    public double[][][] transitions() {
        double[][][] result = new double[states][actions][states];
        for (int s = 0; s < states; s++) {
            for (int a = 0; a < actions; a++) {
                System.arraycopy(transitions, (s * actions + a) * states, result[s][a], 0, states);
            }
        }
        return result;
    }

    /** \(P(s'|s,a)\) at index (s·A + a)·S + s′, a copy. */
    double[] flatTransitions() {
        return transitions.clone();
    }

    /**
     * What a problem file says of the process.
     *
     * @return the keys {@code transitions}, {@code initial} and {@code gamma} with their values, in a new map
     */
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("transitions", transitions());
        data.put("initial", initial());
        data.put("gamma", gamma);
        return data;
    }

    /**
     * The discounted expectation of the next state's value, where values are \(w + o\) with a common offset. The offset
     * would hide digits of w, so only what it contributes beyond \(\gamma o\) is added, which is rounding of the data.
     *
     * @param relative w, length S
     * @param offset o
     * @return \(\gamma\sum_{s'}P(s'|s,a)\,(w(s') + o) - \gamma o\), length S·A
     */
    double[] discountedNext(double[] relative, double offset) {
        double[] result = new double[pairs()];
        for (int pair = 0; pair < result.length; pair++) {
            double sum = excess[pair] * offset;
            for (int next = 0; next < states; next++) {
                sum += transitions[pair * states + next] * relative[next];
            }
            result[pair] = gamma * sum;
        }
        return result;
    }

    /**
     * How a flow through the pairs goes on.
     *
     * @param weights a number for each pair, of any sign
     * @return \(\gamma\sum_{s,a} w(s,a)\,P(s'|s,a)\), length S
     */
    double[] discountedFlow(double[] weights) {
        double[] result = new double[states];
        for (int pair = 0; pair < weights.length; pair++) {
            for (int next = 0; next < states; next++) {
                result[next] += gamma * weights[pair] * transitions[pair * states + next];
            }
        }
        return result;
    }

    /**
     * The chain of a policy.
     *
     * @param policy \(\pi(a|s)\), length S·A
     * @return \(I - \gamma P_\pi\), factorised
     */
    public DiscountedChain chain(double[] policy) {
        double[] moves = new double[states * states];
        double[] slacks = new double[states];
        for (int s = 0; s < states; s++) {
            slacks[s] = 1 - gamma;
            for (int pair = s * actions; pair < (s + 1) * actions; pair++) {
                slacks[s] -= gamma * policy[pair] * excess[pair];
                for (int next = 0; next < states; next++) {
                    moves[s * states + next] += gamma * policy[pair] * transitions[pair * states + next];
                }
            }
        }
        return new DiscountedChain(moves, slacks);
    }
}
