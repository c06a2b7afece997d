package org.plumbline.problem.lqr;

import java.util.Arrays;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.Symmetric;
import org.plumbline.random.RandomStream;
import org.plumbline.sampling.QuadraticCost;

/**
 * The policy gradient of a temporal-difference critic in the features \(z_i^2\) and 1, by simulation of a regulator and with
 * none of the classes that estimate: transitions with drawn next actions, and a loop of sweeps
 * \(\theta_i \leftarrow \theta_i + \alpha\sum\psi_i\delta/\sum\psi_i^2\), which are those in features of unit mean square.
 */
final class SquaresBySimulation {
    private final LqrSystem system;
    private final QuadraticCost cost;
    private final RealMatrix gain;
    private final RealMatrix startRoot;
    private final RealMatrix noiseRoot;

    SquaresBySimulation(LqrRewardDesignProblem problem, double[] phi, double[] lambda) {
        this.system = problem.system();
        this.cost = problem.costs().agent(phi);
        this.gain = ClosedLoop.matrix(lambda, system.inputs(), system.states());
        this.startRoot = Symmetric.squareRoot(system.initial());
        this.noiseRoot = Symmetric.squareRoot(system.noise());
    }

    double[] gradient(int trajectories, int horizon, double step, int sweeps, RandomStream random) {
        int n = system.states();
        int size = n + system.inputs() + 1;
        double[][] differences = new double[size][size];
        double[] side = new double[size];
        double[] squares = new double[size];
        double[][] visits = new double[n][n];
        for (int i = 0; i < trajectories; i++) {
            double[] x = startRoot.operate(signs(random));
            double[] u = action(x, random);
            for (int t = 0; t < horizon; t++) {
                double[] next = next(x, u, random);
                double[] after = action(next, random);
                double[] psi = features(x, u);
                double[] psiAfter = features(next, after);
                double paid = form(cost.state(), x) + form(cost.action(), u);
                for (int a = 0; a < size; a++) {
                    side[a] += psi[a] * paid;
                    squares[a] += psi[a] * psi[a];
                    for (int b = 0; b < size; b++) {
                        differences[a][b] += psi[a] * (psi[b] - system.gamma() * psiAfter[b]);
                    }
                }
                for (int a = 0; a < n; a++) {
                    for (int b = 0; b < n; b++) {
                        visits[a][b] += Math.pow(system.gamma(), t) * x[a] * x[b] / trajectories;
                    }
                }
                x = next;
                u = after;
            }
        }
        return read(sweep(differences, side, squares, step, sweeps), visits);
    }

    private static double[] sweep(double[][] differences, double[] side, double[] squares, double step, int sweeps) {
        double[] theta = new double[side.length];
        for (int sweep = 0; sweep < sweeps; sweep++) {
            double[] before = theta.clone();
            for (int a = 0; a < theta.length; a++) {
                double delta = side[a];
                for (int b = 0; b < theta.length; b++) {
                    delta -= differences[a][b] * before[b];
                }
                theta[a] += step * delta / squares[a];
            }
        }
        return theta;
    }

    /** \(2\,\mathrm{diag}(\theta_u)K\sum\gamma^tX_t\): nothing couples state and action. */
    private double[] read(double[] theta, double[][] visits) {
        int n = system.states();
        double[] gradient = new double[system.inputs() * n];
        for (int row = 0; row < system.inputs(); row++) {
            for (int column = 0; column < n; column++) {
                for (int k = 0; k < n; k++) {
                    gradient[row * n + column] += 2 * theta[n + row] * gain.getEntry(row, k) * visits[k][column];
                }
            }
        }
        return gradient;
    }

    private double[] signs(RandomStream random) {
        double[] signs = new double[system.states()];
        Arrays.setAll(signs, i -> random.uniform(0, 1) < 0.5 ? -1 : 1);
        return signs;
    }

    private double[] action(double[] x, RandomStream random) {
        double[] u = gain.operate(x);
        Arrays.setAll(u, i -> system.exploration() * random.gaussian() - u[i]);
        return u;
    }

    private double[] next(double[] x, double[] u, RandomStream random) {
        double[] free = system.a().operate(x);
        double[] forced = system.b().operate(u);
        double[] white = new double[x.length];
        Arrays.setAll(white, i -> random.gaussian());
        double[] noise = noiseRoot.operate(white);
        Arrays.setAll(free, i -> free[i] + forced[i] + noise[i]);
        return free;
    }

    private static double[] features(double[] x, double[] u) {
        double[] psi = new double[x.length + u.length + 1];
        Arrays.setAll(
                psi, i -> i < x.length ? x[i] * x[i] : i < x.length + u.length ? u[i - x.length] * u[i - x.length] : 1);
        return psi;
    }

    private static double form(RealMatrix matrix, double[] x) {
        double sum = 0;
        double[] image = matrix.operate(x);
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * image[i];
        }
        return sum;
    }
}
