package org.plumbline.algorithm.rl;

import com.google.auto.service.AutoService;
import java.util.List;
import org.plumbline.algorithm.AlgorithmCard;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Gradient;
import org.plumbline.algorithm.Law;
import org.plumbline.algorithm.Parameter;
import org.plumbline.algorithm.Positive;
import org.plumbline.algorithm.Rate;
import org.plumbline.algorithm.Requirement;
import org.plumbline.algorithm.Role;
import org.plumbline.algorithm.Stepper;
import org.plumbline.algorithm.TabularAlgorithm;
import org.plumbline.algorithm.TheoremSchedule;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.oracle.Start;
import org.plumbline.oracle.TabularOracle;
import org.plumbline.random.RandomStream;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;

/**
 * PBRL with the value penalty: descent on \(f + m(g - g^*)\) in \(\varphi\) and the policy at once, the best response
 * tracked by policy mirror descent.
 *
 * <p><strong>Problem.</strong> \(\min f(\varphi,\lambda)\) over \(\lambda \in \arg\min g(\varphi,\cdot)\), λ the logits of an
 * agent with the temperature \(\tau\), through \(\min_{\varphi,\lambda} F_m\), \(F_m = f + m(g - g^*)\), \(m = 1/\sigma\).
 * The source projects \(\varphi\) onto a set; here it is the whole space. It is the method of
 * {@link org.plumbline.algorithm.penalty.ValuePenalty} with a best response that uses what an agent is.
 *
 * <p><strong>Assumptions.</strong> g PL on the policies that occur; smooth rewards; exact gradients in the source.
 *
 * <p><strong>Algorithm.</strong> Outer iteration t, with ω, the logits of the best response, going on from the last one. A
 * mirror step with the Kullback–Leibler divergence adds advantages to logits; \(\hat A\) is the advantage of the reward
 * \(r_\varphi - \tau\log\pi_\omega\), by temporal differences on n trajectories:
 * \[ \begin{gathered}
 *   \omega \leftarrow \omega + \frac\theta\tau\,\hat A_\omega(\varphi_t), \qquad K \text{ times}, \\
 *   \varphi_{t+1} = \varphi_t - \alpha\bigl(\hat f_\varphi(\varphi_t,\lambda_t)
 *      + m[\hat g_\varphi(\varphi_t,\lambda_t) - \hat g_\varphi(\varphi_t,\omega)]\bigr), \\
 *   \lambda_{t+1} = \lambda_t - \alpha\bigl(\hat f_\lambda + m\,\hat g_\lambda\bigr)(\varphi_t,\lambda_t), \qquad \alpha = \tau'/m.
 * \end{gathered} \]
 * With \(\theta = 1\) a mirror step is soft policy iteration; the gap of ω contracts by \(1-\theta(1-\gamma)\) or better.
 *
 * <p><strong>Cost</strong> of an outer iteration: \(nK\) trajectories of H steps, K linear solves, 2n lower and n upper
 * gradients.
 *
 * <p><strong>Guarantee</strong> (rate, deterministic): \(\|\nabla F_m\|^2 \le \epsilon\) (stationarity of the penalty problem in
 * both variables) after \(\tilde O(m\epsilon^{-1})\) iterations, which is \(\epsilon^{-3/2}\) for \(m = \epsilon^{-1/2}\);
 * \(\epsilon'^{-3}\) in norm units.
 *
 * <p><strong>Schedule</strong> (squared units, derived): as for {@code ValuePenalty}. \(m = \Theta(\epsilon^{-1/2})\) makes the
 * squared bias \(\|\nabla\Phi_\sigma-\nabla\Phi\|^2 = O(m^{-2})\) of order ε, \(T = \Theta(m/\epsilon)\),
 * \(K, H = \Theta(\ln(1/\epsilon))\), and \(n = \Theta(\epsilon^{-2})\) makes the variance \(O(m^2/n)\) of order ε:
 * \(N = \tilde\Theta(\epsilon^{-7/2})\).
 *
 * <p><strong>Without noise</strong> it converges to \(\nabla\Phi_\sigma = 0\), if λ minimises \(g + \sigma f\).
 *
 * <p><strong>Reference.</strong> Shen, Yang, Chen, ICML 2024 and JMLR 26(114), 2025 (arXiv 2402.06886), recalled; the estimator
 * of \(\hat A\) is ours.
 *
 * @param multiplier m, positive
 * @param batch n, samples per estimate, at least 1
 * @param innerSteps K, mirror steps of the best response, at least 1
 * @param horizon H, at least 1
 * @param mirrorStep \(\theta\), in (0, 1]
 * @param penalisedStep \(\tau' = \alpha m\), positive
 */
public record MirrorPenalty(
        double multiplier, long batch, int innerSteps, int horizon, double mirrorStep, double penalisedStep)
        implements TabularAlgorithm {
    private static final String NAME = "pbrl";

    /** Checks the ranges. */
    public MirrorPenalty {
        Positive.require("multiplier", multiplier);
        Positive.require("batch", batch);
        Positive.require("innerSteps", innerSteps);
        Positive.require("horizon", horizon);
        Positive.require("mirrorStep", mirrorStep);
        if (mirrorStep > 1) {
            throw new IllegalArgumentException("mirrorStep (" + mirrorStep + ") must be at most 1.");
        }
        Positive.require("penalisedStep", penalisedStep);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Stepper start(TabularOracle oracle, Start start, RandomStream stream) {
        return new Run(this, oracle, start, stream);
    }

    private static final class Run implements Stepper {
        private final MirrorPenalty method;
        private final TabularOracle oracle;
        private final RandomStream stream;
        private final double[] phi;
        private final double[] response;
        private final double[] iterate;
        private final Gradient atResponse;
        private final Gradient lower;
        private final Gradient upper;

        Run(MirrorPenalty method, TabularOracle oracle, Start start, RandomStream stream) {
            this.method = method;
            this.oracle = oracle;
            this.stream = stream;
            phi = start.phi();
            response = start.lambda();
            iterate = start.lambda();
            atResponse = Gradient.of(oracle);
            lower = Gradient.of(oracle);
            upper = Gradient.of(oracle);
        }

        @Override
        public void step() {
            for (int k = 0; k < method.innerSteps; k++) {
                mirrorStep(oracle.agentReward(phi));
            }
            Batch batch = oracle.draw(method.batch, stream);
            upper.upper(oracle, batch, phi, iterate);
            lower.lower(oracle, batch, phi, iterate);
            atResponse.lower(oracle, oracle.draw(method.batch, stream), phi, response);
            double alpha = method.penalisedStep / method.multiplier;
            for (int i = 0; i < phi.length; i++) {
                phi[i] -= alpha
                        * (upper.phi()[i]
                                + method.multiplier
                                        * (lower.phi()[i] - atResponse.phi()[i]));
            }
            for (int j = 0; j < iterate.length; j++) {
                iterate[j] -= alpha * (upper.lambda()[j] + method.multiplier * lower.lambda()[j]);
            }
        }

        /** \(\omega \leftarrow \omega + (\theta/\tau)(\hat Q - \hat V)\). */
        private void mirrorStep(double[] reward) {
            double tau = oracle.temperature();
            SoftmaxPolicy policy =
                    SoftmaxPolicy.of(response, oracle.environment().actions());
            for (int pair = 0; pair < reward.length; pair++) {
                reward[pair] -= tau * policy.log(pair);
            }
            TransitionModel model = TransitionModel.sampled(
                    oracle.environment(), oracle.draw(method.batch, stream), policy, method.horizon);
            double[] q = model.actionValues(oracle.environment(), policy, reward)[0];
            double[] v = model.means(policy, q);
            for (int pair = 0; pair < q.length; pair++) {
                response[pair] += method.mirrorStep / tau * (q[pair] - v[pair / model.actions()]);
            }
        }

        @Override
        public double[] phi() {
            return phi.clone();
        }

        @Override
        public double[] lambda() {
            return response.clone();
        }

        @Override
        public double[] penalisedLambda() {
            return iterate.clone();
        }
    }

    /** Registers the method. */
    @AutoService(AlgorithmSpec.class)
    public static final class Spec implements AlgorithmSpec {
        private static final Citation SOURCE = new Citation(
                "Shen, Yang, Chen, JMLR 26(114), 2025, arXiv 2402.06886", "PBRL, value penalty", Provenance.RECALLED);

        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    NAME,
                    "descent on the value-gap penalty in φ and the policy, best response by policy mirror descent",
                    List.of(
                            Parameter.required("multiplier", "penalty multiplier m = 1/σ", "> 0"),
                            Parameter.required("batch", "samples per estimate n", "≥ 1"),
                            Parameter.required("innerSteps", "mirror steps of the best response K", "≥ 1"),
                            Parameter.required("horizon", "steps of a trajectory H", "≥ 1"),
                            Parameter.required("mirrorStep", "mirror step θ, in units of 1/τ", "> 0, ≤ 1"),
                            Parameter.required(
                                    "penalisedStep",
                                    "τ′ = αm, α the step size of φ and λ",
                                    "> 0, < 2/L₂, L₂ ≥ L the smoothness of g - g* in both variables")),
                    AlgorithmCard.TRAJECTORIES,
                    Requirement.of(LowerLevel.PL),
                    new Rate(1.5, Rate.Criterion.PENALTY_STATIONARITY, Rate.Regime.DETERMINISTIC, SOURCE),
                    new TheoremSchedule(
                            List.of(
                                    Law.power("multiplier", "cM", Role.MULTIPLIER, -0.5),
                                    Law.power("batch", "cN", Role.BATCH, -2),
                                    Law.logarithm("innerSteps", "cK"),
                                    Law.logarithm("horizon", "cH"),
                                    Law.constant("mirrorStep", Role.MOMENTUM),
                                    Law.constant("penalisedStep", Role.JOINT_STEP),
                                    Law.iterations(-1.5)),
                            3.5,
                            "deterministic theorem on the penalty problem (recalled); m ∝ ε^-½ for a bias of order ε and"
                                    + " batches n ∝ ε^-2 for noisy gradients are derived",
                            new Citation("Plumbline, MirrorPenalty", "Schedule", Provenance.DERIVED)),
                    SOURCE);
        }

        @Override
        public Class<MirrorPenalty> type() {
            return MirrorPenalty.class;
        }
    }
}
