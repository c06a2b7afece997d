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
 * F2BSA: the fully first-order bilevel stochastic approximation with a constant penalty multiplier and steps of its own.
 *
 * <p><strong>Problem.</strong> \(\min_\varphi f(\varphi,\lambda^*(\varphi))\), through \(\min_y f + m\,(g - g^*)\); the
 * multiplier, \(\lambda\) in the source, is m here.
 *
 * <p><strong>Assumptions.</strong> \(g(\varphi,\cdot)\) strongly convex with Lipschitz Hessian, f Lipschitz in
 * \(\lambda\), both smooth; unbiased gradients of bounded variance; \(m \ge 2L_f/\mu\).
 *
 * <p><strong>Algorithm.</strong> Outer iteration t, both chains going on from where they ended:
 * \[ \begin{gathered}
 *   z^{k+1} = z^k - \alpha\,\hat g_\lambda(\varphi_t,z^k), \qquad
 *   y^{k+1} = y^k - \tau\bigl(\hat f_\lambda + m\,\hat g_\lambda\bigr)(\varphi_t,y^k), \qquad k = 0,\dots,K-1, \\
 *   \varphi_{t+1} = \varphi_t - \eta\bigl(\hat f_\varphi(\varphi_t,y^K)
 *     + m\,[\hat g_\varphi(\varphi_t,y^K) - \hat g_\varphi(\varphi_t,z^K)]\bigr),
 * \end{gathered} \]
 * \(\alpha = 1/L\) and \(\tau = 1/(2mL)\), since \(f + mg\) is 2mL-smooth; so \(\tau = r\alpha/m\) with r = 1/2, and only
 * \(\alpha\) is left to a search. Every gradient is a mean over a fresh batch of n samples; the gradients of f and g at
 * one point are taken from one batch.
 *
 * <p><strong>Conversion to Algorithm 1.</strong> \(f + mg = m(g + \sigma f)\) with \(\sigma = 1/m\): the y-step is that of
 * {@link FirstOrderPenalty} with \(\tau' = m\tau = r\alpha\), the other lines are equal as they stand. So F2BSA(m, n, K,
 * \(\alpha\), r, \(\eta\)) is Algorithm 1 with \(\sigma = 1/m\), \(\tau = \alpha\), \(\tau' = r\alpha\), independent
 * batches and a warm start: in exact arithmetic, and bit by bit where m is a power of two.
 *
 * <p><strong>Cost</strong> of an outer iteration: \(n(2K+2)\) lower and \(n(K+1)\) upper gradients.
 *
 * <p><strong>Guarantee</strong> (rate). Norm units, \(\mathbb E\|\nabla\Phi\| \le \epsilon'\): \(\tilde
 * O(\kappa^{12}\epsilon'^{-6})\) samples (read). Squared units, \(\epsilon = \epsilon'^2\): \(N = \tilde
 * O(\epsilon^{-3})\).
 *
 * <p><strong>Schedule</strong>, norm units: \(m = \Theta(L\kappa^3/\epsilon')\), \(\eta = \Theta(1/(L\kappa^3))\), not
 * \(\Theta(1/m)\), \(K = O(\kappa\ln(m\kappa/\epsilon'))\), \(T = \Theta(\epsilon'^{-2})\), \(n =
 * \Theta(m^2/\epsilon'^2) = \Theta(\epsilon'^{-4})\), all recalled. Squared units, exponents halved: \(m =
 * \Theta(\epsilon^{-1/2})\), \(n = \Theta(\epsilon^{-2})\), \(T = \Theta(\epsilon^{-1})\). One batch size for all
 * estimates is a simplification of ours: the inner gap, too, must be \(O(\epsilon/m^2)\), so that its batch is of the
 * same order.
 *
 * <p><strong>Reference.</strong> Chen, Ma, Zhang, JMLR 26(109), 2025 (arXiv 2306.14853): rates read, updates and
 * schedule recalled.
 *
 * @param multiplier m, the penalty multiplier \(1/\sigma\), positive
 * @param batch n, samples per gradient estimate, at least 1
 * @param innerSteps K, at least 1
 * @param lowerStep \(\alpha\), positive
 * @param stepRatio \(r = m\tau/\alpha\), positive; 1/2 in the source
 * @param outerStep \(\eta\), positive
 */
public record FullyFirstOrderStochastic(
        double multiplier, long batch, int innerSteps, double lowerStep, double stepRatio, double outerStep)
        implements FirstOrderAlgorithm {
    private static final String NAME = "f2bsa";

    /** Checks the ranges. */
    public FullyFirstOrderStochastic {
        Positive.require("multiplier", multiplier);
        Positive.require("batch", batch);
        Positive.require("innerSteps", innerSteps);
        Positive.require("lowerStep", lowerStep);
        Positive.require("stepRatio", stepRatio);
        Positive.require("outerStep", outerStep);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Stepper start(FirstOrderOracle oracle, Start start, RandomStream stream) {
        return new Run(this, oracle, start, stream);
    }

    /** The state of one run, in the letters of the paper. */
    private static final class Run implements Stepper {
        private final FullyFirstOrderStochastic method;
        private final FirstOrderOracle oracle;
        private final RandomStream stream;
        /** \(\tau\), the step of y. */
        private final double penalisedStep;

        private final double[] phi;
        private final double[] y;
        private final double[] z;
        private final Gradient f;
        private final Gradient g;
        private final Gradient atZ;

        Run(FullyFirstOrderStochastic method, FirstOrderOracle oracle, Start start, RandomStream stream) {
            this.method = method;
            this.oracle = oracle;
            this.stream = stream;
            penalisedStep = method.stepRatio * method.lowerStep / method.multiplier;
            phi = start.phi();
            y = start.lambda();
            z = start.lambda();
            f = Gradient.of(oracle);
            g = Gradient.of(oracle);
            atZ = Gradient.of(oracle);
        }

        @Override
        public void step() {
            for (int k = 0; k < method.innerSteps; k++) {
                atZ.lower(oracle, oracle.draw(method.batch, stream), phi, z);
                for (int j = 0; j < z.length; j++) {
                    z[j] -= method.lowerStep * atZ.lambda()[j];
                }
                askAtY();
                for (int j = 0; j < y.length; j++) {
                    y[j] -= penalisedStep * (f.lambda()[j] + method.multiplier * g.lambda()[j]);
                }
            }
            askAtY();
            atZ.lower(oracle, oracle.draw(method.batch, stream), phi, z);
            for (int i = 0; i < phi.length; i++) {
                phi[i] -= method.outerStep * (f.phi()[i] + method.multiplier * (g.phi()[i] - atZ.phi()[i]));
            }
        }

        private void askAtY() {
            Batch batch = oracle.draw(method.batch, stream);
            f.upper(oracle, batch, phi, y);
            g.lower(oracle, batch, phi, y);
        }

        @Override
        public double[] phi() {
            return phi.clone();
        }

        @Override
        public double[] lambda() {
            return z.clone();
        }

        @Override
        public double[] penalisedLambda() {
            return y.clone();
        }
    }

    /** Registers the method. */
    @AutoService(AlgorithmSpec.class)
    public static final class Spec implements AlgorithmSpec {
        private static final String WORK = "Chen, Ma, Zhang, JMLR 26(109), 2025, arXiv 2306.14853";
        private static final Citation METHOD = new Citation(WORK, "the method F2BSA", Provenance.RECALLED);
        private static final Citation RATES = new Citation(WORK, "complexity of F2BSA", Provenance.READ);

        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    NAME,
                    "the two-chain penalty method with a constant multiplier and steps 1/L and 1/(2mL)",
                    List.of(
                            Parameter.required("multiplier", "penalty multiplier m = 1/σ", "> 0"),
                            Parameter.required("batch", "samples per gradient estimate n", "≥ 1"),
                            Parameter.required("innerSteps", "inner steps K", "≥ 1"),
                            Parameter.required("lowerStep", "inner step size α of the z-chain", "> 0, < 2/L"),
                            new Parameter("stepRatio", "mτ/α, with τ the step size of the y-chain", "> 0", "0.5"),
                            Parameter.required("outerStep", "outer step size η", "> 0")),
                    AlgorithmCard.GRADIENTS,
                    Requirement.of(LowerLevel.STRONGLY_CONVEX),
                    new Rate(6, Rate.Criterion.NORM, Rate.Regime.STOCHASTIC, RATES),
                    new TheoremSchedule(
                            List.of(
                                    Law.power("multiplier", "cMultiplier", Role.MULTIPLIER, -0.5),
                                    Law.power("batch", "cN", Role.BATCH, -2),
                                    Law.logarithm("innerSteps", "cK"),
                                    Law.constant("lowerStep", Role.LOWER_STEP),
                                    Law.constant("outerStep", Role.OUTER_STEP),
                                    Law.iterations(-1)),
                            3,
                            "stated for ‖∇Φ‖ ≤ ε′, here ε = ε′²; one batch size for all estimates",
                            METHOD),
                    METHOD);
        }

        @Override
        public Class<FullyFirstOrderStochastic> type() {
            return FullyFirstOrderStochastic.class;
        }
    }
}
