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
 * The stochastic first-order penalty method of Chen, Xu and Zhang for lower levels that satisfy the PL inequality.
 *
 * <p><strong>Problem.</strong> \(\min_\varphi f(\varphi,\lambda^*(\varphi))\), \(\lambda^*(\varphi) \in \arg\min_\lambda
 * g(\varphi,\lambda)\); in the letters of the paper \(x = \varphi\), and y, z are two lower variables.
 *
 * <p><strong>Assumptions.</strong> \(\sigma f + g\) is \(\mu\)-PL in y for all \(0 \le \sigma \le \bar\sigma\); f, g
 * smooth with Lipschitz Hessian of g; unbiased gradients of bounded variance.
 *
 * <p><strong>Algorithm.</strong> Outer iteration t, y and z going on from where they ended:
 * \[ \begin{gathered}
 *   z^{k+1} = z^k - \alpha\,\hat g_y(x_t,z^k), \qquad
 *   y^{k+1} = y^k - \alpha\bigl(\sigma\hat f_y + \hat g_y\bigr)(x_t,y^k), \qquad k = 0,\dots,K-1, \\
 *   x_{t+1} = x_t - \eta\Bigl(\hat f_x(x_t,y^K)
 *     + \frac{\hat g_x(x_t,y^K) - \hat g_x(x_t,z^K)}{\sigma}\Bigr),
 * \end{gathered} \]
 * every gradient a mean over a fresh batch of n samples, with \(\alpha = 1/L\) and \(\eta = O(1)\), not \(O(\sigma)\):
 * the smoothness of \(\Phi_\sigma\) is bounded uniformly in \(\sigma\). The gradients of f and g at one point are
 * taken from one batch.
 *
 * <p><strong>Where it is Algorithm 1.</strong> With \(z = \lambda\), \(y = \lambda'\), \(\alpha = \tau = \tau'\) these are
 * the updates of {@link FirstOrderPenalty} in its exact form, line by line; the suite asserts that both runs are equal
 * bit by bit. The order in which independent batches are drawn, on which no statement of either paper depends, is chosen
 * alike so that one seed gives both the same samples. Where the paper may differ, since only its abstract and its rates
 * were at hand: the warm start (the family F2BA is recalled to begin each inner loop at the last iterates), equal batch
 * sizes in the inner and the outer loop (the source may take single samples with steps of order \(\sigma^2\epsilon'^2\)
 * inside, which has the same product of steps and samples), and the constants of \(\alpha\) and \(\eta\). None of
 * these changes an exponent.
 *
 * <p><strong>Cost</strong> of an outer iteration: \(n(2K+2)\) lower and \(n(K+1)\) upper gradients.
 *
 * <p><strong>Guarantee</strong> (rate). In norm units, \(\mathbb E\|\nabla\Phi\| \le \epsilon'\): \(\tilde
 * O(\epsilon'^{-2})\) exact gradients, \(\tilde O(\epsilon'^{-4})\) samples where only f is noisy, \(\tilde
 * O(\epsilon'^{-6})\) where both are (read). In squared units, \(\epsilon = \epsilon'^2\): 1, 2, and \(N = \tilde
 * O(\epsilon^{-3})\).
 *
 * <p><strong>Schedule</strong>, norm units: \(\sigma = \Theta(\epsilon')\), \(K = \Theta(\ln(1/\epsilon'))\), \(T =
 * \Theta(\epsilon'^{-2})\) (recalled), and \(n = \Theta(\epsilon'^{-4})\) (derived: the hypergradient has the variance
 * \(\Theta(1/(\sigma^2 n))\), which must be \(\Theta(\epsilon'^2)\); then \(nKT = \tilde\Theta(\epsilon'^{-6})\), as
 * published). In squared units every exponent is halved: \(\sigma = \Theta(\epsilon^{1/2})\), \(n =
 * \Theta(\epsilon^{-2})\), \(T = \Theta(\epsilon^{-1})\), and \(\ln(1/\epsilon) = 2\ln(1/\epsilon')\) is absorbed in
 * the constant of K.
 *
 * <p><strong>Reference.</strong> Chen, Xu, Zhang, COLT 2024 (arXiv 2301.00712): rates read, updates recalled from the
 * family F2BA of the same authors.
 *
 * @param sigma \(\sigma\), the penalty parameter, positive
 * @param batch n, samples per gradient estimate, at least 1
 * @param innerSteps K, at least 1
 * @param lowerStep \(\alpha\), of both chains, positive
 * @param outerStep \(\eta\), positive
 */
public record StochasticPlPenalty(double sigma, long batch, int innerSteps, double lowerStep, double outerStep)
        implements FirstOrderAlgorithm {
    private static final String NAME = "chen-xu-zhang";

    /** Checks the ranges. */
    public StochasticPlPenalty {
        Positive.require("sigma", sigma);
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
    public Stepper start(FirstOrderOracle oracle, Start start, RandomStream stream) {
        return new Run(this, oracle, start, stream);
    }

    /** The state of one run, in the letters of the paper. */
    private static final class Run implements Stepper {
        private final StochasticPlPenalty method;
        private final FirstOrderOracle oracle;
        private final RandomStream stream;
        private final double[] x;
        private final double[] y;
        private final double[] z;
        private final Gradient f;
        private final Gradient g;
        private final Gradient atZ;

        Run(StochasticPlPenalty method, FirstOrderOracle oracle, Start start, RandomStream stream) {
            this.method = method;
            this.oracle = oracle;
            this.stream = stream;
            x = start.phi();
            y = start.lambda();
            z = start.lambda();
            f = Gradient.of(oracle);
            g = Gradient.of(oracle);
            atZ = Gradient.of(oracle);
        }

        private Batch fresh() {
            return oracle.draw(method.batch, stream);
        }

        @Override
        public void step() {
            for (int k = 0; k < method.innerSteps; k++) {
                descendLower();
                descendPenalised();
            }
            descendUpper();
        }

        private void descendLower() {
            atZ.lower(oracle, fresh(), x, z);
            for (int j = 0; j < z.length; j++) {
                z[j] -= method.lowerStep * atZ.lambda()[j];
            }
        }

        private void descendPenalised() {
            Batch batch = fresh();
            f.upper(oracle, batch, x, y);
            g.lower(oracle, batch, x, y);
            for (int j = 0; j < y.length; j++) {
                y[j] -= method.lowerStep * (method.sigma * f.lambda()[j] + g.lambda()[j]);
            }
        }

        private void descendUpper() {
            Batch batch = fresh();
            f.upper(oracle, batch, x, y);
            g.lower(oracle, batch, x, y);
            atZ.lower(oracle, fresh(), x, z);
            for (int i = 0; i < x.length; i++) {
                x[i] -= method.outerStep * (f.phi()[i] + (g.phi()[i] - atZ.phi()[i]) / method.sigma);
            }
        }

        @Override
        public double[] phi() {
            return x.clone();
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
        private static final String WORK = "Chen, Xu, Zhang, COLT 2024, arXiv 2301.00712";
        private static final Citation METHOD =
                new Citation(WORK, "the stochastic method under the PL condition", Provenance.RECALLED);
        private static final Citation RATES = new Citation(WORK, "abstract: fully stochastic setting", Provenance.READ);

        /** An exponent of the source, where \(\|\nabla\Phi\| \le \epsilon'\), in squared units. */
        private static double squared(double normExponent) {
            return normExponent / 2;
        }

        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    NAME,
                    "the two-chain penalty method of Chen, Xu and Zhang for PL lower levels, both gradients noisy",
                    List.of(
                            Parameter.required("sigma", "penalty parameter σ", "> 0"),
                            Parameter.required("batch", "samples per gradient estimate n", "≥ 1"),
                            Parameter.required("innerSteps", "inner steps K", "≥ 1"),
                            Parameter.required("lowerStep", "inner step size α of both chains", "> 0, < 2/L"),
                            Parameter.required("outerStep", "outer step size η", "> 0")),
                    AlgorithmCard.GRADIENTS,
                    Requirement.of(LowerLevel.PL),
                    new Rate(6, Rate.Criterion.NORM, Rate.Regime.STOCHASTIC, RATES),
                    new TheoremSchedule(
                            List.of(
                                    Law.power("sigma", "cSigma", Role.PENALTY, squared(1)),
                                    Law.power("batch", "cN", Role.BATCH, squared(-4)),
                                    Law.logarithm("innerSteps", "cK"),
                                    Law.constant("lowerStep", Role.LOWER_STEP),
                                    Law.constant("outerStep", Role.OUTER_STEP),
                                    Law.iterations(squared(-2))),
                            squared(6),
                            "stated for ‖∇Φ‖ ≤ ε′, here ε = ε′²; the batch n ∝ ε′⁻⁴ is derived from the variance",
                            METHOD),
                    METHOD);
        }

        @Override
        public Class<StochasticPlPenalty> type() {
            return StochasticPlPenalty.class;
        }
    }
}
