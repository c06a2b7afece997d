package org.plumbline.sampling;

import java.util.Optional;
import java.util.function.Function;
import org.plumbline.oracle.DecisionEnvironment;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.Oracles;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.oracle.SoftmaxPolicy;

/**
 * Gradients from trajectories of an entropy-regularised agent with a softmax policy in a finite process:
 * \[ \hat\nabla_\lambda g = -\frac1n\sum\sum_{t\lt H}\gamma^t\,\nabla_\lambda\log\pi(a_t|s_t)\,
 *    \bigl(\hat Q(s_t,a_t) - \hat V(s_t)\bigr), \qquad
 *    \hat\partial_{\varphi_i}g = -\frac1n\sum\sum_{t\lt H}\gamma^t\,\partial_i r_\varphi(s_t,a_t), \]
 * \(\hat Q\) and \(\hat V\) being values of the reward \(r_\varphi - \tau\log\pi\), whose own derivative in λ has mean zero
 * under π (policy-gradient theorem: Sutton, McAllester, Singh, Mansour, NeurIPS 1999, Theorem 1). The bias is that of the
 * horizon, of order \(\gamma^H\), and of the estimator.
 *
 * <p>Lower and upper gradients at one (batch, λ) share the trajectories and one charge, at any \(\varphi\) and also if
 * other points are asked for in between, as long as it is one of the last four. \(\hat Q\) is fitted, and its solves are
 * charged, when it is first needed; where the data do not determine it, what depends on it is NaN and the rest is not.
 *
 * <p>Products with second derivatives of g come from the same trajectories by scores, without a critic; their variance is that
 * of returns times squared scores.
 *
 * @param rewards what is known of the agent
 * @param upper how gradients of f are read off
 * @param horizon H, at least 1
 * @param estimator how \(\hat Q - \hat V\) is read off
 * @param sharing what a batch has in common at several policies
 */
public record SoftPolicyGradients(
        KnownRewards rewards, UpperEstimator upper, int horizon, QFunctionEstimator estimator, PathSharing sharing) {
    /** Checks the range. */
    public SoftPolicyGradients {
        if (horizon < 1) {
            throw new IllegalArgumentException("The horizon (" + horizon + ") must be at least 1.");
        }
    }

    /**
     * The oracles.
     *
     * @param environments the environment that charges a given ledger
     * @return oracles of first and second order
     */
    public Oracles oracles(Function<Ledger, DecisionEnvironment> environments) {
        return new Oracles() {
            @Override
            public FirstOrderOracle firstOrder(Ledger ledger) {
                return new SoftPolicyGradientOracle(environments.apply(ledger), SoftPolicyGradients.this, ledger);
            }

            @Override
            public Optional<SecondOrderOracle> secondOrder(Ledger ledger) {
                return Optional.of(new SoftPolicyProductOracle(
                        new SoftPolicyGradientOracle(environments.apply(ledger), SoftPolicyGradients.this, ledger),
                        SoftPolicyGradients.this));
            }
        };
    }

    /** \(r_\varphi - \tau\log\pi\) at every pair. */
    double[] regularised(double[] phi, SoftmaxPolicy policy) {
        double[] reward = rewards.agent(phi);
        for (int pair = 0; pair < reward.length; pair++) {
            reward[pair] -= rewards.temperature() * policy.log(pair);
        }
        return reward;
    }
}
