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
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;

/**
 * F3SA: {@link FullyFirstOrder} with recursive (STORM) momentum in every gradient estimate.
 *
 * <p><strong>Assumptions.</strong> Those of {@link FullyFirstOrder}, and gradients that are Lipschitz in mean square for a
 * fixed sample.
 *
 * <p><strong>Algorithm.</strong> Each gradient estimate h at a moving point w goes on from the last one with one batch b at
 * two points,
 * \[ h_t = \hat G(w_t; b_t) + (1-\theta_t)\bigl(h_{t-1} - \hat G(w_{t-1}; b_t)\bigr), \qquad
 *    \theta_t = \min\{1, \theta (t+1)^{-m}\}, \quad \theta_0 = 1, \]
 * and iteration t is
 * \[ \begin{gathered}
 *   z_{t+1} = z_t - \gamma_t\,h[g_\lambda](\varphi_t,z_t), \qquad
 *   y_{t+1} = y_t - \alpha_t\bigl(h[f_\lambda] + \Lambda_t h[g_\lambda]\bigr)(\varphi_t,y_t), \\
 *   \varphi_{t+1} = \varphi_t - \xi\alpha_t\bigl(h[f_\varphi](\varphi_t,y_{t+1})
 *     + \Lambda_t\{h[g_\varphi](\varphi_t,y_{t+1}) - h[g_\varphi](\varphi_t,z_{t+1})\}\bigr),
 * \end{gathered} \]
 * with \(\gamma_t = \gamma_0(t+1)^{-b}\), \(\alpha_t = \alpha_0(t+1)^{-a}\), \(\Lambda_t = \Lambda_0(t+1)^c\) and one inner
 * step. f and g keep estimates of their own, so that a growing \(\Lambda_t\) spoils none. Four fresh batches an iteration: at
 * the z-step, at the y-step, and at the two points of the upper step; f and g at one point share theirs. The first iteration
 * reads the start point as its old point too, with weight \(1-\theta_0 = 0\), so that all iterations are alike.
 *
 * <p><strong>Cost</strong> of an iteration: \(8n\) lower and \(4n\) upper gradients, n = 1 as published: a batch at an old
 * point is a further sample.
 *
 * <p><strong>Guarantee</strong> (rate): \(\mathbb E\|\nabla\Phi\|^2 \le \epsilon\) from \(\tilde O(\epsilon^{-5/2})\) samples
 * (\(\epsilon'^{-5}\) for \(\|\nabla\Phi\| \le \epsilon'\)).
 *
 * <p><strong>Schedule</strong> (derived, squared units as in the source): \(a = \tfrac35, b = \tfrac25, c = \tfrac15,
 * m = \tfrac45\), \(T = \Theta(\epsilon^{-5/2})\). The recursion leaves each estimate with the squared error
 * \(O(\theta_t + \|w_t - w_{t-1}\|^2/\theta_t)\). The points move by \(\gamma_t\) times the gradients of the chains and by
 * \(\alpha_t\Lambda_t \asymp \gamma_t\) times that of \(\Phi\), after multiplication of the error by \(\Lambda_t\); these
 * are absorbed exactly if \(\theta_t \gtrsim \gamma_t^2\), so \(m = 2b\), the smallest momentum weight that is stable. With
 * \(a = b + c\) as in {@link FullyFirstOrder}, what is left of \(\|\nabla\Phi\|^2\) is \(1/(\alpha_t t) = t^{a-1}\),
 * \(\Lambda_t^{-2} = t^{-2c}\) and \(\Lambda_t^2\theta_t = t^{2c-2b}\): equal for \(b = 2c\), \(a = 3c\), \(5c = 1\), each
 * \(t^{-2/5}\), which is the stated rate; and m below 1, as the recursion needs to forget.
 *
 * <p><strong>Without noise</strong> every estimate is the gradient itself, so that the method is {@link FullyFirstOrder}
 * with one inner step and its own exponents.
 *
 * <p><strong>Reference.</strong> Kwon, Kwon, Wright, Nowak, ICML 2023 (arXiv 2301.10945): the rate is read (abstract), the
 * updates are recalled, the exponents derived.
 *
 * @param multiplier \(\Lambda_0\), positive
 * @param lowerStep \(\gamma_0\), positive
 * @param penalisedStep \(\alpha_0\Lambda_0\), positive
 * @param outerStep \(\eta = \xi\alpha_0\), positive
 * @param momentum \(\theta\), the weight of the new sample, positive
 * @param batch n, samples per estimate, at least 1; 1 as published
 * @param lowerDecay b, in [0, 1]
 * @param penalisedDecay a, in [0, 1]
 * @param multiplierGrowth c, in [0, 1]
 * @param momentumDecay m, in [0, 1]
 */
public record FullyFirstOrderMomentum(
        double multiplier,
        double lowerStep,
        double penalisedStep,
        double outerStep,
        double momentum,
        long batch,
        double lowerDecay,
        double penalisedDecay,
        double multiplierGrowth,
        double momentumDecay)
        implements FirstOrderAlgorithm {
    /** The derived b. */
    public static final double LOWER_DECAY = 2.0 / 5;
    /** The derived a. */
    public static final double PENALISED_DECAY = 3.0 / 5;
    /** The derived c. */
    public static final double MULTIPLIER_GROWTH = 1.0 / 5;
    /** The derived m. */
    public static final double MOMENTUM_DECAY = 4.0 / 5;

    private static final String NAME = "f3sa";

    /** Checks the ranges. */
    public FullyFirstOrderMomentum {
        Positive.require("multiplier", multiplier);
        Positive.require("lowerStep", lowerStep);
        Positive.require("penalisedStep", penalisedStep);
        Positive.require("outerStep", outerStep);
        Positive.require("momentum", momentum);
        Positive.require("batch", batch);
        FullyFirstOrder.requireExponent("lowerDecay", lowerDecay);
        FullyFirstOrder.requireExponent("penalisedDecay", penalisedDecay);
        FullyFirstOrder.requireExponent("multiplierGrowth", multiplierGrowth);
        FullyFirstOrder.requireExponent("momentumDecay", momentumDecay);
    }

    /**
     * The published form: single samples and the exponents of the schedule.
     *
     * @param multiplier \(\Lambda_0\)
     * @param lowerStep \(\gamma_0 = \alpha_0\Lambda_0\)
     * @param outerStep \(\eta = \xi\alpha_0\)
     * @param momentum \(\theta\)
     * @return the method
     */
    public static FullyFirstOrderMomentum published(
            double multiplier, double lowerStep, double outerStep, double momentum) {
        return new FullyFirstOrderMomentum(
                multiplier,
                lowerStep,
                lowerStep,
                outerStep,
                momentum,
                1,
                LOWER_DECAY,
                PENALISED_DECAY,
                MULTIPLIER_GROWTH,
                MOMENTUM_DECAY);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Stepper start(FirstOrderOracle oracle, Start start, RandomStream stream) {
        return new State(this, oracle, start, stream);
    }

    /** The momentum estimates of one loss at one moving point, and the room to update them. */
    private static final class Recursion {
        final Gradient estimate;
        private final Gradient now;
        private final Gradient before;

        Recursion(FirstOrderOracle oracle) {
            estimate = Gradient.of(oracle);
            now = Gradient.of(oracle);
            before = Gradient.of(oracle);
        }

        void lower(FirstOrderOracle oracle, Batch batch, Moving point, double weight) {
            now.lower(oracle, batch, point.phi, point.lambda);
            before.lower(oracle, batch, point.oldPhi, point.oldLambda);
            update(weight);
        }

        void upper(FirstOrderOracle oracle, Batch batch, Moving point, double weight) {
            now.upper(oracle, batch, point.phi, point.lambda);
            before.upper(oracle, batch, point.oldPhi, point.oldLambda);
            update(weight);
        }

        private void update(double weight) {
            update(weight, estimate.phi(), now.phi(), before.phi());
            update(weight, estimate.lambda(), now.lambda(), before.lambda());
        }

        private static void update(double weight, double[] estimate, double[] now, double[] before) {
            for (int i = 0; i < estimate.length; i++) {
                estimate[i] = now[i] + (1 - weight) * (estimate[i] - before[i]);
            }
        }
    }

    /** Where an estimate is taken, now and one iteration ago. */
    private static final class Moving {
        final double[] phi;
        final double[] lambda;
        final double[] oldPhi;
        final double[] oldLambda;

        Moving(Start start) {
            phi = start.phi();
            lambda = start.lambda();
            oldPhi = start.phi();
            oldLambda = start.lambda();
        }

        void moveTo(double[] newPhi, double[] newLambda) {
            Vectors.copy(phi, oldPhi);
            Vectors.copy(lambda, oldLambda);
            Vectors.copy(newPhi, phi);
            Vectors.copy(newLambda, lambda);
        }
    }

    private static final class State implements Stepper {
        private final FullyFirstOrderMomentum method;
        private final FirstOrderOracle oracle;
        private final RandomStream stream;
        private final double[] phi;
        private final double[] lambda;
        private final double[] penalised;

        private final Moving[] points = new Moving[4];
        private final Recursion lowerChain;
        private final Recursion penalisedChain;
        private final Recursion penalisedChainUpper;
        private final Recursion outerAtLower;
        private final Recursion outerAtPenalised;
        private final Recursion outerUpper;
        private long t;

        State(FullyFirstOrderMomentum method, FirstOrderOracle oracle, Start start, RandomStream stream) {
            this.method = method;
            this.oracle = oracle;
            this.stream = stream;
            phi = start.phi();
            lambda = start.lambda();
            penalised = start.lambda();
            for (int i = 0; i < points.length; i++) {
                points[i] = new Moving(start);
            }
            lowerChain = new Recursion(oracle);
            penalisedChain = new Recursion(oracle);
            penalisedChainUpper = new Recursion(oracle);
            outerAtLower = new Recursion(oracle);
            outerAtPenalised = new Recursion(oracle);
            outerUpper = new Recursion(oracle);
        }

        @Override
        public void step() {
            double time = t + 1.0;
            double weight = t == 0 ? 1 : Math.min(1, method.momentum * Math.pow(time, -method.momentumDecay));
            double gamma = method.lowerStep * Math.pow(time, -method.lowerDecay);
            double decay = Math.pow(time, -method.penalisedDecay);
            double alpha = method.penalisedStep / method.multiplier * decay;
            double multiplier = method.multiplier * Math.pow(time, method.multiplierGrowth);
            chains(weight, gamma, alpha, multiplier);
            outer(weight, method.outerStep * decay, multiplier);
            t++;
        }

        private void chains(double weight, double gamma, double alpha, double multiplier) {
            points[0].moveTo(phi, lambda);
            lowerChain.lower(oracle, oracle.draw(method.batch, stream), points[0], weight);
            points[1].moveTo(phi, penalised);
            Batch batch = oracle.draw(method.batch, stream);
            penalisedChain.lower(oracle, batch, points[1], weight);
            penalisedChainUpper.upper(oracle, batch, points[1], weight);
            for (int j = 0; j < lambda.length; j++) {
                lambda[j] -= gamma * lowerChain.estimate.lambda()[j];
                penalised[j] -= alpha
                        * (penalisedChainUpper.estimate.lambda()[j]
                                + multiplier * penalisedChain.estimate.lambda()[j]);
            }
        }

        private void outer(double weight, double eta, double multiplier) {
            points[2].moveTo(phi, penalised);
            Batch batch = oracle.draw(method.batch, stream);
            outerUpper.upper(oracle, batch, points[2], weight);
            outerAtPenalised.lower(oracle, batch, points[2], weight);
            points[3].moveTo(phi, lambda);
            outerAtLower.lower(oracle, oracle.draw(method.batch, stream), points[3], weight);
            for (int i = 0; i < phi.length; i++) {
                phi[i] -= eta
                        * (outerUpper.estimate.phi()[i]
                                + multiplier
                                        * (outerAtPenalised.estimate.phi()[i]
                                                - outerAtLower.estimate.phi()[i]));
            }
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
                    "F2SA with recursive momentum: one batch at two points in every estimate",
                    List.of(
                            Parameter.required("multiplier", "first multiplier Λ₀ = 1/σ₀", "> 0, ≥ 2 L_f/μ in theory"),
                            Parameter.required("lowerStep", "first step size γ₀ of the λ-chain", "> 0, < 2/L"),
                            new Parameter(
                                    "penalisedStep",
                                    "first step size α₀Λ₀ of the penalised chain on g + f/Λ₀",
                                    "> 0, < 2/L",
                                    "lowerStep"),
                            Parameter.required("outerStep", "first outer step size η = ξα₀", "> 0"),
                            Parameter.required("momentum", "first weight θ of a new sample", "> 0"),
                            new Parameter("batch", "samples per estimate n", "≥ 1", "1"),
                            new Parameter("lowerDecay", "b in γ ∝ t^-b", "[0, 1]", String.valueOf(LOWER_DECAY)),
                            new Parameter("penalisedDecay", "a in α ∝ t^-a", "[0, 1]", String.valueOf(PENALISED_DECAY)),
                            new Parameter(
                                    "multiplierGrowth", "c in Λ ∝ t^c", "[0, 1]", String.valueOf(MULTIPLIER_GROWTH)),
                            new Parameter("momentumDecay", "m in θ ∝ t^-m", "[0, 1]", String.valueOf(MOMENTUM_DECAY))),
                    AlgorithmCard.GRADIENTS + ", one batch at two points; mean-square Lipschitz in (φ, λ)",
                    Requirement.of(LowerLevel.STRONGLY_CONVEX),
                    new Rate(
                            2.5,
                            Rate.Criterion.SQUARED_NORM,
                            Rate.Regime.STOCHASTIC,
                            new Citation(WORK, "abstract", Provenance.READ)),
                    new TheoremSchedule(
                            List.of(
                                    Law.constant("multiplier", Role.MULTIPLIER),
                                    Law.constant("lowerStep", Role.LOWER_STEP),
                                    Law.constant("outerStep", Role.OUTER_STEP),
                                    Law.constant("momentum", Role.MOMENTUM),
                                    Law.iterations(-2.5)),
                            2.5,
                            "anytime: σ, the steps and the momentum decay with t, not with ε; the theorem wants Λ₀ ≥ 2 L_f/μ",
                            new Citation(
                                    "Plumbline, this class", "exponents from the stated rate", Provenance.DERIVED)),
                    new Citation(WORK, "Algorithm 1 with momentum", Provenance.RECALLED));
        }

        @Override
        public Class<FullyFirstOrderMomentum> type() {
            return FullyFirstOrderMomentum.class;
        }
    }
}
