package org.plumbline.oracle;

import java.util.Arrays;

/**
 * A stochastic policy that is positive on every action, given by logits:
 * \(\pi(a|s) = e^{\lambda(s,a)} / \sum_b e^{\lambda(s,b)}\). It does not change when all logits of a state are shifted;
 * of all logits of a policy its logarithm is the one with zero log-sum-exp in every state, and it stands for them here.
 * A probability below the smallest double is 0, its logarithm stays. Immutable.
 */
public final class SoftmaxPolicy {
    /** Stands for smaller logarithms, so that 0 · log 0 is 0 also after a product with a temperature. */
    private static final double SMALLEST_LOG = -1e200;

    private final double[] logs;
    private final double[] probabilities;

    private SoftmaxPolicy(double[] logs) {
        this.logs = logs;
        this.probabilities = new double[logs.length];
        for (int i = 0; i < logs.length; i++) {
            probabilities[i] = Math.exp(logs[i]);
        }
    }

    /**
     * The policy of some logits.
     *
     * @param logits \(\lambda\), finite, length S·A
     * @param actions A
     * @return the policy
     */
    public static SoftmaxPolicy of(double[] logits, int actions) {
        double[] logs = new double[logits.length];
        for (int first = 0; first < logs.length; first += actions) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = first; i < first + actions; i++) {
                largest = Math.max(largest, logits[i]);
            }
            double sum = 0;
            for (int i = first; i < first + actions; i++) {
                logs[i] = logits[i] - largest;
                sum += Math.exp(logs[i]);
            }
            double logSum = Math.log(sum);
            for (int i = first; i < first + actions; i++) {
                logs[i] = Math.max(logs[i] - logSum, SMALLEST_LOG);
            }
        }
        return new SoftmaxPolicy(logs);
    }

    /**
     * The policy that chooses every action equally often.
     *
     * @param states S
     * @param actions A
     * @return \(\pi(a|s) = 1/A\)
     */
    public static SoftmaxPolicy uniform(int states, int actions) {
        double[] logs = new double[states * actions];
        Arrays.fill(logs, -Math.log(actions));
        return new SoftmaxPolicy(logs);
    }

    /**
     * The policy of logarithms that are known to be normalised.
     *
     * @param logs \(\log\pi\), not copied
     * @return the policy
     */
    public static SoftmaxPolicy normalised(double[] logs) {
        return new SoftmaxPolicy(logs);
    }

    /**
     * The logits that stand for the policy.
     *
     * @return \(\log\pi\), zero log-sum-exp in every state, length S·A, a copy
     */
    public double[] logits() {
        return logs.clone();
    }

    /**
     * One logarithm of a probability.
     *
     * @param pair the index s·A + a
     * @return \(\log\pi(a|s)\)
     */
    public double log(int pair) {
        return logs[pair];
    }

    /**
     * One probability.
     *
     * @param pair the index s·A + a
     * @return \(\pi(a|s)\)
     */
    public double probability(int pair) {
        return probabilities[pair];
    }

    /**
     * The probabilities.
     *
     * @return \(\pi\), length S·A, a copy
     */
    public double[] probabilities() {
        return probabilities.clone();
    }

    /**
     * The smallest probability.
     *
     * @return \(\min_{s,a}\pi(a|s)\)
     */
    public double smallest() {
        return Arrays.stream(probabilities).min().orElseThrow();
    }
}
