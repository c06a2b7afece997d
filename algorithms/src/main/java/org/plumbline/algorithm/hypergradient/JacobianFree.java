package org.plumbline.algorithm.hypergradient;

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
 * HJFBiO: implicit differentiation in a single loop, with differences of gradients in place of second derivatives.
 *
 * <p><strong>Problem.</strong> \(\min_\varphi f(\varphi,\lambda^*(\varphi))\) with \(\lambda^*(\varphi) \in
 * \arg\min_\lambda g(\varphi,\lambda)\).
 *
 * <p><strong>Assumptions.</strong> \(g(\varphi,\cdot)\) PL with Lipschitz second derivatives, f smooth with
 * \(\|f_\lambda\| \le C_f\); exact gradients. Whether the source wants the Hessian at \(\lambda^*\) nonsingular, as its author's
 * related work does, could not be checked; where it is singular, v has a limit only if \(f_\lambda\) is orthogonal to its
 * kernel, and the projection bounds it otherwise.
 *
 * <p><strong>Algorithm.</strong> All three variables move at once, from \(v_0 = 0\); \(\mathcal P\) projects to the ball of radius
 * \(r = C_f/\mu\):
 * \[ \begin{gathered}
 *   h_t = \frac{g_\lambda(\varphi_t,\lambda_t+\delta v_t) - g_\lambda(\varphi_t,\lambda_t-\delta v_t)}{2\delta}
 *     \approx g_{\lambda\lambda}v_t, \qquad
 *   j_t = \frac{g_\varphi(\varphi_t,\lambda_t+\delta v_t) - g_\varphi(\varphi_t,\lambda_t-\delta v_t)}{2\delta}
 *     \approx g_{\varphi\lambda}v_t, \\
 *   \lambda_{t+1} = \lambda_t - \tau\,g_\lambda(\varphi_t,\lambda_t), \qquad
 *   v_{t+1} = \mathcal P\bigl(v_t - \rho\,(h_t - f_\lambda(\varphi_t,\lambda_t))\bigr), \qquad
 *   \varphi_{t+1} = \varphi_t - \eta\,\bigl(f_\varphi(\varphi_t,\lambda_t) - j_t\bigr).
 * \end{gathered} \]
 * With noise (not in the source) every gradient is a mean over n samples; the two displaced points share one batch, and the
 * gradients of f, of g and the displaced ones take three independent ones.
 *
 * <p><strong>Cost</strong> of an outer iteration: n lower and n upper gradients, and 2n displaced ones, since one gradient of g
 * has both parts. No second-order call.
 *
 * <p><strong>Guarantee</strong> (rate, deterministic): \(\|\nabla\Phi\|^2 \le \epsilon\) after \(O(\epsilon^{-1})\) gradients,
 * which is \(\|\nabla\Phi\| \le \epsilon'\) after \(O(\epsilon'^{-2})\).
 *
 * <p><strong>Schedule</strong> (squared criterion; no conversion): constant steps, \(\delta = \Theta(\sqrt\epsilon)\),
 * \(T = \Theta(1/\epsilon)\). By the Lipschitz second derivatives \(h_t, j_t\) are off by \(O(\delta\|v\|^2)\), whose square is
 * of order \(\epsilon\). Derived for noise: \(n = \Theta(1/\epsilon)\), so \(N = \Theta(\epsilon^{-2})\). Under one batch the
 * noise of \(h_t\) and \(j_t\) is a difference quotient of the noise: where that is Lipschitz in \(\lambda\) in mean square
 * (as multiplicative and mini-batch noise are), its variance is \(O(\|v\|^2/n)\) whatever δ is, like that of a product; with
 * constant steps the variances of \(\lambda_t\) and \(v_t\) about their limits, and with them the squared error of the
 * hypergradient, are then \(O(1/n)\). With independent batches at the two points it would be \(O(1/(n\delta^2))\), and n one order
 * larger.
 *
 * <p><strong>Reference.</strong> Huang, ICML 2024 (arXiv 2407.17823), Algorithm 1, recalled; the rate is that of its abstract,
 * the units of which are recalled.
 *
 * @param batch n, samples per gradient, at least 1
 * @param displacement \(\delta\), positive
 * @param lowerStep \(\tau\), positive
 * @param solverStep \(\rho\), positive
 * @param outerStep \(\eta\), positive
 * @param radius r, positive; a bound of \(\|f_\lambda\|\) over \(\mu\)
 */
public record JacobianFree(
        long batch, double displacement, double lowerStep, double solverStep, double outerStep, double radius)
        implements FirstOrderAlgorithm {
    private static final String NAME = "hjfbio";

    /** Checks the ranges. */
    public JacobianFree {
        Positive.require("batch", batch);
        Positive.require("displacement", displacement);
        Positive.require("lowerStep", lowerStep);
        Positive.require("solverStep", solverStep);
        Positive.require("outerStep", outerStep);
        Positive.require("radius", radius);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Stepper start(FirstOrderOracle oracle, Start start, RandomStream stream) {
        return new Run(this, oracle, start, stream);
    }

    private static final class Run implements Stepper {
        private final JacobianFree method;
        private final FirstOrderOracle oracle;
        private final RandomStream stream;
        private final double[] phi;
        private final double[] lambda;
        private final double[] solution;
        private final double[] displaced;
        private final Gradient lower;
        private final Gradient upper;
        private final Gradient forward;
        private final Gradient backward;

        Run(JacobianFree method, FirstOrderOracle oracle, Start start, RandomStream stream) {
            this.method = method;
            this.oracle = oracle;
            this.stream = stream;
            phi = start.phi();
            lambda = start.lambda();
            solution = new double[lambda.length];
            displaced = new double[lambda.length];
            lower = Gradient.of(oracle);
            upper = Gradient.of(oracle);
            forward = Gradient.of(oracle);
            backward = Gradient.of(oracle);
        }

        @Override
        public void step() {
            lower.lower(oracle, oracle.draw(method.batch(), stream), phi, lambda);
            upper.upper(oracle, oracle.draw(method.batch(), stream), phi, lambda);
            Batch common = oracle.draw(method.batch(), stream);
            askAt(method.displacement(), common, forward);
            askAt(-method.displacement(), common, backward);
            double perDifference = 1 / (2 * method.displacement());
            for (int i = 0; i < phi.length; i++) {
                double cross = (forward.phi()[i] - backward.phi()[i]) * perDifference;
                phi[i] -= method.outerStep() * (upper.phi()[i] - cross);
            }
            for (int j = 0; j < lambda.length; j++) {
                double product = (forward.lambda()[j] - backward.lambda()[j]) * perDifference;
                solution[j] -= method.solverStep() * (product - upper.lambda()[j]);
                lambda[j] -= method.lowerStep() * lower.lambda()[j];
            }
            project();
        }

        private void askAt(double along, Batch batch, Gradient answer) {
            Vectors.copy(lambda, displaced);
            Vectors.add(along, solution, displaced);
            oracle.displaced(batch, phi, displaced, answer.phi(), answer.lambda());
        }

        /** A norm that is not a number passes unchanged, and an infinite one leaves NaN: neither is hidden. */
        private void project() {
            double norm = Math.sqrt(Vectors.squaredNorm(solution));
            if (norm > method.radius()) {
                double shrink = method.radius() / norm;
                for (int j = 0; j < solution.length; j++) {
                    solution[j] *= shrink;
                }
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
                new Citation("Huang, ICML 2024, arXiv 2407.17823", "Algorithm 1 (HJFBiO)", Provenance.RECALLED);

        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    NAME,
                    "implicit differentiation in one loop, with differences of gradients in place of second derivatives",
                    List.of(
                            Parameter.required("batch", "samples per gradient n", "≥ 1"),
                            Parameter.required("displacement", "displacement δ of the differences, along v", "> 0"),
                            Parameter.required("lowerStep", "step size τ of λ", "> 0, < 2/L"),
                            new Parameter(
                                    "solverStep", "step size ρ of the linear solution v", "> 0, < 2/L", "lowerStep"),
                            Parameter.required("outerStep", "outer step size η", "> 0"),
                            new Parameter(
                                    "radius",
                                    "radius r of the ball to which v is projected, a bound of ‖∇_λ f‖/μ",
                                    "> 0",
                                    "1e6")),
                    AlgorithmCard.GRADIENTS + ", and of g at displaced λ, one batch at two points",
                    Requirement.of(LowerLevel.PL),
                    new Rate(
                            1,
                            Rate.Criterion.SQUARED_NORM,
                            Rate.Regime.DETERMINISTIC,
                            new Citation("Huang, ICML 2024, arXiv 2407.17823", "abstract", Provenance.RECALLED)),
                    new TheoremSchedule(
                            List.of(
                                    Law.power("batch", "cN", Role.BATCH, -1),
                                    Law.power("displacement", "cDelta", Role.PENALTY, 0.5),
                                    Law.constant("lowerStep", Role.LOWER_STEP),
                                    Law.constant("outerStep", Role.OUTER_STEP),
                                    Law.iterations(-1)),
                            2,
                            "deterministic theorem; batches n ∝ 1/ε for noise that is Lipschitz in λ are derived",
                            new Citation(
                                    "Plumbline, JacobianFree", "noise of differences, one batch", Provenance.DERIVED)),
                    SOURCE);
        }

        @Override
        public Class<JacobianFree> type() {
            return JacobianFree.class;
        }
    }
}
