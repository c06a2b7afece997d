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
 * AHO: the hypergradient from the Boltzmann form of the best policy, with value gradients that solve Bellman equations.
 *
 * <p><strong>Problem.</strong> \(\min_\varphi f(\varphi,\pi^*_\varphi)\), \(\pi^*_\varphi\) the best policy of an agent with
 * the reward \(r_\varphi\) and the temperature \(\tau\) in a finite process; λ are its logits.
 *
 * <p><strong>Assumptions.</strong> Bounded, smooth rewards; every pair is visited; g PL on the policies that occur, for the
 * inner loop.
 *
 * <p><strong>Algorithm.</strong> As \(\pi^* \propto e^{Q^{*}/\tau}\), \(\partial_i\log\pi^* = (W_i - U_i)/\tau\) with
 * \(W_i = \partial_i r + \gamma PU_i\) and \(U_i = \sum_a\pi^* W_i\): no Hessian. Both are fitted to the transitions of n
 * trajectories by temporal differences (LSTD, a feature for every pair), and
 * \[ \begin{gathered}
 *   \lambda \leftarrow \lambda - \tau_\lambda\,\hat g_\lambda(\varphi_t,\lambda) \qquad (K \text{ times}), \\
 *   \varphi_{t+1,i} = \varphi_{t,i} - \eta\Bigl(\hat f_{\varphi_i}
 *     + \frac1\tau\sum_{s,a}\hat f_\lambda(s,a)\,\bigl(\hat W_i(s,a) - \hat U_i(s)\bigr)\Bigr).
 * \end{gathered} \]
 *
 * <p><strong>Cost</strong> of an outer iteration: \(nK\) lower and n upper gradients, n trajectories of H steps, one linear
 * solve.
 *
 * <p><strong>Guarantee</strong> (rate): \(\mathbb E\|\nabla\Phi\|^2 \le \epsilon\) after \(O(1/\epsilon)\) outer iterations and
 * \(N = \tilde O(\epsilon^{-2})\) samples; \(\epsilon'^{-4}\) samples in norm units.
 *
 * <p><strong>Schedule</strong> (squared units, derived): \(T = \Theta(1/\epsilon)\) with constant steps. Nothing is divided by
 * a small number: the squared errors of \(\hat f\), of \(\hat W\) and of the inner loop's floor are all of order 1/n, so
 * \(n = \Theta(1/\epsilon)\), \(K, H = \Theta(\ln(1/\epsilon))\), and N is as published.
 *
 * <p><strong>Reference.</strong> Saxena, Gaur, Aggarwal, arXiv 2607.28849. The rate was read; of the updates only what the
 * functions U and W are, so that their estimator and the inner loop are ours.
 *
 * @param batch n, samples per estimate, at least 1
 * @param innerSteps K, at least 1
 * @param horizon H, at least 1
 * @param lowerStep \(\tau_\lambda\), positive
 * @param outerStep \(\eta\), positive
 */
public record BoltzmannHypergradient(long batch, int innerSteps, int horizon, double lowerStep, double outerStep)
        implements TabularAlgorithm {
    private static final String NAME = "aho";

    /** Checks the ranges. */
    public BoltzmannHypergradient {
        Positive.require("batch", batch);
        Positive.require("innerSteps", innerSteps);
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
                new TemporalDifferences(batch, horizon),
                oracle,
                start,
                stream);
    }

    /** Registers the method. */
    @AutoService(AlgorithmSpec.class)
    public static final class Spec implements AlgorithmSpec {
        private static final String WORK = "Saxena, Gaur, Aggarwal, arXiv 2607.28849";

        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    NAME,
                    "hypergradient from the Boltzmann form of the best policy, value gradients by temporal differences",
                    List.of(
                            Parameter.required("batch", "samples per estimate n", "≥ 1"),
                            Parameter.required("innerSteps", "policy-gradient steps of the agent K", "≥ 1"),
                            Parameter.required("horizon", "steps of a trajectory H", "≥ 1"),
                            Parameter.required("lowerStep", "inner step size τ", "> 0, < 2/L"),
                            Parameter.required("outerStep", "outer step size η", "> 0")),
                    AlgorithmCard.TRAJECTORIES,
                    Requirement.of(LowerLevel.PL),
                    new Rate(
                            2,
                            Rate.Criterion.SQUARED_NORM,
                            Rate.Regime.STOCHASTIC,
                            new Citation(WORK, "stated sample complexity", Provenance.READ)),
                    new TheoremSchedule(
                            List.of(
                                    Law.power("batch", "cN", Role.BATCH, -1),
                                    Law.logarithm("innerSteps", "cK"),
                                    Law.logarithm("horizon", "cH"),
                                    Law.constant("lowerStep", Role.LOWER_STEP),
                                    Law.constant("outerStep", Role.OUTER_STEP),
                                    Law.iterations(-1)),
                            2,
                            "iterations and samples are the source's; what follows for n is derived",
                            new Citation("Plumbline, BoltzmannHypergradient", "Schedule", Provenance.DERIVED)),
                    new Citation(WORK, "AHO; estimator and inner loop ours", Provenance.INFERRED));
        }

        @Override
        public Class<BoltzmannHypergradient> type() {
            return BoltzmannHypergradient.class;
        }
    }
}
