package org.plumbline.theory.statistics;

import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * The exact interval of a binomial probability: after \(x\) successes in \(n\) trials,
 * \([B_{\alpha/2}(x, n - x + 1),\ B_{1-\alpha/2}(x + 1, n - x)]\) with quantiles \(B\) of the beta distribution, and 0
 * or 1 in place of an end at \(x = 0\) or \(x = n\). It covers with at least the stated probability, always.
 *
 * <p>Source: Clopper and Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial",
 * Biometrika 26 (1934), 404–413. Commons Math's own {@code ClopperPearsonInterval} throws at \(x = 0\) and
 * \(x = n\), the cases that a suite of checks meets most; so only its beta distribution is used.
 */
public final class ClopperPearson {
    private ClopperPearson() {}

    /**
     * The interval of the success probability.
     *
     * @param successes \(x\), from 0 to {@code trials}
     * @param trials \(n\), at least 1
     * @param level the guaranteed coverage, in (0, 1)
     * @return a part of [0, 1]
     */
    public static Interval interval(int successes, int trials, double level) {
        Require.atLeast("number of trials", trials, 1);
        Require.atLeast("number of successes", successes, 0);
        Require.probability("level", level);
        if (successes > trials) {
            throw new IllegalArgumentException(
                    "The number of successes (" + successes + ") must be at most that of trials (" + trials + ").");
        }
        double tail = (1 - level) / 2;
        return new Interval(
                successes == 0 ? 0 : quantile(tail, successes, trials - successes + 1.0),
                successes == trials ? 1 : quantile(1 - tail, successes + 1.0, trials - successes));
    }

    private static double quantile(double probability, double alpha, double beta) {
        return new BetaDistribution(null, alpha, beta).inverseCumulativeProbability(probability);
    }
}
