package org.plumbline.sampling;

/**
 * A quadratic estimate of a Q-function, \(\hat Q(x,u) = z^\top \Theta z + \theta_0\) with \(z = (x, u)\). NaN
 * everywhere where the data did not determine it.
 *
 * @param matrix Θ, (n+m) × (n+m), row by row, symmetric
 * @param constant \(\theta_0\)
 */
public record FittedQ(double[] matrix, double constant) {
    /** Copies the matrix. */
    public FittedQ {
        matrix = matrix.clone();
    }

    @Override
    public double[] matrix() {
        return matrix.clone();
    }

    /**
     * The matrix of the state value under the policy, \(\hat V(x) = E_u \hat Q(x,u) = x^\top T^\top \Theta T x\) + a
     * constant, with \(T = [I; -K]\).
     *
     * @param policy the policy
     * @return \(T^\top \Theta T\)
     */
    double[][] stateValue(LinearGaussianPolicy policy) {
        int n = policy.states();
        int k = n + policy.inputs();
        double[][] value = new double[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                for (int i = 0; i < k; i++) {
                    for (int j = 0; j < k; j++) {
                        value[a][b] += policy.meanStateAction(i, a) * matrix[i * k + j] * policy.meanStateAction(j, b);
                    }
                }
            }
        }
        return value;
    }

    /** \(N = \Theta_{ux} - \Theta_{uu} K\), row by row: the linear part of \(\hat Q - \hat V\) is \(2s\,\xi^\top N x\). */
    double[] linearAdvantage(LinearGaussianPolicy policy) {
        int n = policy.states();
        int m = policy.inputs();
        int k = n + m;
        double[] advantage = new double[m * n];
        for (int c = 0; c < m; c++) {
            for (int b = 0; b < n; b++) {
                double sum = matrix[(n + c) * k + b];
                for (int e = 0; e < m; e++) {
                    sum -= matrix[(n + c) * k + n + e] * policy.gain(e, b);
                }
                advantage[c * n + b] = sum;
            }
        }
        return advantage;
    }

    /** Entry (c, e) of \(\Theta_{uu}\). */
    double inputCurvature(LinearGaussianPolicy policy, int c, int e) {
        int n = policy.states();
        return matrix[(n + c) * (n + policy.inputs()) + n + e];
    }
}
