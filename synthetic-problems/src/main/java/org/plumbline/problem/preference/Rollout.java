package org.plumbline.problem.preference;

import java.util.Arrays;
import org.plumbline.numeric.RowMajor;
import org.plumbline.problem.lqr.LqrSystem;

/**
 * One trajectory of a regulator at a time, as a function of the gain for fixed noise: \(x_{t+1} = Ax_t + Bu_t + w_t\),
 * \(u_t = -Kx_t + s\xi_t\), its moments \(X = \sum_{t\lt H} x_tx_t^\top\) and \(U = \sum_{t\lt H} u_tu_t^\top\), and the
 * derivative of a cost \(\langle Q, X\rangle + \langle R, U\rangle\) in K by the backward pass
 * \[ q_t = 2Ru_t + B^\top p_{t+1}, \qquad p_t = 2Qx_t + A^\top p_{t+1} - K^\top q_t, \qquad p_H = 0, \qquad
 *    \nabla_K = -\sum_t q_t x_t^\top. \]
 * Reuses its arrays: for one thread.
 */
final class Rollout {
    private final NoiseSample sample;
    private final int n;
    private final int m;
    private final double[] a;
    private final double[] b;
    private final double[][] x;
    private final double[][] u;
    private final double[] costate;
    private final double[] next;
    private final double[] pull;
    private double[] gain = new double[0];

    Rollout(LqrSystem system, NoiseSample sample) {
        this.sample = sample;
        this.n = system.states();
        this.m = system.inputs();
        this.a = RowMajor.of(system.a().getData());
        this.b = RowMajor.of(system.b().getData());
        this.x = new double[sample.horizon()][n];
        this.u = new double[sample.horizon()][m];
        this.costate = new double[n];
        this.next = new double[n];
        this.pull = new double[m];
    }

    /** Simulates a trajectory of the sample under a gain, row by row. */
    void simulate(int trajectory, double[] lambda) {
        gain = lambda;
        for (int t = 0; t < x.length; t++) {
            for (int i = 0; i < n; i++) {
                double sum = sample.state(trajectory, t, i);
                if (t > 0) {
                    sum += dot(a, i, x[t - 1]) + dot(b, i, u[t - 1]);
                }
                x[t][i] = sum;
            }
            for (int i = 0; i < m; i++) {
                u[t][i] = sample.input(trajectory, t, i) - dot(gain, i, x[t]);
            }
        }
    }

    private static double dot(double[] matrix, int row, double[] vector) {
        double sum = 0;
        for (int j = 0; j < vector.length; j++) {
            sum += matrix[row * vector.length + j] * vector[j];
        }
        return sum;
    }

    /** Adds sign times the entries of X, then of U, row by row. */
    void addMoments(double sign, double[] moments) {
        for (int t = 0; t < x.length; t++) {
            addSquare(sign, x[t], moments, 0);
            addSquare(sign, u[t], moments, n * n);
        }
    }

    private static void addSquare(double sign, double[] vector, double[] out, int offset) {
        int at = offset;
        for (double left : vector) {
            for (double right : vector) {
                out[at++] += sign * left * right;
            }
        }
    }

    /** Adds factor times the derivative in K of the cost whose symmetric weights are given as the moments are. */
    void addGradient(double factor, double[] weights, double[] gradient) {
        Arrays.fill(costate, 0);
        for (int t = x.length - 1; t >= 0; t--) {
            for (int i = 0; i < m; i++) {
                double sum = 0;
                for (int j = 0; j < m; j++) {
                    sum += 2 * weights[n * n + i * m + j] * u[t][j];
                }
                for (int j = 0; j < n; j++) {
                    sum += b[j * m + i] * costate[j];
                }
                pull[i] = sum;
                for (int j = 0; j < n; j++) {
                    gradient[i * n + j] -= factor * sum * x[t][j];
                }
            }
            for (int i = 0; i < n; i++) {
                double sum = 2 * dot(weights, i, x[t]);
                for (int j = 0; j < n; j++) {
                    sum += a[j * n + i] * costate[j];
                }
                for (int j = 0; j < m; j++) {
                    sum -= gain[j * n + i] * pull[j];
                }
                next[i] = sum;
            }
            System.arraycopy(next, 0, costate, 0, n);
        }
    }
}
