package org.plumbline.algorithm.penalty;

/**
 * A finite-difference formula for a derivative at 0, \(\psi'(0) \approx \frac1\nu\sum_j \alpha_j\,\psi(j\nu)\), exact for
 * polynomials of degree up to p.
 *
 * <p>Order 1 is the forward difference, nodes 0 and 1. For even p the nodes are the p integers from −p/2 to p/2 without
 * 0, whose weight vanishes by symmetry, and
 * \[ \alpha_j = \frac{(-1)^{j+1}}{j}\,\frac{(m!)^2}{(m+j)!\,(m-j)!}, \qquad \alpha_{-j} = -\alpha_j, \qquad m = p/2 : \]
 * the derivative at 0 of the Lagrange polynomial of node j over the nodes \(-m,\dots,m\) is \(\frac1j \prod_{i \ne 0, j}
 * \frac{-i}{j-i}\), and both products are ratios of factorials.
 *
 * @param nodes j, ascending
 * @param weights \(\alpha_j\), of the same length
 */
@SuppressWarnings("ArrayRecordComponent") // a table that only the steppers of this package read
record DifferenceFormula(int[] nodes, double[] weights) {
    /** Largest order for which weights are given: the penalty of the outermost nodes is p/2 times ν. */
    static final int LARGEST_ORDER = 20;

    static void requireOrder(int order) {
        if (order != 1 && (order < 2 || order > LARGEST_ORDER || order % 2 != 0)) {
            throw new IllegalArgumentException(
                    "order (" + order + ") must be 1 or an even number from 2 to " + LARGEST_ORDER + ".");
        }
    }

    static DifferenceFormula of(int order) {
        requireOrder(order);
        if (order == 1) {
            return new DifferenceFormula(new int[] {0, 1}, new double[] {-1, 1});
        }
        int half = order / 2;
        int[] nodes = new int[order];
        double[] weights = new double[order];
        double ratio = 1; // (m!)² / ((m+j)! (m−j)!)
        for (int j = 1; j <= half; j++) {
            ratio *= (half - j + 1.0) / (half + j);
            double weight = (j % 2 == 0 ? -ratio : ratio) / j;
            nodes[half + j - 1] = j;
            weights[half + j - 1] = weight;
            nodes[half - j] = -j;
            weights[half - j] = -weight;
        }
        return new DifferenceFormula(nodes, weights);
    }
}
