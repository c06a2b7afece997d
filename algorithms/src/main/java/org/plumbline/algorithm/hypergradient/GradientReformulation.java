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
 * GALET, the generalised alternating method for bilevel optimisation under a PL lower level: the constraint
 * \(\nabla_\lambda g = 0\) in place of optimality, its multiplier w found by least squares, which asks nothing of the rank
 * of the Hessian.
 *
 * <p><strong>Problem.</strong> \(\min_{\varphi,\lambda} f(\varphi,\lambda)\) subject to \(\nabla_\lambda g(\varphi,\lambda)
 * = 0\).
 *
 * <p><strong>Assumptions.</strong> \(g(\varphi,\cdot)\) PL; f, g smooth, the second derivatives of g Lipschitz; exact
 * derivatives in the source.
 *
 * <p><strong>Algorithm.</strong> Outer iteration t, \(\lambda\) and w warm-started, \(w = 0\) at first, \(\rho = s^2\):
 * \[ \begin{gathered}
 *   \lambda \leftarrow \lambda - \tau\,\hat g_\lambda(\varphi_t,\lambda) \qquad (K \text{ times}), \\
 *   w \leftarrow w - \rho\,\hat g_{\lambda\lambda}\bigl(\hat f_\lambda + \hat g'_{\lambda\lambda} w\bigr)
 *     \qquad (Q \text{ times}), \\
 *   \varphi_{t+1} = \varphi_t - \eta\bigl(\hat f_\varphi + \hat g_{\varphi\lambda} w\bigr).
 * \end{gathered} \]
 * These are gradient steps on \(\tfrac12\|f_\lambda + g_{\lambda\lambda} w\|^2\). Where the Hessian does not change they
 * stay in its range and tend to the solution of least norm, \(-g_{\lambda\lambda}^{+} f_\lambda\). The step is given as
 * its root s because \(\rho\) must be of order \(1/L^2\), and s of order \(1/L\) like every other step.
 *
 * <p><strong>Noise</strong> (derived). The source is deterministic. With one batch for both factors the mean of
 * \(\hat H(f_\lambda + \hat H w)\) is \(H(f_\lambda + Hw) + \operatorname{Cov}(\hat H)[w]\): a bias of order 1/n. So the
 * two factors take two independent batches, fresh in every step of w. The gradient of f is taken once an outer iteration,
 * independent of both. Across the range of the Hessian noise moves w with nothing to draw it back: after T iterations
 * that part has a variance of order \(TQ\rho^2/n\), bounded where \(T \propto n\). It has no part in the limit, since
 * \(g_{\varphi\lambda}\) vanishes there: \(\nabla_\varphi g\) is constant on the minimisers.
 *
 * <p><strong>Cost</strong> of an outer iteration: \(nK\) lower and n upper gradients, \(2nQ\) Hessian- and n
 * Jacobian-vector products.
 *
 * <p><strong>Guarantee</strong> (rate, deterministic): \(\|f_\varphi + g_{\varphi\lambda}w\|^2\),
 * \(\|g_{\lambda\lambda}(f_\lambda + g_{\lambda\lambda}w)\|^2\) and \(g - g^*\) are below \(\epsilon\) after
 * \(\tilde O(\epsilon^{-1})\) iterations. These residuals are squared; unsquared below \(\epsilon'\) it is
 * \(\tilde O(\epsilon'^{-2})\). No \(\nabla\Phi\) is bounded: where f tells minimisers of g apart, the limit need not be
 * stationary for \(\Phi\).
 *
 * <p><strong>Schedule.</strong> \(K, Q = O(1)\), constant steps, \(T = \Theta(1/\epsilon)\). For noise \(n =
 * \Theta(1/\epsilon)\), derived: with linearly contracting \(\lambda\) and w the variance of the estimate of the
 * hypergradient is of order 1/n, and with \(\eta\) constant
 * \(\frac1T\sum_t \mathbb E\|\nabla\Phi\|^2 \lesssim \frac1{\eta T} + \frac1n\), so \(N = \Theta(\epsilon^{-2})\).
 *
 * <p><strong>Reference.</strong> Xiao, Lu, Chen, NeurIPS 2023 (arXiv 2306.02422). The order \(1/\epsilon\) was read,
 * update and criterion are recalled.
 *
 * @param batch n, samples per estimate, at least 1
 * @param innerSteps K, at least 1
 * @param solverSteps Q, at least 1
 * @param lowerStep \(\tau\), positive
 * @param linearStep \(s = \sqrt\rho\), positive
 * @param outerStep \(\eta\), positive
 */
public record GradientReformulation(
        long batch, int innerSteps, int solverSteps, double lowerStep, double linearStep, double outerStep)
        implements SecondOrderAlgorithm {
    private static final String NAME = "galet";

    /** Checks the ranges. */
    public GradientReformulation {
        Positive.require("batch", batch);
        Positive.require("innerSteps", innerSteps);
        Positive.require("solverSteps", solverSteps);
        Positive.require("lowerStep", lowerStep);
        Positive.require("linearStep", linearStep);
        Positive.require("outerStep", outerStep);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Stepper start(SecondOrderOracle oracle, Start start, RandomStream stream) {
        return new Alternating(this, oracle, start, stream);
    }

    private static final class Alternating implements Stepper {
        private final GradientReformulation method;
        private final SecondOrderOracle oracle;
        private final RandomStream stream;
        private final double[] phi;
        private final double[] lambda;
        /** \(w \approx -g_{\lambda\lambda}^{+} f_\lambda\). */
        private final double[] multiplier;

        private final Gradient lower;
        private final Gradient upper;
        private final double[] residual;
        private final double[] product;
        private final double[] cross;

        Alternating(GradientReformulation method, SecondOrderOracle oracle, Start start, RandomStream stream) {
            this.method = method;
            this.oracle = oracle;
            this.stream = stream;
            phi = start.phi();
            lambda = start.lambda();
            multiplier = new double[lambda.length];
            lower = Gradient.of(oracle);
            upper = Gradient.of(oracle);
            residual = new double[lambda.length];
            product = new double[lambda.length];
            cross = new double[phi.length];
        }

        @Override
        public void step() {
            for (int k = 0; k < method.innerSteps(); k++) {
                lower.lower(oracle, oracle.draw(method.batch(), stream), phi, lambda);
                Vectors.add(-method.lowerStep(), lower.lambda(), lambda);
            }
            upper.upper(oracle, oracle.draw(method.batch(), stream), phi, lambda);
            double rho = method.linearStep() * method.linearStep();
            for (int q = 0; q < method.solverSteps(); q++) {
                oracle.hessianVector(oracle.draw(method.batch(), stream), phi, lambda, multiplier, residual);
                Vectors.add(1, upper.lambda(), residual);
                oracle.hessianVector(oracle.draw(method.batch(), stream), phi, lambda, residual, product);
                Vectors.add(-rho, product, multiplier);
            }
            oracle.jacobianVector(oracle.draw(method.batch(), stream), phi, lambda, multiplier, cross);
            for (int i = 0; i < phi.length; i++) {
                phi[i] -= method.outerStep() * (upper.phi()[i] + cross[i]);
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
                new Citation("Xiao, Lu, Chen, NeurIPS 2023, arXiv 2306.02422", "GALET", Provenance.RECALLED);

        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    NAME,
                    "implicit differentiation under PL, the linear system as least squares, so that it may be singular",
                    List.of(
                            Parameter.required("batch", "samples per estimate n", "≥ 1"),
                            Parameter.required("innerSteps", "inner steps K", "≥ 1"),
                            Parameter.required("solverSteps", "steps of the least-squares problem Q", "≥ 1"),
                            Parameter.required("lowerStep", "inner step size τ", "> 0, < 2/L"),
                            new Parameter("linearStep", "root s of the step size ρ of w", "> 0, < √2/L", "lowerStep"),
                            Parameter.required("outerStep", "outer step size η", "> 0")),
                    AlgorithmCard.PRODUCTS,
                    Requirement.of(LowerLevel.PL),
                    new Rate(1, Rate.Criterion.THREE_RESIDUALS, Rate.Regime.DETERMINISTIC, SOURCE),
                    new TheoremSchedule(
                            List.of(
                                    Law.power("batch", "cN", Role.BATCH, -1),
                                    Law.constant("innerSteps", Role.INNER),
                                    Law.constant("solverSteps", Role.INNER),
                                    Law.constant("lowerStep", Role.LOWER_STEP),
                                    Law.constant("outerStep", Role.OUTER_STEP),
                                    Law.iterations(-1)),
                            2,
                            "deterministic theorem on three residuals; for noisy derivatives batches n ∝ 1/ε, and two"
                                    + " independent ones for the product with the squared Hessian, are derived",
                            new Citation("Plumbline, this class", "Schedule", Provenance.DERIVED)),
                    SOURCE);
        }

        @Override
        public Class<GradientReformulation> type() {
            return GradientReformulation.class;
        }
    }
}
