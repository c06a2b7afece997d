package org.plumbline.algorithm.rl;

import com.google.auto.service.AutoService;
import java.util.List;
import org.plumbline.algorithm.AlgorithmCard;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Law;
import org.plumbline.algorithm.Parameter;
import org.plumbline.algorithm.Positive;
import org.plumbline.algorithm.Rate;
import org.plumbline.algorithm.Requirement;
import org.plumbline.algorithm.Role;
import org.plumbline.algorithm.Stepper;
import org.plumbline.algorithm.TabularAlgorithm;
import org.plumbline.algorithm.TheoremSchedule;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.Start;
import org.plumbline.oracle.TabularOracle;
import org.plumbline.random.RandomStream;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;

/**
 * HPGD, hyper policy gradient descent: the hypergradient of an entropy-regularised agent from Monte-Carlo returns.
 *
 * <p><strong>Problem.</strong> \(\min_\varphi f(\varphi,\pi^*_\varphi)\), \(\pi^*_\varphi\) the best policy of an agent with
 * the reward \(r_\varphi\) and the temperature \(\tau\) in a finite process; λ are its logits.
 *
 * <p><strong>Assumptions.</strong> A simulator that can be set to any pair; the follower's policy within \(\delta\) of
 * \(\pi^*\), whoever computes it; rewards with bounded, Lipschitz derivatives.
 *
 * <p><strong>Algorithm.</strong> With \(\hat A_i\) the advantages of \(\partial_i r_\varphi\), from m rollouts of H steps from
 * every pair,
 * \[ \begin{gathered}
 *   \lambda \leftarrow \lambda - \tau_\lambda\,\hat g_\lambda(\varphi_t,\lambda) \qquad (K \text{ times}), \\
 *   \varphi_{t+1,i} = \varphi_{t,i} - \eta\Bigl(\hat f_{\varphi_i}
 *     + \frac1\tau\sum_{s,a}\hat f_\lambda(s,a)\,\hat A_i(s,a)\Bigr).
 * \end{gathered} \]
 * The source writes the sum as \(E\sum_t\gamma^t\,\partial_iA^*\,A_0\) for a designer with rewards and draws the pairs from
 * trajectories. Here \(f_\lambda\) comes from the oracle, so that any upper loss will do, and every pair is a start, which
 * has the same mean. The source leaves the follower open; these are policy-gradient steps.
 *
 * <p><strong>Cost</strong> of an outer iteration: \(nK\) lower and n upper gradients, \(mSA\) trajectories of H steps.
 *
 * <p><strong>Guarantee</strong> (rate): \(\mathbb E\|\nabla\Phi\|^2 = O(T^{-1/2}) + O(\delta)\) after T outer iterations, hence
 * \(\epsilon^{-2}\) of them in squared units and \(\epsilon'^{-4}\) in norm units. The source states no samples.
 *
 * <p><strong>Schedule</strong> (squared units, derived): \(T = \Theta(\epsilon^{-2})\) with m constant takes
 * \(\eta = \Theta(\epsilon)\), so that the noise is averaged by the step. An inner error δ biases the direction by \(O(\delta)\),
 * which enters \(\mathbb E\|\nabla\Phi\|^2\) in square (biased descent); with the floor \(\delta^2 = O(1/n)\) of K steps,
 * \(n = \Theta(1/\epsilon)\), \(K = \Theta(\ln(1/\epsilon))\), \(H = \Theta(\ln(1/\epsilon))\). Together
 * \(N = \tilde\Theta(\epsilon^{-3})\).
 *
 * <p><strong>Reference.</strong> Thoma, Pásztor, Krause, Ramponi, Hu, NeurIPS 2024 (arXiv 2406.01575): the hypergradient was
 * read, the rate is known from a summary.
 *
 * @param batch n, samples per gradient of g and f, at least 1
 * @param innerSteps K, at least 1
 * @param rollouts m, trajectories from each pair, at least 1
 * @param horizon H, at least 1
 * @param lowerStep \(\tau_\lambda\), positive
 * @param outerStep \(\eta\), positive
 */
public record HyperPolicyGradient(
        long batch, int innerSteps, int rollouts, int horizon, double lowerStep, double outerStep)
        implements TabularAlgorithm {
    private static final String NAME = "hpgd";

    /** Checks the ranges. */
    public HyperPolicyGradient {
        Positive.require("batch", batch);
        Positive.require("innerSteps", innerSteps);
        Positive.require("rollouts", rollouts);
        Positive.require("horizon", horizon);
        Positive.require("lowerStep", lowerStep);
        Positive.require("outerStep", outerStep);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Stepper start(TabularOracle oracle, Start start, RandomStream stream) {
        return new PolicyHypergradient(
                new PolicyHypergradient.Settings(batch, innerSteps, lowerStep, outerStep),
                new RolloutReturns(rollouts, horizon),
                oracle,
                start,
                stream);
    }

    /** Registers the method. */
    @AutoService(AlgorithmSpec.class)
    public static final class Spec implements AlgorithmSpec {
        private static final String WORK = "Thoma, Pásztor, Krause, Ramponi, Hu, NeurIPS 2024, arXiv 2406.01575";

        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    NAME,
                    "hyper policy gradient descent: advantages of the reward's derivative by Monte-Carlo rollouts",
                    List.of(
                            Parameter.required("batch", "samples per gradient of g and f n", "≥ 1"),
                            Parameter.required("innerSteps", "policy-gradient steps of the follower K", "≥ 1"),
                            Parameter.required("rollouts", "trajectories from each state-action pair m", "≥ 1"),
                            Parameter.required("horizon", "steps of a trajectory H", "≥ 1"),
                            Parameter.required("lowerStep", "inner step size τ", "> 0, < 2/L"),
                            Parameter.required("outerStep", "outer step size η", "> 0")),
                    AlgorithmCard.TRAJECTORIES + "; a simulator that can be set to any pair",
                    Requirement.of(LowerLevel.PL),
                    new Rate(
                            2,
                            Rate.Criterion.SQUARED_NORM,
                            Rate.Regime.STOCHASTIC,
                            new Citation(WORK, "stated O(1/√T), which counts outer iterations", Provenance.INFERRED)),
                    new TheoremSchedule(
                            List.of(
                                    Law.power("batch", "cN", Role.BATCH, -1),
                                    Law.logarithm("innerSteps", "cK"),
                                    Law.constant("rollouts", Role.BATCH),
                                    Law.logarithm("horizon", "cH"),
                                    Law.constant("lowerStep", Role.LOWER_STEP),
                                    Law.power("outerStep", "cEta", Role.OUTER_STEP, 1),
                                    Law.iterations(-2)),
                            3,
                            "the source counts outer iterations and leaves the follower open; batches n ∝ 1/ε for its"
                                    + " policy gradients are derived",
                            new Citation("Plumbline, HyperPolicyGradient", "Schedule", Provenance.DERIVED)),
                    new Citation(WORK, "hypergradient, HPGD", Provenance.READ));
        }

        @Override
        public Class<HyperPolicyGradient> type() {
            return HyperPolicyGradient.class;
        }
    }
}
