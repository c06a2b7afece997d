package org.plumbline.algorithm.penalty;

import com.google.auto.service.AutoService;
import java.util.List;
import org.plumbline.algorithm.AlgorithmCard;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.FirstOrderAlgorithm;
import org.plumbline.algorithm.Gradient;
import org.plumbline.algorithm.Law;
import org.plumbline.algorithm.Parameter;
import org.plumbline.algorithm.Positive;
import org.plumbline.algorithm.Rate;
import org.plumbline.algorithm.Requirement;
import org.plumbline.algorithm.Role;
import org.plumbline.algorithm.Stepper;
import org.plumbline.algorithm.TheoremSchedule;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;

/**
 * F2SA: the fully first-order stochastic approximation, a penalty method with a growing multiplier and decaying steps.
 *
 * <p><strong>Problem.</strong> \(\min_\varphi f(\varphi,\lambda^*(\varphi))\), through
 * \(f + \Lambda_t (g - g^*)\) with the multiplier \(\Lambda_t = 1/\sigma_t \to \infty\).
 *
 * <p><strong>Assumptions.</strong> \(g(\varphi,\cdot)\) strongly convex; f, g smooth, the Hessian of g Lipschitz; unbiased
 * gradients of bounded variance; \(\Lambda_0 \ge 2 L_f/\mu\) (recalled), which makes \(f + \Lambda_t g\) strongly convex
 * in \(\lambda\) whatever f is. The search of constants does not enforce it: where f is convex in \(\lambda\), as on most
 * families here, it is not needed.
 *
 * <p><strong>Algorithm.</strong> Iteration t = 0, 1, …, all chains going on from where they are:
 * \[ \begin{gathered}
 *   z \leftarrow z - \gamma_t\,\hat g_\lambda(\varphi_t,z), \qquad
 *   y \leftarrow y - \alpha_t\bigl(\hat f_\lambda + \Lambda_t \hat g_\lambda\bigr)(\varphi_t,y),
 *      \qquad K \text{ times}, \\
 *   \varphi_{t+1} = \varphi_t - \xi\alpha_t\bigl(\hat f_\varphi(\varphi_t,y)
 *     + \Lambda_t[\hat g_\varphi(\varphi_t,y) - \hat g_\varphi(\varphi_t,z)]\bigr), \\
 *   \gamma_t = \gamma_0 (t+1)^{-b}, \quad \alpha_t = \alpha_0 (t+1)^{-a}, \quad \Lambda_t = \Lambda_0 (t+1)^{c}.
 * \end{gathered} \]
 * Every batch is fresh; f and g at one point are read from one batch. The steps are given as \(\alpha_0\Lambda_0\), which is
 * the step on \(g + f/\Lambda_0\) and so comparable with \(\gamma_0\), and as \(\eta = \xi\alpha_0\).
 *
 * <p><strong>Cost</strong> of an iteration: \(n(2K+2)\) lower and \(n(K+1)\) upper gradients, n = 1 as published.
 *
 * <p><strong>Guarantee</strong> (rate): \(\mathbb E\|\nabla\Phi\|^2 \le \epsilon\) from \(\tilde O(\epsilon^{-7/2})\)
 * samples; for \(\|\nabla\Phi\| \le \epsilon'\) that is \(\epsilon'^{-7}\).
 *
 * <p><strong>Schedule.</strong> \(a = \tfrac57, b = \tfrac47, c = \tfrac17\) (recalled); \(T = \Theta(\epsilon^{-7/2})\) in
 * squared units, the units of the source. They are what the rate implies. The y-chain is a descent on g with the step
 * \(\alpha_t\Lambda_t\), and both chains must follow the same moving target, so \(\alpha_t\Lambda_t \asymp \gamma_t\), or
 * \(a = b + c\). What is left of \(\|\nabla\Phi\|^2\) is the sum of
 * <ul>
 *   <li>the descent, \(1/(\alpha_t t) = t^{a-1}\);
 *   <li>the bias of the penalty, \(\Lambda_t^{-2} = t^{-2c}\);
 *   <li>the noise of the chains, whose squared distance floors at \(O(\gamma_t)\) and is multiplied by
 *       \(\Lambda_t^2\): \(t^{2c-b}\). The noise of the upper step, \(\alpha_t\Lambda_t^2\), is smaller.
 * </ul>
 * All three equal with \(a = b + c\): \(1 - a = 2c = b - 2c\), so \(b = 4c\), \(a = 5c\), \(7c = 1\), and each is
 * \(t^{-2/7}\). The lag of the chains behind a moving \(\varphi\) costs \((\xi\alpha_t\Lambda_t/\gamma_t)^2\|\nabla\Phi\|^2\),
 * of the order of \(\|\nabla\Phi\|^2\) itself: hence a small \(\xi\).
 *
 * <p><strong>A slip in public code.</strong> The solver f2sa.py of benchopt's bilevel benchmark <em>adds</em>
 * \(0.1\,t^{-1/7}\) to the multiplier at every iteration, so that \(\Lambda_t \asymp t^{6/7}\) with
 * \(\alpha_t \asymp t^{-5/7}\). Then \(\alpha_t\Lambda_t \asymp t^{1/7}\) passes \(2/L\) in finite time, and the y-chain is
 * unstable even without noise; with noise, \(\Lambda_t^2\gamma_t \asymp t^{8/7}\) grows. (Its upper step decays as
 * \(t^{-4/7}\), too, instead of \(t^{-5/7}\).) The increment that the theorem wants is \(\asymp t^{-6/7}\).
 *
 * <p><strong>Without noise</strong> \(\varphi_t\) follows the zero of \(\nabla\Phi_{\sigma_t}\), \(\sigma_t = 1/\Lambda_t\), with
 * lags that are the share \(O(t^{-2/7})\) of the bias, so that \(\|\nabla\Phi\| = \Theta(t^{-1/7})\) where the penalty is biased at the optimum; with all exponents 0 it converges
 * to the zero of \(\nabla\Phi_{1/\Lambda_0}\).
 *
 * <p><strong>Reference.</strong> Kwon, Kwon, Wright, Nowak, ICML 2023 (arXiv 2301.10945), Algorithm 1: the rates are read
 * (abstract), the schedule is recalled and agrees with the derivation above.
 *
 * @param multiplier \(\Lambda_0\), positive
 * @param lowerStep \(\gamma_0\), positive
 * @param penalisedStep \(\alpha_0\Lambda_0\), positive
 * @param outerStep \(\eta = \xi\alpha_0\), positive
 * @param innerSteps K (T in the source), at least 1
 * @param batch n, samples per estimate, at least 1; 1 as published
 * @param lowerDecay b, in [0, 1]
 * @param penalisedDecay a, in [0, 1]
 * @param multiplierGrowth c, in [0, 1]
 */
public record FullyFirstOrder(
        double multiplier,
        double lowerStep,
        double penalisedStep,
        double outerStep,
        int innerSteps,
        long batch,
        double lowerDecay,
        double penalisedDecay,
        double multiplierGrowth)
        implements FirstOrderAlgorithm {
    /** The theorem's b. */
    public static final double LOWER_DECAY = 4.0 / 7;
    /** The theorem's a. */
    public static final double PENALISED_DECAY = 5.0 / 7;
    /** The theorem's c. */
    public static final double MULTIPLIER_GROWTH = 1.0 / 7;

    private static final String NAME = "f2sa";

    /** Checks the ranges. */
    public FullyFirstOrder {
        Positive.require("multiplier", multiplier);
        Positive.require("lowerStep", lowerStep);
        Positive.require("penalisedStep", penalisedStep);
        Positive.require("outerStep", outerStep);
        Positive.require("innerSteps", innerSteps);
        Positive.require("batch", batch);
        requireExponent("lowerDecay", lowerDecay);
        requireExponent("penalisedDecay", penalisedDecay);
        requireExponent("multiplierGrowth", multiplierGrowth);
    }

    static void requireExponent(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " (" + value + ") must lie in [0, 1].");
        }
    }

    /**
     * The published form: single samples and the theorem's exponents.
     *
     * @param multiplier \(\Lambda_0\)
     * @param lowerStep \(\gamma_0 = \alpha_0\Lambda_0\)
     * @param outerStep \(\eta = \xi\alpha_0\)
     * @param innerSteps K
     * @return the method
     */
    public static FullyFirstOrder published(double multiplier, double lowerStep, double outerStep, int innerSteps) {
        return new FullyFirstOrder(
                multiplier,
                lowerStep,
                lowerStep,
                outerStep,
                innerSteps,
                1,
                LOWER_DECAY,
                PENALISED_DECAY,
                MULTIPLIER_GROWTH);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Stepper start(FirstOrderOracle oracle, Start start, RandomStream stream) {
        return new State(this, oracle, start, stream);
    }

    private static final class State implements Stepper {
        private final FullyFirstOrder method;
        private final FirstOrderOracle oracle;
        private final RandomStream stream;
        private final double[] phi;
        private final double[] lambda;
        private final double[] penalised;
        private final Gradient atLower;
        private final Gradient atPenalised;
        private final Gradient upper;
        private long t;

        State(FullyFirstOrder method, FirstOrderOracle oracle, Start start, RandomStream stream) {
            this.method = method;
            this.oracle = oracle;
            this.stream = stream;
            phi = start.phi();
            lambda = start.lambda();
            penalised = start.lambda();
            atLower = Gradient.of(oracle);
            atPenalised = Gradient.of(oracle);
            upper = Gradient.of(oracle);
        }

        @Override
        public void step() {
            double time = t + 1.0;
            double gamma = method.lowerStep * Math.pow(time, -method.lowerDecay);
            double decay = Math.pow(time, -method.penalisedDecay);
            double alpha = method.penalisedStep / method.multiplier * decay;
            double multiplier = method.multiplier * Math.pow(time, method.multiplierGrowth);
            for (int k = 0; k < method.innerSteps; k++) {
                atLower.lower(oracle, oracle.draw(method.batch, stream), phi, lambda);
                Batch batch = oracle.draw(method.batch, stream);
                atPenalised.lower(oracle, batch, phi, penalised);
                upper.upper(oracle, batch, phi, penalised);
                for (int j = 0; j < lambda.length; j++) {
                    lambda[j] -= gamma * atLower.lambda()[j];
                    penalised[j] -= alpha
                            * (upper.lambda()[j] + multiplier * atPenalised.lambda()[j]);
                }
            }
            Batch batch = oracle.draw(method.batch, stream);
            upper.upper(oracle, batch, phi, penalised);
            atPenalised.lower(oracle, batch, phi, penalised);
            atLower.lower(oracle, oracle.draw(method.batch, stream), phi, lambda);
            double eta = method.outerStep * decay;
            for (int i = 0; i < phi.length; i++) {
                phi[i] -= eta * (upper.phi()[i] + multiplier * (atPenalised.phi()[i] - atLower.phi()[i]));
            }
            t++;
        }

        @Override
        public double[] phi() {
            return phi.clone();
        }

        @Override
        public double[] lambda() {
            return lambda.clone();
        }

        @Override
        public double[] penalisedLambda() {
            return penalised.clone();
        }
    }

    /** Registers the method. */
    @AutoService(AlgorithmSpec.class)
    public static final class Spec implements AlgorithmSpec {
        private static final String WORK = "Kwon, Kwon, Wright, Nowak, ICML 2023, arXiv 2301.10945";

        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    NAME,
                    "penalty method with a growing multiplier, decaying steps and single samples",
                    List.of(
                            Parameter.required("multiplier", "first multiplier Λ₀ = 1/σ₀", "> 0, ≥ 2 L_f/μ in theory"),
                            Parameter.required("lowerStep", "first step size γ₀ of the λ-chain", "> 0, < 2/L"),
                            new Parameter(
                                    "penalisedStep",
                                    "first step size α₀Λ₀ of the penalised chain on g + f/Λ₀",
                                    "> 0, < 2/L",
                                    "lowerStep"),
                            Parameter.required("outerStep", "first outer step size η = ξα₀", "> 0"),
                            Parameter.required("innerSteps", "inner steps K", "≥ 1"),
                            new Parameter("batch", "samples per estimate n", "≥ 1", "1"),
                            new Parameter("lowerDecay", "b in γ ∝ t^-b", "[0, 1]", String.valueOf(LOWER_DECAY)),
                            new Parameter("penalisedDecay", "a in α ∝ t^-a", "[0, 1]", String.valueOf(PENALISED_DECAY)),
                            new Parameter(
                                    "multiplierGrowth", "c in Λ ∝ t^c", "[0, 1]", String.valueOf(MULTIPLIER_GROWTH))),
                    AlgorithmCard.GRADIENTS,
                    Requirement.of(LowerLevel.STRONGLY_CONVEX),
                    new Rate(
                            3.5,
                            Rate.Criterion.SQUARED_NORM,
                            Rate.Regime.STOCHASTIC,
                            new Citation(WORK, "abstract", Provenance.READ)),
                    new TheoremSchedule(
                            List.of(
                                    Law.constant("multiplier", Role.MULTIPLIER),
                                    Law.constant("lowerStep", Role.LOWER_STEP),
                                    Law.constant("outerStep", Role.OUTER_STEP),
                                    Law.constant("innerSteps", Role.INNER),
                                    Law.iterations(-3.5)),
                            3.5,
                            "anytime: σ and the steps decay with t, not with ε; the theorem wants Λ₀ ≥ 2 L_f/μ",
                            new Citation(WORK, "step-size design of the main theorem", Provenance.RECALLED)),
                    new Citation(WORK, "Algorithm 1", Provenance.RECALLED));
        }

        @Override
        public Class<FullyFirstOrder> type() {
            return FullyFirstOrder.class;
        }
    }
}
