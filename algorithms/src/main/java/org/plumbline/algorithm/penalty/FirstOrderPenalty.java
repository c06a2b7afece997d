package org.plumbline.algorithm.penalty;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.plumbline.algorithm.AlgorithmCard;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.FirstOrderAlgorithm;
import org.plumbline.algorithm.Law;
import org.plumbline.algorithm.Parameter;
import org.plumbline.algorithm.Positive;
import org.plumbline.algorithm.Rate;
import org.plumbline.algorithm.Requirement;
import org.plumbline.algorithm.Role;
import org.plumbline.algorithm.Stepper;
import org.plumbline.algorithm.TheoremSchedule;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;

/**
 * Algorithm 1, the fully first-order penalty method for bilevel (reinforcement) learning.
 *
 * <p><strong>Problem.</strong> \(\min_\varphi f(\varphi,\lambda^*(\varphi))\) with \(\lambda^*(\varphi) \in
 * \arg\min_\lambda g(\varphi,\lambda)\), through the proxy \(\Phi_\sigma = \min_\lambda f + (g-g^*)/\sigma\).
 *
 * <p><strong>Assumptions.</strong> \(g(\varphi,\cdot)\) and \(g + \sigma f\) satisfy the PL inequality with constants
 * bounded away from 0; f, g smooth; unbiased gradients of bounded variance (a bias adds to the error).
 *
 * <p><strong>Algorithm.</strong> Outer iteration t, from the last iteration's chains (warm start) or from the start
 * point (cold start):
 * \[ \begin{gathered}
 *   \lambda^{k+1} = \lambda^k - \tau\,\hat g_\lambda(\varphi_t,\lambda^k), \\
 *   \lambda'^{k+1} = \lambda'^k - \tau'\bigl(\hat g_\lambda + \sigma \hat f_\lambda\bigr)(\varphi_t,\lambda'^k),
 *     \qquad k = 0,\dots,K-1, \\
 *   \varphi_{t+1} = \varphi_t - \eta\Bigl(\hat f_\varphi(\varphi_t,\lambda'^K)
 *     + \tfrac1\sigma\bigl[\hat g_\varphi(\varphi_t,\lambda'^K) - \hat g_\varphi(\varphi_t,\lambda^K)\bigr]\Bigr),
 * \end{gathered} \]
 * every gradient a mean over n samples. In the exact form all batches are independent; {@link Coupling} shares them,
 * and {@link PracticalPenalty} registers what else practice changes. The gradients of f and g at one point are taken from one batch.
 *
 * <p><strong>Cost</strong> of an outer iteration: \(n(2K+2)\) lower and \(n(K+1)\) upper gradients; with trajectories,
 * where f and g share them, \(n(2K+2)\) trajectories (n fewer in all where coupled chains start from one point). Trajectories
 * that are weighted for a second policy are drawn once: \(n(K+1)\) with FULL and n with ITERATION coupling, for as many evaluations.
 * No second-order call.
 *
 * <p><strong>Guarantee</strong> (rate): \(\mathbb E\|\nabla\Phi\|^2 \le \epsilon\) from
 * \(N = \tilde O(\epsilon^{-3})\) samples with \(\sigma = \Theta(\sqrt\epsilon)\), \(n = \Theta(\epsilon^{-2})\),
 * \(K = \Theta(\ln(1/\epsilon))\), \(T = \Theta(1/\epsilon)\); see {@link PenaltySchedule}.
 *
 * <p><strong>Reference.</strong> arXiv 2503.17644 (NeurIPS 2025), Algorithm 1. The theorem's page was not at hand: the
 * units of its rate are inferred.
 *
 * @param sigma \(\sigma\), the penalty parameter, positive
 * @param batch n, samples per gradient estimate, at least 1
 * @param innerSteps K, at least 1
 * @param lowerStep \(\tau\), positive
 * @param penalisedStep \(\tau'\), positive
 * @param outerStep \(\eta\), positive
 * @param coupling where the chains share batches
 * @param coldStart whether both chains go back to the start point at every outer iteration
 */
public record FirstOrderPenalty(
        double sigma,
        long batch,
        int innerSteps,
        double lowerStep,
        double penalisedStep,
        double outerStep,
        Coupling coupling,
        boolean coldStart)
        implements FirstOrderAlgorithm {
    static final Citation SOURCE = new Citation(
            "On the sample complexity bounds in bilevel reinforcement learning, NeurIPS 2025, arXiv 2503.17644",
            "Algorithm 1",
            Provenance.INFERRED);

    /** Checks the ranges. */
    public FirstOrderPenalty {
        Positive.require("sigma", sigma);
        Positive.require("batch", batch);
        Positive.require("innerSteps", innerSteps);
        Positive.require("lowerStep", lowerStep);
        Positive.require("penalisedStep", penalisedStep);
        Positive.require("outerStep", outerStep);
    }

    /**
     * The exact form: independent batches, warm start.
     *
     * @param sigma \(\sigma\)
     * @param batch n
     * @param innerSteps K
     * @param lowerStep \(\tau\), used for both chains
     * @param outerStep \(\eta\)
     * @return the method
     */
    public static FirstOrderPenalty exact(
            double sigma, long batch, int innerSteps, double lowerStep, double outerStep) {
        return new FirstOrderPenalty(sigma, batch, innerSteps, lowerStep, lowerStep, outerStep, Coupling.NONE, false);
    }

    /**
     * The same with other couplings.
     *
     * @param other where the chains share batches
     * @return the changed copy
     */
    public FirstOrderPenalty with(Coupling other) {
        return new FirstOrderPenalty(sigma, batch, innerSteps, lowerStep, penalisedStep, outerStep, other, coldStart);
    }

    /**
     * The same with a cold start.
     *
     * @return the changed copy
     */
    public FirstOrderPenalty cold() {
        return new FirstOrderPenalty(sigma, batch, innerSteps, lowerStep, penalisedStep, outerStep, coupling, true);
    }

    /** That of the registered form with this coupling, or with a cold start where there is none; numbers alone make no name. */
    @Override
    public String name() {
        return switch (coupling) {
            case NONE -> coldStart ? PracticalPenalty.COLD : "algorithm-1";
            case INNER, OUTER, FULL -> "algorithm-1-coupled";
            case ITERATION -> PracticalPenalty.ONE_BATCH;
        };
    }

    @Override
    public Stepper start(FirstOrderOracle oracle, Start start, RandomStream stream) {
        return new PenaltyStepper(this, oracle, start, stream);
    }

    /**
     * Starts a run whose chains begin at points of their own, which the method does not do: there its first outer direction,
     * and with a cold start every one, is in error by what is left of their distance, divided by σ. For claims that show it.
     *
     * @param oracle the only access to the problem
     * @param start \(\varphi_0\) and where the first chain begins
     * @param penalised where the second chain begins, length d
     * @param stream the run's randomness
     * @return the state before the first step
     */
    public Stepper startApart(FirstOrderOracle oracle, Start start, double[] penalised, RandomStream stream) {
        return new PenaltyStepper(this, oracle, start, penalised, stream);
    }

    /** The parameters, with the defaults of a variant in place of those of the exact form. */
    static List<Parameter> hyperParameters(Map<String, String> defaults) {
        return Stream.of(
                        Parameter.required("sigma", "penalty parameter σ", "> 0"),
                        Parameter.required("batch", "samples per gradient estimate n", "≥ 1"),
                        Parameter.required("innerSteps", "inner steps K", "≥ 1"),
                        Parameter.required("lowerStep", "inner step size τ of the λ-chain", "> 0, < 2/L"),
                        new Parameter("penalisedStep", "inner step size τ′ of the λ′-chain", "> 0, < 2/L", "lowerStep"),
                        Parameter.required("outerStep", "outer step size η", "> 0"),
                        new Parameter(
                                "coupling",
                                "where the chains share batches",
                                "NONE, INNER, OUTER, FULL, ITERATION",
                                "NONE"),
                        new Parameter(
                                "coldStart", "restart both chains at every outer iteration", "true, false", "false"))
                .map(parameter -> new Parameter(
                        parameter.name(),
                        parameter.meaning(),
                        parameter.range(),
                        defaults.getOrDefault(parameter.name(), parameter.defaultValue())))
                .toList();
    }

    static TheoremSchedule schedule(double batchExponent, double sampleExponent, Citation source) {
        return new TheoremSchedule(
                List.of(
                        Law.power("sigma", "cSigma", Role.PENALTY, 0.5),
                        Law.power("batch", "cN", Role.BATCH, batchExponent),
                        Law.logarithm("innerSteps", "cK"),
                        Law.constant("lowerStep", Role.LOWER_STEP),
                        Law.constant("outerStep", Role.OUTER_STEP),
                        Law.iterations(-1)),
                sampleExponent,
                "",
                source);
    }

    /** Registers the exact form. */
    @AutoService(AlgorithmSpec.class)
    public static final class Exact implements AlgorithmSpec {
        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    "algorithm-1",
                    "the paper's two-chain penalty method with independent batches and warm start",
                    hyperParameters(Map.of()),
                    AlgorithmCard.GRADIENTS,
                    Requirement.of(LowerLevel.PL),
                    new Rate(3, Rate.Criterion.SQUARED_NORM, Rate.Regime.STOCHASTIC, SOURCE),
                    schedule(-2, 3, SOURCE),
                    SOURCE);
        }

        @Override
        public Class<FirstOrderPenalty> type() {
            return FirstOrderPenalty.class;
        }
    }

    /** Registers the coupled-sampling variant. */
    @AutoService(AlgorithmSpec.class)
    public static final class Coupled implements AlgorithmSpec {
        private static final Citation DERIVATION =
                new Citation("Plumbline, docs/theory.md", "section \"Coupled sampling\"", Provenance.DERIVED);

        /** The difference of coupled chains contracts only where the Hessian at λ* is nonsingular. */
        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    "algorithm-1-coupled",
                    "Algorithm 1 with the same batches in both chains and in both gradients that are differenced",
                    hyperParameters(Map.of("coupling", "FULL")),
                    AlgorithmCard.GRADIENTS + ", one batch at two points; mean-square Lipschitz in λ",
                    Requirement.of(LowerLevel.NONSINGULAR_PL),
                    new Rate(2, Rate.Criterion.SQUARED_NORM, Rate.Regime.STOCHASTIC, DERIVATION),
                    schedule(-1, 2, DERIVATION),
                    SOURCE);
        }

        @Override
        public Class<FirstOrderPenalty> type() {
            return FirstOrderPenalty.class;
        }
    }
}
