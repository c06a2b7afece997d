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
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;

/**
 * ITD-BiO: differentiation in reverse mode through the inner gradient steps.
 *
 * <p><strong>Problem.</strong> \(\min_\varphi f(\varphi,\lambda^*(\varphi))\) with \(\lambda^*(\varphi) =
 * \arg\min_\lambda g(\varphi,\lambda)\).
 *
 * <p><strong>Assumptions.</strong> \(g(\varphi,\cdot)\) \(\mu\)-strongly convex with Lipschitz Hessian, f Lipschitz and smooth;
 * exact derivatives in the source.
 *
 * <p><strong>Algorithm.</strong> Outer iteration t, from the last lower variable (warm start), which counts as a constant:
 * \[ \begin{gathered}
 *   \lambda^{k+1} = \lambda^k - \tau\,\hat g_\lambda(\varphi_t,\lambda^k), \qquad k = 0,\dots,K-1, \\
 *   u_K = \hat f_\lambda(\varphi_t,\lambda^K), \quad h_K = \hat f_\varphi(\varphi_t,\lambda^K), \qquad
 *   h_k = h_{k+1} - \tau\,\hat g_{\varphi\lambda}(\varphi_t,\lambda^k)\,u_{k+1}, \quad
 *   u_k = u_{k+1} - \tau\,\hat g_{\lambda\lambda}(\varphi_t,\lambda^k)\,u_{k+1}, \\
 *   \varphi_{t+1} = \varphi_t - \eta h_0,
 * \end{gathered} \]
 * so that \(h_0\) is the exact gradient of \(\varphi\mapsto \hat f(\varphi,\lambda^K(\varphi))\). The forward pass keeps its K
 * iterates; the backward pass asks at each of them for products on the batch that made the step. The batches of
 * different steps, and that of f, are independent.
 *
 * <p><strong>Cost</strong> of an outer iteration: nK lower and n upper gradients, \(n(K-1)\) Hessian-vector products
 * (\(u_0\) is not needed) and nK Jacobian-vector products.
 *
 * <p><strong>Guarantee</strong> (rate, deterministic): \(\|\nabla\Phi\|^2 \le \epsilon\) after \(O(\epsilon^{-1})\) outer iterations,
 * \(\|\nabla\Phi\| \le \epsilon'\) after \(O(\epsilon'^{-2})\). It converges to a zero of
 * \(\nabla\Phi + g_{\varphi\lambda}(I-\tau H)^K H^{-1} f_\lambda\): at \(\lambda^*\), where all iterates are equal, the recursion for
 * \(h\) sums the first K terms of the Neumann series (see {@link NeumannSeries}).
 *
 * <p><strong>Schedule</strong> (squared criterion; no conversion): \(T = \Theta(1/\epsilon)\), \(K = \Theta(\kappa\ln(1/\epsilon))\),
 * constant steps. Derived for noisy derivatives: \(n = \Theta(1/\epsilon)\). The error of \(h_0\) enters
 * \(\mathbb E\|\nabla\Phi\|^2\) undamped by a constant outer step. With samples of variance v it consists of
 * \(\hat f_\varphi\), v/n; of \(\lambda^K - \lambda^*\), in square at most \(\tau v/(\mu n)\) beside \((1-\tau\mu)^{2K}\), through
 * Lipschitz maps; of the K products, a sum of martingale differences of squares at most
 * \(\tau^2 v n^{-1}(1-\tau\mu)^{2(K-k)}\) times a constant; and of a bias, as the batch of step k stands in \(\lambda^{k+1}\) and in
 * the product at \(\lambda^k\): a covariance of two errors of size \(n^{-1/2}\), so \(O(1/n)\), and its square smaller. All in all
 * \(O(1/n)\).
 *
 * <p><strong>Reference.</strong> Ji, Yang, Liang, ICML 2021 (arXiv 2010.07962), ITD-BiO, recalled.
 *
 * @param batch n, samples per estimate, at least 1
 * @param innerSteps K, at least 1
 * @param lowerStep \(\tau\), positive
 * @param outerStep \(\eta\), positive
 */
public record IterativeDifferentiation(long batch, int innerSteps, double lowerStep, double outerStep)
        implements SecondOrderAlgorithm {
    private static final String NAME = "itd";

    /** Checks the ranges. */
    public IterativeDifferentiation {
        Positive.require("batch", batch);
        Positive.require("innerSteps", innerSteps);
        Positive.require("lowerStep", lowerStep);
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
        private final IterativeDifferentiation method;
        private final SecondOrderOracle oracle;
        private final RandomStream stream;
        private final double[] phi;
        private final double[] lambda;
        /** \(\lambda^0,\dots,\lambda^{K-1}\), and the batches of the steps from them. */
        private final double[][] path;

        private final Batch[] batches;
        private final double[] cross;
        private final double[] product;
        private final Gradient gradient;

        Run(IterativeDifferentiation method, SecondOrderOracle oracle, Start start, RandomStream stream) {
            this.method = method;
            this.oracle = oracle;
            this.stream = stream;
            phi = start.phi();
            lambda = start.lambda();
            path = new double[method.innerSteps()][lambda.length];
            batches = new Batch[method.innerSteps()];
            cross = new double[phi.length];
            product = new double[lambda.length];
            gradient = Gradient.of(oracle);
        }

        @Override
        public void step() {
            for (int k = 0; k < path.length; k++) {
                Vectors.copy(lambda, path[k]);
                batches[k] = oracle.draw(method.batch(), stream);
                gradient.lower(oracle, batches[k], phi, lambda);
                Vectors.add(-method.lowerStep(), gradient.lambda(), lambda);
            }
            gradient.upper(oracle, oracle.draw(method.batch(), stream), phi, lambda);
            double[] hypergradient = gradient.phi();
            double[] adjoint = gradient.lambda();
            for (int k = path.length - 1; k >= 0; k--) {
                oracle.jacobianVector(batches[k], phi, path[k], adjoint, cross);
                Vectors.add(-method.lowerStep(), cross, hypergradient);
                if (k > 0) {
                    oracle.hessianVector(batches[k], phi, path[k], adjoint, product);
                    Vectors.add(-method.lowerStep(), product, adjoint);
                }
            }
            Vectors.add(-method.outerStep(), hypergradient, phi);
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
                new Citation("Ji, Yang, Liang, ICML 2021, arXiv 2010.07962", "ITD-BiO", Provenance.RECALLED);

        /** A deterministic theorem: with noise, batches of order 1/ε keep the error of the hypergradient at order ε. */
        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    NAME,
                    "differentiation in reverse mode through the inner gradient steps",
                    List.of(
                            Parameter.required("batch", "samples per estimate n", "≥ 1"),
                            Parameter.required("innerSteps", "inner steps K, all kept in memory", "≥ 1"),
                            Parameter.required("lowerStep", "inner step size τ", "> 0, < 2/L"),
                            Parameter.required("outerStep", "outer step size η", "> 0")),
                    AlgorithmCard.PRODUCTS,
                    Requirement.of(LowerLevel.STRONGLY_CONVEX),
                    new Rate(1, Rate.Criterion.SQUARED_NORM, Rate.Regime.DETERMINISTIC, SOURCE),
                    new TheoremSchedule(
                            List.of(
                                    Law.power("batch", "cN", Role.BATCH, -1),
                                    Law.logarithm("innerSteps", "cK"),
                                    Law.constant("lowerStep", Role.LOWER_STEP),
                                    Law.constant("outerStep", Role.OUTER_STEP),
                                    Law.iterations(-1)),
                            2,
                            "deterministic theorem; batches n ∝ 1/ε for noisy derivatives are derived",
                            new Citation(
                                    "Plumbline, IterativeDifferentiation",
                                    "error of the hypergradient of order 1/n",
                                    Provenance.DERIVED)),
                    SOURCE);
        }

        @Override
        public Class<IterativeDifferentiation> type() {
            return IterativeDifferentiation.class;
        }
    }
}
