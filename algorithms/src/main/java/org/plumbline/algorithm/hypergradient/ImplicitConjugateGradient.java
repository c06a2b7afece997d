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
 * AID-BiO: approximate implicit differentiation, the linear system solved by conjugate gradients.
 *
 * <p><strong>Problem.</strong> \(\min_\varphi f(\varphi,\lambda^*(\varphi))\) with \(\lambda^*(\varphi) =
 * \arg\min_\lambda g(\varphi,\lambda)\).
 *
 * <p><strong>Assumptions.</strong> \(g(\varphi,\cdot)\) \(\mu\)-strongly convex with Lipschitz Hessian, f Lipschitz and smooth;
 * exact derivatives in the source.
 *
 * <p><strong>Algorithm.</strong> Outer iteration t, lower variable and linear solution warm-started:
 * \[ \begin{gathered}
 *   \lambda^{k+1} = \lambda^k - \tau\,\hat g_\lambda(\varphi_t,\lambda^k), \qquad k = 0,\dots,K-1, \\
 *   v \approx \hat g_{\lambda\lambda}^{-1}\hat f_\lambda \quad\text{by Q conjugate-gradient steps}, \\
 *   \varphi_{t+1} = \varphi_t - \eta\bigl(\hat f_\varphi - \hat g_{\varphi\lambda} v\bigr).
 * \end{gathered} \]
 * Inner steps, the gradient of f, the linear solve and the Jacobian-vector product draw independent batches; all products
 * of one solve share theirs, so that the system is a fixed one, without which conjugacy means nothing.
 *
 * <p><strong>Cost</strong> of an outer iteration: \(nK\) lower and n upper gradients, at most \(n(Q+1)\)
 * Hessian-vector products (one for the residual of the warm start; fewer when the residual vanishes) and n
 * Jacobian-vector products.
 *
 * <p><strong>Guarantee</strong> (rate, deterministic): \(\|\nabla\Phi\|^2 \le \epsilon\) after \(O(\epsilon^{-1})\) outer
 * iterations, \(\|\nabla\Phi\| \le \epsilon'\) after \(O(\epsilon'^{-2})\), without a logarithm.
 *
 * <p><strong>Schedule</strong> (squared criterion; no conversion): \(T = \Theta(1/\epsilon)\), \(K = \Theta(\kappa)\),
 * \(Q = \Theta(\sqrt\kappa)\), constant steps. Neither K nor Q grows: with warm starts the errors of \(\lambda\) and v contract
 * by constant factors an outer iteration and are driven by \(\|\varphi_{t+1}-\varphi_t\| = \eta\|\hat\nabla\Phi\|\) alone.
 * Derived for noisy derivatives: \(n = \Theta(1/\epsilon)\). The error of the hypergradient enters
 * \(\mathbb E\|\nabla\Phi\|^2\) undamped by a constant outer step; with samples of variance \(s^2\) it consists, in square, of
 * \(\hat f_\varphi\) and \(\hat g_{\varphi\lambda}\), of order \(s^2/n\); of \(\lambda^K-\lambda^*\), at most \(\tau s^2/(\mu n)\), through
 * Lipschitz maps; and of \(\hat H^{-1}\hat f_\lambda - H^{-1}f_\lambda = \hat H^{-1}(\hat f_\lambda - f_\lambda)
 * - \hat H^{-1}(\hat H-H)H^{-1}f_\lambda\), at most \(2(1+\|v\|^2)s^2/(\hat\mu^2 n)\), for which n must be large enough that
 * \(\hat H \succeq \hat\mu I \succ 0\). The bias of \(\hat H^{-1}\), of order 1/n, is smaller when squared. All in all \(O(1/n)\).
 *
 * <p><strong>Reference.</strong> Ji, Yang, Liang, ICML 2021 (arXiv 2010.07962), Algorithm 1, recalled.
 *
 * @param batch n, samples per estimate, at least 1
 * @param innerSteps K, at least 1
 * @param solverSteps Q, at least 1
 * @param lowerStep \(\tau\), positive
 * @param outerStep \(\eta\), positive
 */
public record ImplicitConjugateGradient(long batch, int innerSteps, int solverSteps, double lowerStep, double outerStep)
        implements SecondOrderAlgorithm {
    private static final String NAME = "aid-cg";

    /** Checks the ranges. */
    public ImplicitConjugateGradient {
        Positive.require("batch", batch);
        Positive.require("innerSteps", innerSteps);
        Positive.require("solverSteps", solverSteps);
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
        private final ImplicitConjugateGradient method;
        private final SecondOrderOracle oracle;
        private final RandomStream stream;
        private final double[] phi;
        private final double[] lambda;
        /** The linear solution \(v \approx g_{\lambda\lambda}^{-1} f_\lambda\), warm-started. */
        private final double[] solution;

        private final Gradient gradient;
        private final double[] cross;
        private final ConjugateGradients solver;

        Run(ImplicitConjugateGradient method, SecondOrderOracle oracle, Start start, RandomStream stream) {
            this.method = method;
            this.oracle = oracle;
            this.stream = stream;
            phi = start.phi();
            lambda = start.lambda();
            solution = new double[lambda.length];
            gradient = Gradient.of(oracle);
            cross = new double[phi.length];
            solver = new ConjugateGradients(lambda.length);
        }

        @Override
        public void step() {
            for (int k = 0; k < method.innerSteps(); k++) {
                gradient.lower(oracle, oracle.draw(method.batch(), stream), phi, lambda);
                Vectors.add(-method.lowerStep(), gradient.lambda(), lambda);
            }
            gradient.upper(oracle, oracle.draw(method.batch(), stream), phi, lambda);
            Batch batch = oracle.draw(method.batch(), stream);
            solver.resume(
                    (vector, product) -> oracle.hessianVector(batch, phi, lambda, vector, product),
                    gradient.lambda(),
                    method.solverSteps(),
                    solution);
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
                new Citation("Ji, Yang, Liang, ICML 2021, arXiv 2010.07962", "Algorithm 1 (AID)", Provenance.RECALLED);

        /** A deterministic theorem: with noise, batches of order 1/ε keep the error of the hypergradient at order ε. */
        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    NAME,
                    "implicit differentiation, the linear system solved by conjugate gradients",
                    List.of(
                            Parameter.required("batch", "samples per estimate n", "≥ 1"),
                            Parameter.required("innerSteps", "inner steps K", "≥ 1"),
                            Parameter.required("solverSteps", "conjugate-gradient steps Q", "≥ 1"),
                            Parameter.required("lowerStep", "inner step size τ", "> 0, < 2/L"),
                            Parameter.required("outerStep", "outer step size η", "> 0")),
                    AlgorithmCard.PRODUCTS,
                    Requirement.of(LowerLevel.STRONGLY_CONVEX),
                    new Rate(1, Rate.Criterion.SQUARED_NORM, Rate.Regime.DETERMINISTIC, SOURCE),
                    new TheoremSchedule(
                            List.of(
                                    Law.power("batch", "cN", Role.BATCH, -1),
                                    Law.constant("innerSteps", Role.INNER),
                                    Law.constant("solverSteps", Role.INNER),
                                    Law.constant("lowerStep", Role.LOWER_STEP),
                                    Law.constant("outerStep", Role.OUTER_STEP),
                                    Law.iterations(-1)),
                            2,
                            "deterministic theorem; batches n ∝ 1/ε for noisy gradients are derived",
                            new Citation(
                                    "Plumbline, ImplicitConjugateGradient",
                                    "error of the hypergradient of order 1/n",
                                    Provenance.DERIVED)),
                    SOURCE);
        }

        @Override
        public Class<ImplicitConjugateGradient> type() {
            return ImplicitConjugateGradient.class;
        }
    }
}
