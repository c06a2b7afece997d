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
 * stocBiO: implicit differentiation by a truncated Neumann series, with large batches.
 *
 * <p><strong>Problem.</strong> \(\min_\varphi f(\varphi,\lambda^*(\varphi))\) with \(\lambda^*(\varphi) =
 * \arg\min_\lambda g(\varphi,\lambda)\).
 *
 * <p><strong>Assumptions.</strong> \(g(\varphi,\cdot)\) \(\mu\)-strongly convex with Lipschitz Hessian, f Lipschitz and
 * smooth; unbiased gradients and products of bounded variance.
 *
 * <p><strong>Algorithm.</strong> Outer iteration t, from the last lower variable (warm start):
 * \[ \begin{gathered}
 *   \lambda^{k+1} = \lambda^k - \tau\,\hat g_\lambda(\varphi_t,\lambda^k), \qquad k = 0,\dots,K-1, \\
 *   r_0 = \hat f_\lambda(\varphi_t,\lambda^K), \qquad r_j = (I-\eta'\hat H_j)\,r_{j-1}, \quad j = 1,\dots,Q, \qquad
 *   v = \eta'\sum_{j=0}^{Q} r_j, \\
 *   \varphi_{t+1} = \varphi_t - \eta\bigl(\hat f_\varphi - \hat g_{\varphi\lambda} v\bigr).
 * \end{gathered} \]
 * All batches are independent, but for \(\hat f_\varphi\) and \(\hat f_\lambda\), which share one. Gradients and the product
 * with \(\hat g_{\varphi\lambda}\) are means over n samples, and \(\hat H_j\) is one over
 * \[ n_j = \lceil n\,Q\,q^{\,j-1}\rceil , \qquad q = 1-\eta'\mu \text{ in the source (recalled)}, \]
 * so that the first product of the chain has the largest batch. A method is not told \(\mu\), so q is a parameter. Derived:
 * to first order in the noise (deviation \(s\) of one sample, \(\|r_0\| \le M\), \(\rho = 1-\eta'\mu\)) the variance of v is
 * \[ \sum_{j=1}^Q \Bigl(\tfrac{\eta'}{\mu}\Bigr)^2\frac{s^2}{n_j}\,\rho^{2(j-1)}M^2
 *    \le \frac{\eta'^2 s^2 M^2}{\mu^2 n Q\,(1-\rho^2/q)} \quad\text{for } q \gt \rho^2, \]
 * since the noise of link j meets \(\|r_{j-1}\| \le \rho^{j-1}M\) and the links behind it sum to at most \(1/\mu\). Under a fixed
 * total of samples \(q = \rho\) is the best choice; every q in \((\rho^2, 1]\) keeps the order 1/n, and one below does not.
 *
 * <p><strong>Cost</strong> of an outer iteration: nK lower gradients, n upper gradients, \(\sum_{j=1}^Q n_j\)
 * Hessian-vector and n Jacobian-vector products.
 *
 * <p><strong>Guarantee</strong> (rate): \(\mathbb E\|\nabla\Phi\|^2 \le \epsilon\) from \(\tilde O(\epsilon^{-2})\) samples, which is
 * \(\mathbb E\|\nabla\Phi\| \le \epsilon'\) from \(\tilde O(\epsilon'^{-4})\). Without noise it converges to a zero of
 * \(\nabla\Phi + g_{\varphi\lambda}(I-\eta'H)^{Q+1}H^{-1}f_\lambda\) (see {@link NeumannSeries}).
 *
 * <p><strong>Schedule</strong> (stated in the squared criterion; no conversion): \(T = \Theta(1/\epsilon)\),
 * \(n = \Theta(1/\epsilon)\), \(Q = \Theta(\kappa\ln(1/\epsilon))\), \(K = \Theta(\kappa\ln\kappa)\), constant steps.
 *
 * <p><strong>Reference.</strong> Ji, Yang, Liang, ICML 2021 (arXiv 2010.07962), Algorithms 2 and 3. The update is read; the
 * batches, the schedule and the rate are recalled.
 *
 * @param batch n, samples per gradient, and the unit of the batches of products, at least 1
 * @param innerSteps K, at least 1
 * @param solverSteps Q, Hessian-vector products, one less than the terms of the series; at least 1
 * @param decay q, in (0, 1]
 * @param lowerStep \(\tau\), positive
 * @param solverStep \(\eta'\), positive
 * @param outerStep \(\eta\), positive
 */
public record StocBio(
        long batch,
        int innerSteps,
        int solverSteps,
        double decay,
        double lowerStep,
        double solverStep,
        double outerStep)
        implements SecondOrderAlgorithm {
    private static final String NAME = "stocbio";

    /** Checks the ranges. */
    public StocBio {
        Positive.require("batch", batch);
        Positive.require("innerSteps", innerSteps);
        Positive.require("solverSteps", solverSteps);
        if (!(decay > 0 && decay <= 1)) {
            throw new IllegalArgumentException(
                    "decay (" + decay + ") must lie in (0, 1]. Maybe use 1 - solverStep·mu.");
        }
        Positive.require("lowerStep", lowerStep);
        Positive.require("solverStep", solverStep);
        Positive.require("outerStep", outerStep);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Samples of product j of the chain; rounding noise does not buy another one, and underflow leaves one. */
    private long productBatch(int j) {
        double samples = (double) batch * solverSteps * Math.pow(decay, j - 1);
        return Math.max(1, (long) Math.ceil(samples * (1 - 1e-12)));
    }

    @Override
    public Stepper start(SecondOrderOracle oracle, Start start, RandomStream stream) {
        return new Run(this, oracle, start, stream);
    }

    private static final class Run implements Stepper {
        private final StocBio method;
        private final SecondOrderOracle oracle;
        private final RandomStream stream;
        private final NeumannSeries series;
        private final double[] phi;
        private final double[] lambda;
        private final double[] solution;
        private final double[] cross;
        private final Gradient gradient;

        Run(StocBio method, SecondOrderOracle oracle, Start start, RandomStream stream) {
            this.method = method;
            this.oracle = oracle;
            this.stream = stream;
            series = new NeumannSeries(oracle, stream, method.solverStep());
            phi = start.phi();
            lambda = start.lambda();
            solution = new double[lambda.length];
            cross = new double[phi.length];
            gradient = Gradient.of(oracle);
        }

        @Override
        public void step() {
            for (int k = 0; k < method.innerSteps(); k++) {
                gradient.lower(oracle, oracle.draw(method.batch(), stream), phi, lambda);
                Vectors.add(-method.lowerStep(), gradient.lambda(), lambda);
            }
            gradient.upper(oracle, oracle.draw(method.batch(), stream), phi, lambda);
            series.sum(method.solverSteps(), method::productBatch, phi, lambda, gradient.lambda(), solution);
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
        private static final Citation SOURCE = new Citation(
                "Ji, Yang, Liang, ICML 2021, arXiv 2010.07962", "Algorithms 2 and 3, stocBiO", Provenance.RECALLED);

        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    NAME,
                    "implicit differentiation, the inverse Hessian by a truncated Neumann series, with large batches",
                    List.of(
                            Parameter.required("batch", "samples per gradient n", "≥ 1"),
                            Parameter.required("innerSteps", "inner steps K", "≥ 1"),
                            Parameter.required("solverSteps", "Hessian-vector products Q of the series", "≥ 1"),
                            new Parameter(
                                    "decay",
                                    "factor q of the batches along the series; 1 − η′μ in the theorem, and safe"
                                            + " above (1 − η′μ)²",
                                    "> 0, ≤ 1",
                                    "0.95"),
                            Parameter.required("lowerStep", "inner step size τ", "> 0, < 2/L"),
                            new Parameter("solverStep", "step size η′ of the series", "> 0, < 2/L", "lowerStep"),
                            Parameter.required("outerStep", "outer step size η", "> 0")),
                    AlgorithmCard.PRODUCTS,
                    Requirement.of(LowerLevel.STRONGLY_CONVEX),
                    new Rate(2, Rate.Criterion.SQUARED_NORM, Rate.Regime.STOCHASTIC, SOURCE),
                    new TheoremSchedule(
                            List.of(
                                    Law.power("batch", "cN", Role.BATCH, -1),
                                    Law.constant("innerSteps", Role.INNER),
                                    Law.logarithm("solverSteps", "cQ"),
                                    Law.constant("lowerStep", Role.LOWER_STEP),
                                    Law.constant("outerStep", Role.OUTER_STEP),
                                    Law.iterations(-1)),
                            2,
                            "the batches of products fall by the factor q along the series; the default lies above"
                                    + " (1 − η′μ)² where η′μ ≥ 0.026, as for η′ = 1/L and L/μ ≤ 38",
                            SOURCE),
                    SOURCE);
        }

        @Override
        public Class<StocBio> type() {
            return StocBio.class;
        }
    }
}
