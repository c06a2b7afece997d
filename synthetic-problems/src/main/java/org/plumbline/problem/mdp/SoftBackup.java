package org.plumbline.problem.mdp;

import org.plumbline.oracle.SoftmaxPolicy;

/**
 * One application of the soft Bellman operator to given Q: values \(V = \kappa\log\sum_a \pi_0 e^{Q/\kappa}\) and the
 * policy \(\pi_0 e^{(Q-V)/\kappa}\).
 *
 * @param values length S
 * @param policy the policy
 * @param logRatio \(\log(\pi/\pi_0)\), length S·A
 */
record SoftBackup(double[] values, SoftmaxPolicy policy, double[] logRatio) {
    static SoftBackup of(double[] q, double temperature, SoftmaxPolicy reference, int actions) {
        double[] values = new double[q.length / actions];
        double[] logs = new double[q.length];
        double[] logRatio = new double[q.length];
        for (int i = 0; i < q.length; i++) {
            logRatio[i] = q[i] / temperature;
        }
        for (int s = 0; s < values.length; s++) {
            values[s] = temperature * normalise(logRatio, logs, reference, s * actions, actions);
        }
        return new SoftBackup(values, SoftmaxPolicy.normalised(logs), logRatio);
    }

    /**
     * \(\pi_0 (e^x - 1)\) for one pair: no digit is lost where x is small, and nothing overflows where a tiny
     * probability meets a huge factor.
     */
    static double excess(double x, SoftmaxPolicy reference, int pair) {
        return x > 1
                ? Math.exp(reference.log(pair) + x) - reference.probability(pair)
                : reference.probability(pair) * Math.expm1(x);
    }

    /**
     * Subtracts the logarithm of the mean of the exponentials of a state's entries.
     *
     * @param x \(Q/\kappa\), overwritten with \(\log(\pi/\pi_0)\)
     * @param logs receives \(\log\pi\)
     * @return \(\log\sum_a \pi_0 e^x\)
     */
    private static double normalise(double[] x, double[] logs, SoftmaxPolicy reference, int first, int actions) {
        double surplus = 0;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = first; i < first + actions; i++) {
            surplus += excess(x[i], reference, i);
            logs[i] = reference.log(i) + x[i];
            largest = Math.max(largest, logs[i]);
        }
        if (surplus >= -0.5 && surplus <= 1) {
            double logMean = Math.log1p(surplus);
            for (int i = first; i < first + actions; i++) {
                x[i] -= logMean;
                logs[i] = reference.log(i) + x[i];
            }
            return logMean;
        }
        double sum = 0;
        for (int i = first; i < first + actions; i++) {
            sum += Math.exp(logs[i] - largest);
        }
        double logSum = Math.log(sum);
        for (int i = first; i < first + actions; i++) {
            logs[i] = logs[i] - largest - logSum;
            x[i] = logs[i] - reference.log(i);
        }
        return largest + logSum;
    }
}
