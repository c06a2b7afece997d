package org.plumbline.sampling;

/**
 * The Q-function by least-squares temporal differences ({@link LstdQ}), one linear system a batch. With all quadratic features
 * there is no approximation error for a linear-quadratic problem, and a bias of O(1/n). With squares alone,
 * \(\hat Q = \sum_i \theta_i z_i^2 + \theta_0\), the part of Q that couples state and action is missing: a bias that neither
 * samples nor horizon reduce.
 *
 * @param features what \(\hat Q\) is made of
 */
public record LeastSquaresCritic(Features features) implements QFunctionEstimator {
    /** Sets of features of \(z = (x, u)\). */
    public enum Features {
        /** All products \(z_iz_j\), and 1. */
        QUADRATIC,
        /** The squares \(z_i^2\), and 1: deliberately poor. */
        SQUARES
    }

    @Override
    public Estimation begin(LinearGaussianPolicy policy, double discount) {
        return new FittedCritic(policy, discount, 1, data -> data.solve(features));
    }
}
