package org.plumbline.sampling;

import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.sampling.LeastSquaresCritic.Features;

/**
 * The Q-function by temporal differences: K sweeps of the expected TD(0) update over the batch,
 * \[ \theta \leftarrow \theta + \alpha\,\frac1M\sum \psi(z)\bigl(c(z) + \gamma\,E_{u'}\psi(x',u')^\top\theta -
 *    \psi(z)^\top\theta\bigr), \]
 * M transitions, from θ = 0, in features that are scaled to unit mean square. With the matrix \(\tilde A\) of the scaled system
 * the distance to the solution of {@link LeastSquaresCritic} after K sweeps is \((I - \alpha\tilde A)^K\) times the first one:
 * the bias of a critic that has not converged, besides O(1/n).
 *
 * <p>Sweeps converge exactly if \(\rho(I - \alpha\tilde A) \lt 1\), which holds for small α exactly if every eigenvalue of
 * \(\tilde A\) has a positive real part. That is so where transitions are distributed as under the stationary law of the policy
 * (Tsitsiklis, Van Roy, IEEE Transactions on Automatic Control 42, 1997, recalled), and in a finite process with a feature for
 * every pair whatever their law, as \(\tilde A\) is then similar to \(I - \gamma\hat P\Pi\), and there for all
 * \(\alpha \le 1\). It need not be so for short trajectories from a law of starts. Where sweeps do not converge on the data,
 * the data do not determine a gradient, and it is NaN, however few sweeps are made. In a task that ends after H steps they
 * converge for small α in expectation ({@link EpisodicCritic}).
 *
 * <p>Source: Sutton, "Learning to predict by the methods of temporal differences", Machine Learning 3, 1988 (recalled), with
 * the mean over the batch in place of single transitions.
 *
 * @param step α, positive; 0.1 is small enough in most problems where any is
 * @param sweeps K, at least 1
 * @param features what \(\hat Q\) is made of
 */
public record TemporalDifferenceCritic(double step, int sweeps, Features features) implements QFunctionEstimator {
    /** Checks the ranges. */
    public TemporalDifferenceCritic {
        if (!(step > 0 && step < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "The critic's step (" + step + ") must be positive and finite. Maybe use 0.1.");
        }
        if (sweeps < 1) {
            throw new IllegalArgumentException(
                    "The critic's sweeps (" + sweeps + ") must be at least 1. Maybe use 100.");
        }
    }

    /**
     * With all features.
     *
     * @param step α, positive
     * @param sweeps K, at least 1
     */
    public TemporalDifferenceCritic(double step, int sweeps) {
        this(step, sweeps, Features.COMPLETE);
    }

    @Override
    public Estimation begin(LinearGaussianPolicy policy, double discount) {
        return new FittedCritic(policy, discount, 0, data -> data.iterate(features, step, sweeps));
    }

    @Override
    public TabularEstimation begin(SoftmaxPolicy policy, int states, int actions, double discount) {
        return new TabularCritic(policy, states, actions, discount, features, 0, system -> system.swept(step, sweeps));
    }

    @Override
    public int advantages(Episodes episodes, double[][] returns) {
        new EpisodicCritic(episodes, features).advantages(system -> system.swept(step, sweeps), returns);
        return 0;
    }
}
