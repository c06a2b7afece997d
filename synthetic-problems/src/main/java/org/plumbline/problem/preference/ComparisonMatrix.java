package org.plumbline.problem.preference;

/**
 * The cross-entropies \(\ell_{ij}\) of all pairs of entries of a {@link VisitTable} at one φ. As \(\ell_{ij} = \ell_{ji}\)
 * and \(\ell_{ii} = \log 2\), only the half below the diagonal is computed and stored; the slopes \(\ell'_{ij} =
 * -\ell'_{ji}\) are computed when asked for.
 */
final class ComparisonMatrix {
    private static final double EVEN = Math.log(2);

    private final double[] learnt;
    private final double[] truth;
    private final double[] losses;

    /** Compares entries by their learnt and their true scores. */
    ComparisonMatrix(double[] learnt, double[] truth) {
        this.learnt = learnt;
        this.truth = truth;
        int size = learnt.length;
        this.losses = new double[size * (size - 1) / 2];
        int at = 0;
        for (int i = 1; i < size; i++) {
            for (int j = 0; j < i; j++) {
                losses[at++] = BradleyTerry.loss(learnt[i] - learnt[j], truth[i] - truth[j]);
            }
        }
    }

    /** \(\sum_j \ell_{ij}p_j\) for every i. */
    double[] lossesAgainst(double[] probabilities) {
        double[] sums = new double[learnt.length];
        int at = 0;
        for (int i = 0; i < sums.length; i++) {
            double own = EVEN * probabilities[i];
            for (int j = 0; j < i; j++) {
                double loss = losses[at++];
                own += loss * probabilities[j];
                sums[j] += loss * probabilities[i];
            }
            sums[i] += own;
        }
        return sums;
    }

    /** \(\sum_j \ell'_{ij}p_j\) for every i. */
    double[] slopesAgainst(double[] probabilities) {
        double[] sums = new double[learnt.length];
        for (int i = 1; i < sums.length; i++) {
            double own = 0;
            for (int j = 0; j < i; j++) {
                double slope = BradleyTerry.slope(learnt[i] - learnt[j], truth[i] - truth[j]);
                own += slope * probabilities[j];
                sums[j] -= slope * probabilities[i];
            }
            sums[i] += own;
        }
        return sums;
    }
}
