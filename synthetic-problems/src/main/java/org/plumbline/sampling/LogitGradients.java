package org.plumbline.sampling;

import org.plumbline.oracle.SoftmaxPolicy;

/** From sums over pairs to gradients in the logits. */
public final class LogitGradients {
    private LogitGradients() {}

    /**
     * Multiplies by the score \(\partial\log\pi(a|s)/\partial\lambda(s,b) = 1\{b = a\} - \pi(b|s)\).
     *
     * @param policy π, of logits λ
     * @param actions A
     * @param sums z, a number for each pair, length S·A
     * @param factor a common factor
     * @param out receives factor times \(z(s,b) - \pi(b|s)\sum_a z(s,a)\), length S·A; not z itself
     */
    public static void of(SoftmaxPolicy policy, int actions, double[] sums, double factor, double[] out) {
        for (int first = 0; first < sums.length; first += actions) {
            double total = 0;
            for (int pair = first; pair < first + actions; pair++) {
                total += sums[pair];
            }
            for (int pair = first; pair < first + actions; pair++) {
                out[pair] = factor * (sums[pair] - policy.probability(pair) * total);
            }
        }
    }
}
