package org.plumbline.theory.claim.outer;

import org.plumbline.numeric.Vectors;
import org.plumbline.problem.BilevelProblem;

/**
 * The outer loop with exact gradients, \(\varphi_{t+1} = \varphi_t - \eta\nabla\Phi_\sigma(\varphi_t)\), without projection.
 */
final class ProxyDescent {
    private final BilevelProblem problem;
    private final double sigma;
    private final double step;
    private final double first;
    private double[] phi;
    private double sum;
    private int steps;
    private int outside;

    /**
     * A descent at its beginning.
     *
     * @param problem the instance, at whose start it begins
     * @param sigma σ
     * @param step η
     */
    ProxyDescent(BilevelProblem problem, double sigma, double step) {
        this.problem = problem;
        this.sigma = sigma;
        this.step = step;
        this.phi = problem.start().phi();
        this.first = problem.truth().penaltyObjective(phi, sigma);
    }

    void step() {
        double[] gradient = problem.truth().penaltyHypergradient(phi, sigma);
        sum += Vectors.squaredNorm(gradient);
        Vectors.add(-step, gradient, phi);
        steps++;
        outside += isInside() ? 0 : 1;
    }

    private boolean isInside() {
        double[] low = problem.box().lower();
        double[] high = problem.box().upper();
        for (int i = 0; i < phi.length; i++) {
            // The start is a corner of the box, from which a first step may leave by rounding.
            double room = 1e-9 * (high[i] - low[i]);
            if (!(phi[i] >= low[i] - room && phi[i] <= high[i] + room)) {
                return false;
            }
        }
        return true;
    }

    double[] phi() {
        return phi.clone();
    }

    int steps() {
        return steps;
    }

    /** How many iterates lay outside of the box. */
    int outside() {
        return outside;
    }

    /** \(\frac1T\sum_{t\lt T}\|\nabla\Phi_\sigma(\varphi_t)\|^2\), infinite where a run has diverged. */
    double average() {
        return Double.isFinite(sum) ? sum / steps : Double.POSITIVE_INFINITY;
    }

    /** \(2(\Phi_\sigma(\varphi_0) - \Phi_\sigma(\varphi_T))/(\eta T)\): at most the theorem's bound, as \(\Phi_\sigma(\varphi_T) \ge \inf\Phi_\sigma\). */
    double bound() {
        return 2 * (first - problem.truth().penaltyObjective(phi, sigma)) / (step * steps);
    }
}
