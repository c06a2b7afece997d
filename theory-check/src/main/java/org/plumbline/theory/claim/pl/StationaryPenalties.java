package org.plumbline.theory.claim.pl;

import java.util.Arrays;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;

/**
 * Which σ have more than one stationary point of \(g + \sigma f\), for separable lower levels. A point y of coordinate j between
 * \(\lambda^*_j\) and \(e_j\) is stationary for exactly one penalty,
 * \[ S(y) = -\frac{\partial_jg(\varphi, y)}{\partial_jf(\varphi, y)}, \]
 * which runs from 0 at \(\lambda^*_j\) to ∞ at \(e_j\); outside both derivatives have one sign. So σ has several
 * stationary points iff S takes the value σ more than once, that is iff S comes down through it after a local maximum: these
 * σ are a union of intervals \([\text{local minimum}, \text{earlier maximum}]\). PL fails in their interior, as a separable
 * sum with two stationary values in one coordinate has a stationary point that is not a global minimiser.
 *
 * <p>The grid has as many points whatever the distance, as no more than {@code REACH} of it is looked at.
 *
 * <p>Nothing here uses the family's own certificates; derivatives come from its functions, on a grid of y.
 *
 * @param problem a separable lower level with the shared upper loss
 * @param points of the grid of y
 */
record StationaryPenalties(BilevelProblem problem, int points) {
    /**
     * How far from the lower solution is looked. The derivative of the loss grows with the distance, so that further waves have
     * their local minima of S higher up, and the first window is not among them.
     */
    private static final double REACH = 200;

    /**
     * An interval of penalties.
     *
     * @param lower the least σ with several stationary points, +∞ if there is none
     * @param upper the end of the interval of such σ that begins there
     */
    record Window(double lower, double upper) {
        static final Window NONE = new Window(Double.POSITIVE_INFINITY, Double.NaN);
    }

    /** The first window of all coordinates at one φ. */
    Window first(double[] phi) {
        double[][] penalties = penalties(phi);
        Window first = Window.NONE;
        for (double[] coordinate : penalties) {
            Window window = along(coordinate);
            if (window.lower < first.lower) {
                first = window;
            }
        }
        return first;
    }

    /** Of one coordinate, from its penalties at rising distances from the lower solution. */
    static Window along(double[] penalties) {
        double largest = Double.NEGATIVE_INFINITY;
        Window first = Window.NONE;
        for (double penalty : penalties) {
            if (penalty < largest && penalty < first.lower) {
                first = new Window(penalty, largest);
            }
            largest = Math.max(largest, penalty);
        }
        return first;
    }

    /** S on the grid: one row a coordinate, from the lower solution towards the target. */
    double[][] penalties(double[] phi) {
        BilevelFunctions functions = problem.truth().functions();
        double[] solution = problem.truth().lowerSolution(phi);
        double[] target = target(phi, solution.length);
        double[] unused = new double[phi.length];
        double[] lower = new double[solution.length];
        double[] upper = new double[solution.length];
        double[] at = new double[solution.length];
        double[][] penalties = new double[solution.length][points];
        for (int k = 0; k < points; k++) {
            double share = (k + 0.5) / points;
            for (int j = 0; j < at.length; j++) {
                double way = target[j] - solution[j];
                at[j] = solution[j] + share * Math.copySign(Math.min(Math.abs(way), REACH), way);
            }
            functions.lowerGradient(phi, at, unused, lower);
            functions.upperGradient(phi, at, unused, upper);
            for (int j = 0; j < at.length; j++) {
                penalties[j][k] = -lower[j] / upper[j];
            }
        }
        return penalties;
    }

    /** Where the gradient of f in λ vanishes, from its values at 0 and at 1, between which it is affine. */
    private double[] target(double[] phi, int d) {
        BilevelFunctions functions = problem.truth().functions();
        double[] at = new double[d];
        double[] zero = new double[d];
        double[] one = new double[d];
        functions.upperGradient(phi, at, new double[phi.length], zero);
        Arrays.fill(at, 1);
        functions.upperGradient(phi, at, new double[phi.length], one);
        for (int j = 0; j < d; j++) {
            at[j] = -zero[j] / (one[j] - zero[j]);
        }
        return at;
    }
}
