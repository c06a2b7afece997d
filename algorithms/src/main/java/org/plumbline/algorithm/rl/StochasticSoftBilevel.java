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
 * Stochastic SoBiRL, the model-free form of {@link SoftBilevelModel}: the same hypergradient from trajectories that begin
 * where the process begins.
 *
 * <p><strong>Problem.</strong> \(\min_\varphi f(\varphi,\pi^*_\varphi)\), \(\pi^*_\varphi\) the best policy of an agent with
 * the reward \(r_\varphi\) and the temperature \(\tau\) in a finite process; λ are its logits.
 *
 * <p><strong>Assumptions.</strong> Every pair is visited; bounded, smooth rewards; g PL on the policies that occur, for the
 * inner loop.
 *
 * <p><strong>Algorithm.</strong> With \(\hat A_i\) the advantages of \(\partial_i r_\varphi\), from the mean returns of all
 * visits in n trajectories,
 * \[ \begin{gathered}
 *   \lambda \leftarrow \lambda - \tau_\lambda\,\hat g_\lambda(\varphi_t,\lambda) \qquad (K \text{ times}), \\
 *   \varphi_{t+1,i} = \varphi_{t,i} - \eta\Bigl(\hat f_{\varphi_i}
 *     + \frac1\tau\sum_{s,a}\hat f_\lambda(s,a)\,\hat A_i(s,a)\Bigr).
 * \end{gathered} \]
 *
 * <p><strong>Cost</strong> of an outer iteration: \(nK\) lower and n upper gradients, n trajectories of 2H steps.
 *
 * <p><strong>Guarantee</strong> (rate): \(\tilde O(\epsilon^{-3/2})\) outer iterations and \(N = \tilde O(\epsilon^{-7/2})\)
 * samples for \(\mathbb E\|\nabla\Phi\|^2 \le \epsilon\); \(\epsilon'^{-7}\) samples in norm units.
 *
 * <p><strong>Schedule</strong> (squared units): the two rates together say \(n = \tilde\Theta(\epsilon^{-2})\), and descent with
 * \(\eta T = \Theta(1/\epsilon)\) that \(\eta = \Theta(\epsilon^{1/2})\); \(K, H = \Theta(\ln(1/\epsilon))\). This division is
 * derived. (An error of order 1/n in square asks for \(n = \Theta(1/\epsilon)\) only: compare {@link BoltzmannHypergradient}.)
 *
 * <p><strong>Reference.</strong> Yang, Gao, Yuan, AISTATS 2025 (arXiv 2405.19697). The rates were read, their units inferred;
 * the source's estimator was not at hand, so that this one, Monte Carlo for the identity of the model-based form, is derived.
 *
 * @param batch n, samples per estimate, at least 1
 * @param innerSteps K, at least 1
 * @param horizon H, at least 1
 * @param lowerStep \(\tau_\lambda\), positive
 * @param outerStep \(\eta\), positive
 */
public record StochasticSoftBilevel(long batch, int innerSteps, int horizon, double lowerStep, double outerStep)
        implements TabularAlgorithm {
    private static final String NAME = "stoc-sobirl";

    /** Checks the ranges. */
    public StochasticSoftBilevel {
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
                new VisitReturns(batch, horizon),
                oracle,
                start,
                stream);
    }

    /** Registers the method. */
    @AutoService(AlgorithmSpec.class)
    public static final class Spec implements AlgorithmSpec {
        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    NAME,
                    "SoBiRL without a model: advantages of the reward's derivative by Monte-Carlo returns of visits",
                    List.of(
                            Parameter.required("batch", "samples per estimate n", "≥ 1"),
                            Parameter.required("innerSteps", "policy-gradient steps of the agent K", "≥ 1"),
                            Parameter.required("horizon", "steps of a return H; trajectories have 2H", "≥ 1"),
                            Parameter.required("lowerStep", "inner step size τ", "> 0, < 2/L"),
                            Parameter.required("outerStep", "outer step size η", "> 0")),
                    AlgorithmCard.TRAJECTORIES,
                    Requirement.of(LowerLevel.PL),
                    new Rate(
                            3.5,
                            Rate.Criterion.SQUARED_NORM,
                            Rate.Regime.STOCHASTIC,
                            new Citation(SoftBilevelModel.WORK, "stated sample complexity", Provenance.INFERRED)),
                    new TheoremSchedule(
                            List.of(
                                    Law.power("batch", "cN", Role.BATCH, -2),
                                    Law.logarithm("innerSteps", "cK"),
                                    Law.logarithm("horizon", "cH"),
                                    Law.constant("lowerStep", Role.LOWER_STEP),
                                    Law.power("outerStep", "cEta", Role.OUTER_STEP, 0.5),
                                    Law.iterations(-1.5)),
                            3.5,
                            "iterations and samples are the source's; what follows for n and η is derived",
                            new Citation("Plumbline, StochasticSoftBilevel", "Schedule", Provenance.DERIVED)),
                    new Citation(SoftBilevelModel.WORK, "stochastic SoBiRL, estimator ours", Provenance.DERIVED));
        }

        @Override
        public Class<StochasticSoftBilevel> type() {
            return StochasticSoftBilevel.class;
        }
    }
}
