package org.plumbline.sampling;

import java.util.Optional;
import java.util.function.Function;
import org.plumbline.oracle.EnvironmentOracle;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.Oracles;
import org.plumbline.oracle.SecondOrderOracle;

/** Makes gradient oracles of an environment, known costs and a horizon. */
public final class PolicyGradients {
    private PolicyGradients() {}

    /**
     * Oracles whose gradients come from trajectories of the policy \(u = -Kx + s\xi\), λ being K row by row:
     * \[ \hat\nabla_K = \frac1n \sum \gamma^t\, \nabla_K\log\pi(u_t \mid x_t)\,\bigl(\hat Q(x_t,u_t) - \hat V(x_t)\bigr),
     *    \qquad \hat\partial_{\varphi_i} g = \frac1n \sum \gamma^t\, x_t^\top \frac{\partial Q}{\partial\varphi_i} x_t, \]
     * over t from 0 to H − 1, with \(\hat Q\) from the same trajectories by a {@link QFunctionEstimator} (policy-gradient
     * theorem: Sutton, McAllester, Singh, Mansour, NeurIPS 1999, Theorem 1). The bias is that of the horizon and of the
     * estimator; with {@link LeastSquaresCritic} on all quadratic features and \(\hat V = E_u \hat Q\) as baseline the latter
     * is O(1/n).
     *
     * <p>The cost does not influence the trajectories, so lower and upper gradients at one (batch, λ), at any \(\varphi\),
     * share one simulation and one charge: n trajectories, nH transitions and the linear solves of the estimator. This holds
     * for the last four (batch, λ); an earlier one is simulated, and charged, again.
     *
     * <p>A gradient in the gain is NaN where the data do not determine \(\hat Q\). All answers are not finite where a state
     * overflows, and NaN where an estimator that could see the policy stabilise ({@link LstdQ.Fit#showsStability}) does not.
     *
     * @param environments the environment that charges a given ledger
     * @param costs the known costs
     * @param discount γ, in (0, 1)
     * @param exploration s, positive
     * @param horizon H, at least 1
     * @param estimator how the gradient in the gain is read off the trajectories
     * @return the oracles; none of second order
     */
    public static Oracles oracles(
            Function<Ledger, EnvironmentOracle> environments,
            KnownCosts costs,
            double discount,
            double exploration,
            int horizon,
            QFunctionEstimator estimator) {
        if (!(discount > 0 && discount < 1)) {
            throw new IllegalArgumentException("The discount (" + discount + ") must lie in (0, 1).");
        }
        if (!(exploration > 0)) {
            throw new IllegalArgumentException("The exploration (" + exploration
                    + ") must be positive, or a policy has no score. Maybe use exact gradients.");
        }
        if (horizon < 1) {
            throw new IllegalArgumentException("The horizon (" + horizon + ") must be at least 1.");
        }
        return new Oracles() {
            @Override
            public FirstOrderOracle firstOrder(Ledger ledger) {
                return new PolicyGradientOracle(
                        environments.apply(ledger), costs, discount, exploration, horizon, estimator, ledger);
            }

            @Override
            public Optional<SecondOrderOracle> secondOrder(Ledger ledger) {
                return Optional.empty();
            }
        };
    }
}
