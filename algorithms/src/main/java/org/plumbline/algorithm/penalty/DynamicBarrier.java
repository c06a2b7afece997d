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
 * BOME: dynamic-barrier gradient descent in both variables, whose multiplier makes the lower-level gap fall at a set rate.
 *
 * <p><strong>Problem.</strong> \(\min f(\varphi,\lambda)\) subject to \(q(\varphi,\lambda) = g(\varphi,\lambda) -
 * g^*(\varphi) \le 0\).
 *
 * <p><strong>Assumptions.</strong> \(g(\varphi,\cdot)\) PL with one minimiser (unimodal; a local form exists); f, g smooth;
 * exact gradients in the source.
 *
 * <p><strong>Algorithm.</strong> Outer iteration t:
 * \[ \begin{gathered}
 *   \hat\lambda = K \text{ steps } \hat\lambda \leftarrow \hat\lambda - \tau\,g_\lambda(\varphi_t,\hat\lambda)
 *      \text{ from } \lambda_t, \qquad
 *   \nabla\hat q = \bigl(g_\varphi(\varphi_t,\lambda_t) - g_\varphi(\varphi_t,\hat\lambda),\; g_\lambda(\varphi_t,\lambda_t)\bigr), \\
 *   m_t = \max\Bigl\{\theta - \frac{\langle\nabla f,\nabla\hat q\rangle}{\|\nabla\hat q\|^2},\, 0\Bigr\}, \qquad
 *   (\varphi,\lambda)_{t+1} = (\varphi,\lambda)_t - \xi(\nabla f + m_t\nabla\hat q)(\varphi_t,\lambda_t),
 * \end{gathered} \]
 * where \(\hat\lambda\) counts as a constant in \(\nabla\hat q\), and the barrier is \(\theta\|\nabla\hat q\|^2\). Every batch is fresh;
 * f and g at \(\lambda_t\) are read from one batch.
 *
 * <p><strong>At \(\nabla\hat q = 0\)</strong> the quotient has no limit, but \(\langle\nabla f,\nabla\hat q\rangle
 * \nabla\hat q/\|\nabla\hat q\|^2\) is a projection of \(\nabla f\) and bounded by it; the point is feasible, and the direction is
 * \(\nabla f\) alone. Public code adds a small number to the denominator, which gives the same at zero and, unlike this
 * class, damps the multiplier near it.
 *
 * <p><strong>Cost</strong> of an outer iteration: \(n(K+2)\) lower and n upper gradients.
 *
 * <p><strong>Guarantee</strong> (rate, deterministic): \(\min_t \|\nabla f + m_t^*\nabla q\|^2 + q = O(T^{-1/4})\), a squared
 * residual of the Karush-Kuhn-Tucker conditions, with \(\xi = \Theta(T^{-1/2})\), \(K = \Theta(\ln T)\).
 *
 * <p><strong>What it reaches.</strong> On the feasible set \(\nabla q = 0\): no multiplier satisfies the KKT conditions there, and
 * \(m_t\) grows without bound as q falls. But a small residual with a small q is a small hypergradient where
 * \(g_{\lambda\lambda}\) is nonsingular at \(\lambda^*\): \(f_\lambda + m g_\lambda \approx 0\) with \(g_\lambda \approx
 * g_{\lambda\lambda}(\lambda-\lambda^*)\) turns \(f_\varphi + m g_{\varphi\lambda}(\lambda-\lambda^*)\) into
 * \(f_\varphi - g_{\varphi\lambda}g_{\lambda\lambda}^{-1}f_\lambda = \nabla\Phi\) (derived). A large \(m_t\) and a constant step are
 * unstable across \(\nabla q\), the more so the smaller q: with d = 1, where nothing lies across, the iterates converge to
 * \(\nabla\Phi = 0\), and for larger d they stay at a distance that falls with \(\xi\) (measured; the theorem's step
 * \(\xi \propto T^{-1/2}\) says the same).
 *
 * <p><strong>Schedule</strong> (squared units): \(T = \Theta(\epsilon^{-4})\), hence \(\xi = \Theta(\epsilon^2)\), and
 * \(K = \Theta(\ln(1/\epsilon))\). For noisy gradients (derived): at the target \(\|\nabla q\|^2 = O(q) = O(\epsilon)\) and
 * \(m_t = O(\epsilon^{-1/2})\), so the direction has the variance \(O(m_t^2/n) = O(1/(\epsilon n))\), of order \(\epsilon\) for
 * \(n = \Theta(\epsilon^{-2})\), which also leaves \(\|\nabla\hat q\|^2\) with a relative error of order \(\epsilon\);
 * \(N = \tilde\Theta(\epsilon^{-6})\).
 *
 * <p><strong>Reference.</strong> Liu, Ye, Wright, Stone, Liu, NeurIPS 2022 (arXiv 2209.08709), Algorithm 1: the update is read
 * (public code and paper), the rate and schedule are recalled.
 *
 * @param batch n, samples per estimate, at least 1; the source has exact gradients
 * @param innerSteps K, at least 1
 * @param lowerStep \(\tau\), positive
 * @param outerStep \(\xi\), of both variables, positive
 * @param barrier \(\theta\), positive
 */
public record DynamicBarrier(long batch, int innerSteps, double lowerStep, double outerStep, double barrier)
        implements FirstOrderAlgorithm {
    private static final String NAME = "bome";

    /** Checks the ranges. */
    public DynamicBarrier {
        Positive.require("batch", batch);
        Positive.require("innerSteps", innerSteps);
        Positive.require("lowerStep", lowerStep);
        Positive.require("outerStep", outerStep);
        Positive.require("barrier", barrier);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Stepper start(FirstOrderOracle oracle, Start start, RandomStream stream) {
        return new State(this, oracle, start, stream);
    }

    private static final class State implements Stepper {
        private final DynamicBarrier method;
        private final FirstOrderOracle oracle;
        private final RandomStream stream;
        private final double[] phi;
        private final double[] solved;
        private final double[] iterate;
        private final Gradient atSolved;
        private final Gradient barrier;
        private final Gradient upper;

        State(DynamicBarrier method, FirstOrderOracle oracle, Start start, RandomStream stream) {
            this.method = method;
            this.oracle = oracle;
            this.stream = stream;
            phi = start.phi();
            solved = start.lambda();
            iterate = start.lambda();
            atSolved = Gradient.of(oracle);
            barrier = Gradient.of(oracle);
            upper = Gradient.of(oracle);
        }

        @Override
        public void step() {
            Vectors.copy(iterate, solved);
            for (int k = 0; k < method.innerSteps; k++) {
                atSolved.lower(oracle, oracle.draw(method.batch, stream), phi, solved);
                Vectors.add(-method.lowerStep, atSolved.lambda(), solved);
            }
            Batch batch = oracle.draw(method.batch, stream);
            upper.upper(oracle, batch, phi, iterate);
            barrier.lower(oracle, batch, phi, iterate);
            atSolved.lower(oracle, oracle.draw(method.batch, stream), phi, solved);
            Vectors.add(-1, atSolved.phi(), barrier.phi());
            double multiplier = multiplier();
            for (int i = 0; i < phi.length; i++) {
                phi[i] -= method.outerStep * (upper.phi()[i] + multiplier * barrier.phi()[i]);
            }
            for (int j = 0; j < iterate.length; j++) {
                iterate[j] -= method.outerStep * (upper.lambda()[j] + multiplier * barrier.lambda()[j]);
            }
        }

        /** NaN is not zero, and the maximum with NaN is NaN: nothing that is not finite is swallowed. */
        private double multiplier() {
            double squared = Vectors.squaredNorm(barrier.phi()) + Vectors.squaredNorm(barrier.lambda());
            if (squared == 0) {
                return 0;
            }
            double product = Vectors.dot(upper.phi(), barrier.phi()) + Vectors.dot(upper.lambda(), barrier.lambda());
            return Math.max(method.barrier - product / squared, 0);
        }

        @Override
        public double[] phi() {
            return phi.clone();
        }

        @Override
        public double[] lambda() {
            return solved.clone();
        }

        @Override
        public double[] penalisedLambda() {
            return iterate.clone();
        }
    }

    /** Registers the method. */
    @AutoService(AlgorithmSpec.class)
    public static final class Spec implements AlgorithmSpec {
        private static final String WORK = "Liu, Ye, Wright, Stone, Liu, NeurIPS 2022, arXiv 2209.08709";

        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    NAME,
                    "dynamic-barrier gradient descent on f subject to the lower-level value gap",
                    List.of(
                            Parameter.required("batch", "samples per gradient estimate n", "≥ 1"),
                            Parameter.required("innerSteps", "inner steps K", "≥ 1"),
                            Parameter.required("lowerStep", "inner step size τ", "> 0, < 2/L"),
                            Parameter.required("outerStep", "step size ξ of φ and λ", "> 0"),
                            new Parameter("barrier", "barrier coefficient θ", "> 0", "0.5")),
                    AlgorithmCard.GRADIENTS,
                    Requirement.of(LowerLevel.NONSINGULAR_PL),
                    new Rate(
                            4,
                            Rate.Criterion.KKT_RESIDUAL,
                            Rate.Regime.DETERMINISTIC,
                            new Citation(WORK, "main theorem", Provenance.RECALLED)),
                    new TheoremSchedule(
                            List.of(
                                    Law.power("batch", "cN", Role.BATCH, -2),
                                    Law.logarithm("innerSteps", "cK"),
                                    Law.constant("lowerStep", Role.LOWER_STEP),
                                    Law.power("outerStep", "cXi", Role.OUTER_STEP, 2),
                                    Law.iterations(-4)),
                            6,
                            "deterministic theorem on a KKT residual (recalled); batches n ∝ ε^-2 for noisy gradients are derived",
                            new Citation("Plumbline, this class", "section Schedule", Provenance.DERIVED)),
                    new Citation(WORK, "Algorithm 1", Provenance.READ));
        }

        @Override
        public Class<DynamicBarrier> type() {
            return DynamicBarrier.class;
        }
    }
}
