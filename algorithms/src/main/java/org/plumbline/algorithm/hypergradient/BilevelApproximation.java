package org.plumbline.algorithm.hypergradient;

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
import org.plumbline.algorithm.SecondOrderAlgorithm;
import org.plumbline.algorithm.Stepper;
import org.plumbline.algorithm.TheoremSchedule;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;

/**
 * BSA, the bilevel stochastic approximation: inner loops that grow with the outer iteration, and one random term of the
 * Neumann series in place of the inverse Hessian.
 *
 * <p><strong>Problem.</strong> \(\min_\varphi f(\varphi,\lambda^*(\varphi))\) with \(\lambda^*(\varphi) =
 * \arg\min_\lambda g(\varphi,\lambda)\); a projection onto a set of \(\varphi\), which the source allows, is left out.
 *
 * <p><strong>Assumptions.</strong> \(g(\varphi,\cdot)\) \(\mu\)-strongly convex and L-smooth with Lipschitz Hessian, f Lipschitz
 * and smooth; unbiased gradients and products of bounded variance.
 *
 * <p><strong>Algorithm.</strong> Outer iteration k = 0, 1, …, from the last lower variable (warm start), with
 * \(t_k = \lceil K (k+1)^{1/2}\rceil\) inner steps whose sizes fall and start anew every time:
 * \[ \begin{gathered}
 *   \lambda^{t+1} = \lambda^t - \beta_t\,\hat g_\lambda(\varphi_k,\lambda^t), \qquad
 *      \beta_t = \tau\,(1+t/s)^{-1}, \quad t = 0,\dots,t_k-1, \\
 *   p \sim \text{uniform on } \{0,\dots,b-1\}, \qquad
 *   v = b\,\eta'\prod_{i=1}^p (I-\eta'\hat H_i)\,\hat f_\lambda(\varphi_k,\lambda^{t_k}), \\
 *   \varphi_{k+1} = \varphi_k - \eta\bigl(\hat f_\varphi - \hat g_{\varphi\lambda} v\bigr).
 * \end{gathered} \]
 * The source has \(\eta' = 1/L\). All batches are independent, but for \(\hat f_\varphi\) and \(\hat f_\lambda\), which share one;
 * in the source each is a single sample (n = 1).
 *
 * <p><strong>Cost</strong> of an outer iteration: \(n t_k\) lower and n upper gradients, \(np\) Hessian-vector products, in the
 * mean \(n(b-1)/2\), and n Jacobian-vector products.
 *
 * <p><strong>Guarantee</strong> (rate): \(\mathbb E\|\nabla\Phi\|^2 \le \epsilon\) from \(O(\epsilon^{-3})\) lower gradients and
 * \(\tilde O(\epsilon^{-2})\) of all else; \(\mathbb E\|\nabla\Phi\| \le \epsilon'\) from \(O(\epsilon'^{-6})\) and
 * \(\tilde O(\epsilon'^{-4})\). Even without noise p is random, so that \(\varphi\) settles around, not at, a zero of
 * \(\nabla\Phi + g_{\varphi\lambda}(I-\eta'H)^b H^{-1} f_\lambda\) (see {@link NeumannSeries}).
 *
 * <p><strong>Schedule</strong> (stated in the squared criterion; no conversion): in a run of T steps
 * \(\eta = \Theta(T^{-1/2})\), \(t_k = \Theta(\sqrt k)\), \(b = \Theta(\kappa\ln T)\); with \(T = \Theta(\epsilon^{-2})\) that is
 * \(\eta = \Theta(\epsilon)\) and \(\sum_k t_k = \Theta(T^{3/2}) = \Theta(\epsilon^{-3})\). Derived check: with \(\tau \le 1/L\), noise
 * of variance v and \(\mu\tau s \gt 1\),
 * \[ \mathbb E\|\lambda^t-\lambda^*\|^2 \le \frac{A}{t+s}, \qquad
 *    A = \max\Bigl(s\|\lambda^0-\lambda^*\|^2, \frac{(\tau s)^2 v}{\mu\tau s-1}\Bigr), \]
 * by induction from \(e_{t+1} \le (1-\mu\beta_t)e_t + \beta_t^2 v\), so the mean inner error over a run is
 * \(O(T^{-1}\sum_k k^{-1/2}) = O(T^{-1/2}) = O(\epsilon)\), as are \(\Delta/(\eta T)\) and the variance term \(\eta L_\Phi\). The
 * falling step of the source, of order \(1/(\mu t)\) (recalled), begins above 2/L; the delay s, of order \(\kappa\), is what lets
 * it begin at \(\tau\).
 *
 * <p><strong>Reference.</strong> Ghadimi, Wang, 2018 (arXiv 1802.02246), bilevel stochastic approximation. The update is
 * read in a public code, which moves \(\varphi\) before the inner loop and not after it, with the step \(k^{-1/2}\); the order
 * here, the schedule and the rate are recalled.
 *
 * @param batch n, samples per gradient and per product, at least 1; 1 in the source
 * @param innerSteps K, inner steps of the first outer iteration, at least 1
 * @param innerGrowth the exponent of \(t_k\), positive; ½ in the theorem
 * @param solverSteps b, terms of the series among which one is drawn, at least 1
 * @param lowerStep \(\tau\), positive
 * @param delay s, positive; with s = 1 the steps are \(\tau(t+1)^{-a}\)
 * @param lowerDecay the exponent a of \(\beta_t = \tau(1+t/s)^{-a}\), positive; 1 in the theorem
 * @param solverStep \(\eta'\), positive
 * @param outerStep \(\eta\), positive
 */
public record BilevelApproximation(
        long batch,
        int innerSteps,
        double innerGrowth,
        int solverSteps,
        double lowerStep,
        double delay,
        double lowerDecay,
        double solverStep,
        double outerStep)
        implements SecondOrderAlgorithm {
    private static final String NAME = "bsa";

    /** Checks the ranges. */
    public BilevelApproximation {
        Positive.require("batch", batch);
        Positive.require("innerSteps", innerSteps);
        Positive.require("innerGrowth", innerGrowth);
        Positive.require("solverSteps", solverSteps);
        Positive.require("lowerStep", lowerStep);
        Positive.require("delay", delay);
        Positive.require("lowerDecay", lowerDecay);
        Positive.require("solverStep", solverStep);
        Positive.require("outerStep", outerStep);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Stepper start(SecondOrderOracle oracle, Start start, RandomStream stream) {
        return new Run(this, oracle, start, stream);
    }

    private static final class Run implements Stepper {
        private final BilevelApproximation method;
        private final SecondOrderOracle oracle;
        private final RandomStream stream;
        private final NeumannSeries series;
        private final double[] phi;
        private final double[] lambda;
        private final double[] cross;
        private final Gradient gradient;
        /** Outer iterations made, k. */
        private long outer;

        Run(BilevelApproximation method, SecondOrderOracle oracle, Start start, RandomStream stream) {
            this.method = method;
            this.oracle = oracle;
            this.stream = stream;
            series = new NeumannSeries(oracle, stream, method.solverStep());
            phi = start.phi();
            lambda = start.lambda();
            cross = new double[phi.length];
            gradient = Gradient.of(oracle);
        }

        @Override
        public void step() {
            outer++;
            // Rounding noise does not buy another step: K√4 = 2K.
            long steps = (long)
                    Math.ceil(method.innerSteps() * Math.pow((double) outer, method.innerGrowth()) * (1 - 1e-12));
            for (long t = 0; t < steps; t++) {
                gradient.lower(oracle, oracle.draw(method.batch(), stream), phi, lambda);
                double beta = method.lowerStep() * Math.pow(1 + (double) t / method.delay(), -method.lowerDecay());
                Vectors.add(-beta, gradient.lambda(), lambda);
            }
            gradient.upper(oracle, oracle.draw(method.batch(), stream), phi, lambda);
            double[] solution = gradient.lambda();
            series.random(method.solverSteps(), method.batch(), phi, lambda, solution);
            oracle.jacobianVector(oracle.draw(method.batch(), stream), phi, lambda, solution, cross);
            for (int i = 0; i < phi.length; i++) {
                phi[i] -= method.outerStep() * (gradient.phi()[i] - cross[i]);
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
    }

    /** Registers the method. */
    @AutoService(AlgorithmSpec.class)
    public static final class Spec implements AlgorithmSpec {
        private static final Citation SOURCE =
                new Citation("Ghadimi, Wang, 2018, arXiv 1802.02246", "BSA, nonconvex case", Provenance.RECALLED);

        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    NAME,
                    "implicit differentiation with growing inner loops and one random term of the Neumann series",
                    List.of(
                            new Parameter("batch", "samples per gradient and product n", "≥ 1", "1"),
                            Parameter.required("innerSteps", "inner steps K of the first outer iteration", "≥ 1"),
                            new Parameter("innerGrowth", "exponent of the inner steps K (k+1)^c", "> 0", "0.5"),
                            Parameter.required("solverSteps", "terms b of the series", "≥ 1"),
                            Parameter.required("lowerStep", "first inner step size τ", "> 0, < 2/L"),
                            Parameter.required("delay", "inner steps s before their size has halved", "> 0"),
                            new Parameter("lowerDecay", "exponent a of the inner steps τ(1+t/s)^-a", "> 0", "1"),
                            new Parameter("solverStep", "step size η′ of the series", "> 0, < 2/L", "lowerStep"),
                            Parameter.required("outerStep", "outer step size η", "> 0")),
                    AlgorithmCard.PRODUCTS,
                    Requirement.of(LowerLevel.STRONGLY_CONVEX),
                    new Rate(3, Rate.Criterion.SQUARED_NORM, Rate.Regime.STOCHASTIC, SOURCE),
                    new TheoremSchedule(
                            List.of(
                                    Law.constant("innerSteps", Role.INNER),
                                    Law.logarithm("solverSteps", "cB"),
                                    Law.constant("lowerStep", Role.LOWER_STEP),
                                    Law.constant("delay", Role.INNER),
                                    Law.power("outerStep", "cEta", Role.OUTER_STEP, 1),
                                    Law.iterations(-2)),
                            3,
                            "single samples; the inner steps alone cost ε^-3, all else ε^-2; the delay should exceed"
                                    + " 1/(μτ)",
                            SOURCE),
                    SOURCE);
        }

        @Override
        public Class<BilevelApproximation> type() {
            return BilevelApproximation.class;
        }
    }
}
