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
 * TTSA, the two-timescale stochastic approximation: one lower and one upper step an iteration, the upper one falling
 * faster, and one random term of the Neumann series in place of the inverse Hessian.
 *
 * <p><strong>Problem.</strong> \(\min_\varphi f(\varphi,\lambda^*(\varphi))\) with \(\lambda^*(\varphi) =
 * \arg\min_\lambda g(\varphi,\lambda)\); a projection onto a set of \(\varphi\), which the source allows, is left out.
 *
 * <p><strong>Assumptions.</strong> \(g(\varphi,\cdot)\) \(\mu\)-strongly convex with Lipschitz Hessian, f Lipschitz and smooth;
 * unbiased gradients and products of bounded variance.
 *
 * <p><strong>Algorithm.</strong> Iteration k = 0, 1, …, with \(\beta_k = \tau(k+1)^{-2/5}\) and \(\alpha_k = \eta(k+1)^{-3/5}\):
 * \[ \begin{gathered}
 *   \lambda_{k+1} = \lambda_k - \beta_k\,\hat g_\lambda(\varphi_k,\lambda_k), \\
 *   p \sim \text{uniform on } \{0,\dots,b-1\}, \qquad
 *   v = b\,\eta'\prod_{i=1}^p (I-\eta'\hat H_i)\,\hat f_\lambda(\varphi_k,\lambda_{k+1}), \\
 *   \varphi_{k+1} = \varphi_k - \alpha_k\bigl(\hat f_\varphi - \hat g_{\varphi\lambda} v\bigr)(\varphi_k,\lambda_{k+1}).
 * \end{gathered} \]
 * All batches are independent, but for \(\hat f_\varphi\) and \(\hat f_\lambda\), which share one; in the source each is a single
 * sample (n = 1).
 *
 * <p><strong>Cost</strong> of an iteration: n lower and n upper gradients, np Hessian-vector products, in the mean
 * \(n(b-1)/2\), and n Jacobian-vector products.
 *
 * <p><strong>Guarantee</strong> (rate): \(\mathbb E\|\nabla\Phi\|^2 \le \epsilon\) from \(\tilde O(\epsilon^{-5/2})\) samples, which
 * is \(\mathbb E\|\nabla\Phi\| \le \epsilon'\) from \(\tilde O(\epsilon'^{-5})\). Even without noise p is random; as the steps fall,
 * \(\varphi\) tends to a zero of \(\nabla\Phi + g_{\varphi\lambda}(I-\eta'H)^b H^{-1} f_\lambda\) (see {@link NeumannSeries}).
 *
 * <p><strong>Schedule</strong> (stated in the squared criterion; no conversion): \(T = \Theta(\epsilon^{-5/2})\),
 * \(b = \Theta(\kappa\ln(1/\epsilon))\), single samples. Derived check: the lower error is
 * \(O(\beta_k + \alpha_k^2/\beta_k^2) = O(k^{-2/5})\), noise and drift in balance, and \(\Delta/(T\alpha_T) = O(T^{-2/5})\), so that
 * the mean of \(\|\nabla\Phi\|^2\) is \(\tilde O(T^{-2/5}) = \tilde O(\epsilon)\); the variance term \(\alpha_k L_\Phi = O(k^{-3/5})\) is smaller.
 *
 * <p><strong>Reference.</strong> Hong, Wai, Wang, Yang, SIAM J. Optim. 2023 (arXiv 2007.05170), Algorithm 1. The update and
 * the exponents of the steps are read; the rate is recalled.
 *
 * @param batch n, samples per gradient and per product, at least 1; 1 in the source
 * @param solverSteps b, terms of the series among which one is drawn, at least 1
 * @param lowerStep \(\tau\), positive
 * @param lowerDecay the exponent of \(\beta_k\), positive; 2/5 in the theorem
 * @param solverStep \(\eta'\), positive
 * @param outerStep \(\eta\), positive
 * @param outerDecay the exponent of \(\alpha_k\), positive; 3/5 in the theorem
 */
public record TwoTimescale(
        long batch,
        int solverSteps,
        double lowerStep,
        double lowerDecay,
        double solverStep,
        double outerStep,
        double outerDecay)
        implements SecondOrderAlgorithm {
    private static final String NAME = "ttsa";

    /** Checks the ranges. */
    public TwoTimescale {
        Positive.require("batch", batch);
        Positive.require("solverSteps", solverSteps);
        Positive.require("lowerStep", lowerStep);
        Positive.require("lowerDecay", lowerDecay);
        Positive.require("solverStep", solverStep);
        Positive.require("outerStep", outerStep);
        Positive.require("outerDecay", outerDecay);
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
        private final TwoTimescale method;
        private final SecondOrderOracle oracle;
        private final RandomStream stream;
        private final NeumannSeries series;
        private final double[] phi;
        private final double[] lambda;
        private final double[] cross;
        private final Gradient gradient;
        /** k+1 during a step. */
        private long iteration;

        Run(TwoTimescale method, SecondOrderOracle oracle, Start start, RandomStream stream) {
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
            iteration++;
            double beta = method.lowerStep() * Math.pow((double) iteration, -method.lowerDecay());
            double alpha = method.outerStep() * Math.pow((double) iteration, -method.outerDecay());
            gradient.lower(oracle, oracle.draw(method.batch(), stream), phi, lambda);
            Vectors.add(-beta, gradient.lambda(), lambda);
            gradient.upper(oracle, oracle.draw(method.batch(), stream), phi, lambda);
            double[] solution = gradient.lambda();
            series.random(method.solverSteps(), method.batch(), phi, lambda, solution);
            oracle.jacobianVector(oracle.draw(method.batch(), stream), phi, lambda, solution, cross);
            for (int i = 0; i < phi.length; i++) {
                phi[i] -= alpha * (gradient.phi()[i] - cross[i]);
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
        private static final String WORK = "Hong, Wai, Wang, Yang, SIAM J. Optim. 2023, arXiv 2007.05170";

        @Override
        public AlgorithmCard card() {
            Citation rate = new Citation(WORK, "nonconvex case", Provenance.RECALLED);
            return new AlgorithmCard(
                    NAME,
                    "single-loop implicit differentiation on two timescales, one random term of the Neumann series",
                    List.of(
                            new Parameter("batch", "samples per gradient and product n", "≥ 1", "1"),
                            Parameter.required("solverSteps", "terms b of the series", "≥ 1"),
                            Parameter.required("lowerStep", "first lower step size τ", "> 0, < 2/L"),
                            new Parameter("lowerDecay", "exponent of the lower steps τ(k+1)^-c", "> 0", "0.4"),
                            new Parameter("solverStep", "step size η′ of the series", "> 0, < 2/L", "lowerStep"),
                            Parameter.required("outerStep", "first outer step size η", "> 0"),
                            new Parameter("outerDecay", "exponent of the outer steps η(k+1)^-c", "> 0", "0.6")),
                    AlgorithmCard.PRODUCTS,
                    Requirement.of(LowerLevel.STRONGLY_CONVEX),
                    new Rate(2.5, Rate.Criterion.SQUARED_NORM, Rate.Regime.STOCHASTIC, rate),
                    new TheoremSchedule(
                            List.of(
                                    Law.logarithm("solverSteps", "cB"),
                                    Law.constant("lowerStep", Role.LOWER_STEP),
                                    Law.constant("outerStep", Role.OUTER_STEP),
                                    Law.iterations(-2.5)),
                            2.5,
                            "single samples; both steps fall with the iteration, so their laws give the first ones",
                            rate),
                    new Citation(WORK, "Algorithm 1, TTSA", Provenance.READ));
        }

        @Override
        public Class<TwoTimescale> type() {
            return TwoTimescale.class;
        }
    }
}
