package org.plumbline.algorithm.penalty;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Map;
import org.plumbline.algorithm.AlgorithmCard;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Law;
import org.plumbline.algorithm.Rate;
import org.plumbline.algorithm.Requirement;
import org.plumbline.algorithm.Role;
import org.plumbline.algorithm.TheoremSchedule;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;

/**
 * Algorithm 1 as practice runs it: {@link FirstOrderPenalty} with a cold start, or with one of the shortcuts that save inner
 * steps, batches or the choice of \(\sigma\). The updates are those of Algorithm 1; each variant sets the default of one of its
 * options, or its schedule. All guarantees are derived in docs/theory.md, from what each shortcut takes out of the error budget
 * \[ E \lesssim \frac{\Delta}{\eta T} + \sigma^2 + \frac1{\sigma^2 n} + \frac{q^K}{\sigma^2}, \]
 * in squared units, \(E = \mathbb E\|\nabla\Phi\|^2\); in norm units every exponent of N is twice as large.
 *
 * <table>
 * <caption>The variants</caption>
 * <tr><th>name</th><th>departs from Algorithm 1 in</th><th>N for \(E \le \epsilon\)</th></tr>
 * <tr><td>{@code algorithm-1-cold}</td><td>both chains go back to the start point at every outer iteration</td>
 *     <td>\(\tilde O(\epsilon^{-3})\)</td></tr>
 * <tr><td>{@code algorithm-1-single-step}</td><td>K = 1</td><td>\(O(\epsilon^{-3})\), no logarithm</td></tr>
 * <tr><td>{@code algorithm-1-one-batch}</td><td>one batch serves a whole outer iteration</td>
 *     <td>\(\tilde O(\epsilon^{-2})\), for samples that are smooth uniformly in λ</td></tr>
 * <tr><td>{@code algorithm-1-fixed-sigma}</td><td>\(\sigma\) does not follow the target</td>
 *     <td>\(\tilde O(\epsilon^{-2})\) for \(\|\nabla\Phi_\sigma\|^2\); E itself stops at \(O(\sigma^2)\)</td></tr>
 * </table>
 */
public final class PracticalPenalty {
    static final String COLD = "algorithm-1-cold";
    static final String ONE_BATCH = "algorithm-1-one-batch";

    private static final Citation DERIVATION =
            new Citation("Plumbline, docs/theory.md", "section \"Shortcuts\"", Provenance.DERIVED);

    private PracticalPenalty() {}

    /**
     * Registers the cold start. The inner gap then starts every outer iteration anew at \(\Theta(1)\), so that
     * \(K = \Omega(\ln(1/\epsilon))\) is not only sufficient but needed.
     */
    @AutoService(AlgorithmSpec.class)
    public static final class Cold implements AlgorithmSpec {
        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    COLD,
                    "Algorithm 1 with a cold start: both chains go back to the start point at every outer iteration",
                    FirstOrderPenalty.hyperParameters(Map.of("coldStart", "true")),
                    AlgorithmCard.GRADIENTS,
                    Requirement.of(LowerLevel.PL),
                    new Rate(3, Rate.Criterion.SQUARED_NORM, Rate.Regime.STOCHASTIC, DERIVATION),
                    FirstOrderPenalty.schedule(-2, 3, DERIVATION),
                    FirstOrderPenalty.SOURCE);
        }

        @Override
        public Class<FirstOrderPenalty> type() {
            return FirstOrderPenalty.class;
        }
    }

    /**
     * Registers K = 1. The warm start carries the contraction from one outer iteration to the next, and chains with equal
     * steps lag behind \(\varphi\) alike, so that no logarithm is needed; where the Hessian at \(\lambda^*\) is singular nothing
     * contracts the difference of the chains.
     */
    @AutoService(AlgorithmSpec.class)
    public static final class SingleStep implements AlgorithmSpec {
        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    "algorithm-1-single-step",
                    "Algorithm 1 with one inner step, K = 1",
                    FirstOrderPenalty.hyperParameters(Map.of("innerSteps", "1")),
                    AlgorithmCard.GRADIENTS,
                    Requirement.of(LowerLevel.NONSINGULAR_PL),
                    new Rate(3, Rate.Criterion.SQUARED_NORM, Rate.Regime.STOCHASTIC, DERIVATION),
                    new TheoremSchedule(
                            List.of(
                                    Law.power("sigma", "cSigma", Role.PENALTY, 0.5),
                                    Law.power("batch", "cN", Role.BATCH, -2),
                                    Law.constant("lowerStep", Role.LOWER_STEP),
                                    Law.constant("outerStep", Role.OUTER_STEP),
                                    Law.iterations(-1)),
                            3,
                            "for chains from one start with equal steps",
                            DERIVATION),
                    FirstOrderPenalty.SOURCE);
        }

        @Override
        public Class<FirstOrderPenalty> type() {
            return FirstOrderPenalty.class;
        }
    }

    /**
     * Registers one batch an outer iteration. All inner steps go towards a zero of one sampled field, which is the gradient of a
     * sampled loss for finite sums and pathwise estimates only, and the outer direction has the response of that zero to
     * \(\sigma\): a squared error of order 1/n that is not divided by \(\sigma\).
     */
    @AutoService(AlgorithmSpec.class)
    public static final class OneBatch implements AlgorithmSpec {
        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    ONE_BATCH,
                    "Algorithm 1 with one batch for all inner steps and gradients of an outer iteration",
                    FirstOrderPenalty.hyperParameters(Map.of("coupling", "ITERATION")),
                    AlgorithmCard.GRADIENTS
                            + ", one batch at several points; smooth in λ uniformly, not only in mean square",
                    Requirement.of(LowerLevel.NONSINGULAR_PL),
                    new Rate(2, Rate.Criterion.SQUARED_NORM, Rate.Regime.STOCHASTIC, DERIVATION),
                    FirstOrderPenalty.schedule(-1, 2, DERIVATION),
                    FirstOrderPenalty.SOURCE);
        }

        @Override
        public Class<FirstOrderPenalty> type() {
            return FirstOrderPenalty.class;
        }
    }

    /**
     * Registers a \(\sigma\) that is one number for all targets. What then converges is \(\nabla\Phi_\sigma\), from
     * \(n = \Theta(1/\epsilon)\) samples an estimate; the bias of the penalty stays.
     */
    @AutoService(AlgorithmSpec.class)
    public static final class FixedSigma implements AlgorithmSpec {
        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    "algorithm-1-fixed-sigma",
                    "Algorithm 1 with one σ for all targets",
                    FirstOrderPenalty.hyperParameters(Map.of()),
                    AlgorithmCard.GRADIENTS,
                    Requirement.of(LowerLevel.PL),
                    new Rate(2, Rate.Criterion.PROXY, Rate.Regime.STOCHASTIC, DERIVATION),
                    new TheoremSchedule(
                            List.of(
                                    Law.constant("sigma", Role.PENALTY),
                                    Law.power("batch", "cN", Role.BATCH, -1),
                                    Law.logarithm("innerSteps", "cK"),
                                    Law.constant("lowerStep", Role.LOWER_STEP),
                                    Law.constant("outerStep", Role.OUTER_STEP),
                                    Law.iterations(-1)),
                            2,
                            "for E‖∇Φ_σ‖² ≤ ε; E‖∇Φ‖² stops at the squared bias of the penalty",
                            DERIVATION),
                    FirstOrderPenalty.SOURCE);
        }

        @Override
        public Class<FirstOrderPenalty> type() {
            return FirstOrderPenalty.class;
        }
    }
}
