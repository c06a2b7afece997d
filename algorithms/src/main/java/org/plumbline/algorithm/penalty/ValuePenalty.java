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
 * V-PBGD: gradient descent on the value-gap penalty \(f + \gamma(g - g^*)\) in both variables at once.
 *
 * <p><strong>Problem.</strong> \(\min f(\varphi,\lambda)\) over \(\lambda \in \arg\min g(\varphi,\cdot)\), through
 * \(\min_{\varphi,\lambda} F_\gamma\), \(F_\gamma = f + \gamma(g - g^*)\), \(\gamma = 1/\sigma\). The source projects
 * \(\varphi\) onto a set; here it is the whole space.
 *
 * <p><strong>Assumptions.</strong> \(g(\varphi,\cdot)\) PL; f, g smooth; exact gradients in the source.
 *
 * <p><strong>Algorithm.</strong> Outer iteration t, with \(\omega\) going on from the last one:
 * \[ \begin{gathered}
 *   \omega \leftarrow \omega - \tau\,\hat g_\lambda(\varphi_t,\omega), \qquad K \text{ times}, \\
 *   \varphi_{t+1} = \varphi_t - \alpha\bigl(\hat f_\varphi(\varphi_t,\lambda_t)
 *      + \gamma[\hat g_\varphi(\varphi_t,\lambda_t) - \hat g_\varphi(\varphi_t,\omega)]\bigr), \\
 *   \lambda_{t+1} = \lambda_t - \alpha\bigl(\hat f_\lambda + \gamma\hat g_\lambda\bigr)(\varphi_t,\lambda_t),
 * \end{gathered} \]
 * one step \(\alpha = \tau'/\gamma\) for both variables, which is the source's \(\alpha = O(1/\gamma)\) with \(\tau'\) in the
 * units of a step on g. It must be below 2 over the smoothness of \(g - g^*\) in both variables, which exceeds L: on the quadratic
 * family it is up to \(L(1+\|C\|^2)\). Every batch is fresh; f and g at one point are read from one batch.
 *
 * <p><strong>Cost</strong> of an outer iteration: \(n(K+2)\) lower and n upper gradients.
 *
 * <p><strong>Guarantee</strong> (rate, deterministic): \(\|\nabla F_\gamma\|^2 \le \epsilon\) (stationarity of the penalty problem
 * in both variables, projected in the source) after \(\tilde O(\gamma\epsilon^{-1}) = \tilde O(\epsilon^{-3/2})\) steps;
 * \(\epsilon'^{-3}\) for \(\|\nabla F_\gamma\| \le \epsilon'\).
 *
 * <p><strong>Schedule</strong> (squared units): \(\gamma = \Theta(\delta^{-1/2})\) for a \(\delta\)-approximate problem, and
 * \(\delta = \epsilon\) makes the penalty's bias \(\|\nabla\Phi_\sigma - \nabla\Phi\|^2 = O(\gamma^{-2})\) of order
 * \(\epsilon\), too; \(T = \Theta(\gamma/\epsilon) = \Theta(\epsilon^{-3/2})\), \(K = \Theta(\ln(1/\epsilon))\). For noisy gradients
 * (derived): the estimate of \(\nabla F_\gamma\) has the variance \(O(\gamma^2/n)\), and the floor of \(\omega\), \(O(1/n)\), enters
 * with the same factor; \(n = \Theta(\epsilon^{-2})\) makes both of order \(\epsilon\), and \(N = \tilde\Theta(\epsilon^{-7/2})\).
 *
 * <p><strong>Without noise</strong> it converges to a stationary point of \(F_\gamma\), where \(\nabla\Phi_\sigma = 0\),
 * \(\sigma = 1/\gamma\), if \(\lambda\) minimises \(g + \sigma f\) (as it must where that is PL).
 *
 * <p><strong>Reference.</strong> Shen, Chen, ICML 2023 (arXiv 2302.05185), Algorithm 1 (V-PBGD): updates and schedule are
 * recalled; of the rate, \(\epsilon'^{-3}\) is read.
 *
 * @param multiplier \(\gamma\), positive
 * @param batch n, samples per estimate, at least 1; the source has exact gradients
 * @param innerSteps K, at least 1
 * @param lowerStep \(\tau\), the step of \(\omega\), positive
 * @param penalisedStep \(\tau' = \alpha\gamma\), positive
 */
public record ValuePenalty(double multiplier, long batch, int innerSteps, double lowerStep, double penalisedStep)
        implements FirstOrderAlgorithm {
    private static final String NAME = "v-pbgd";

    /** Checks the ranges. */
    public ValuePenalty {
        Positive.require("multiplier", multiplier);
        Positive.require("batch", batch);
        Positive.require("innerSteps", innerSteps);
        Positive.require("lowerStep", lowerStep);
        Positive.require("penalisedStep", penalisedStep);
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
        private final ValuePenalty method;
        private final FirstOrderOracle oracle;
        private final RandomStream stream;
        private final double[] phi;
        private final double[] omega;
        private final double[] iterate;
        private final Gradient atOmega;
        private final Gradient lower;
        private final Gradient upper;

        State(ValuePenalty method, FirstOrderOracle oracle, Start start, RandomStream stream) {
            this.method = method;
            this.oracle = oracle;
            this.stream = stream;
            phi = start.phi();
            omega = start.lambda();
            iterate = start.lambda();
            atOmega = Gradient.of(oracle);
            lower = Gradient.of(oracle);
            upper = Gradient.of(oracle);
        }

        @Override
        public void step() {
            for (int k = 0; k < method.innerSteps; k++) {
                atOmega.lower(oracle, oracle.draw(method.batch, stream), phi, omega);
                Vectors.add(-method.lowerStep, atOmega.lambda(), omega);
            }
            Batch batch = oracle.draw(method.batch, stream);
            upper.upper(oracle, batch, phi, iterate);
            lower.lower(oracle, batch, phi, iterate);
            atOmega.lower(oracle, oracle.draw(method.batch, stream), phi, omega);
            double alpha = method.penalisedStep / method.multiplier;
            for (int i = 0; i < phi.length; i++) {
                phi[i] -= alpha * (upper.phi()[i] + method.multiplier * (lower.phi()[i] - atOmega.phi()[i]));
            }
            for (int j = 0; j < iterate.length; j++) {
                iterate[j] -= alpha * (upper.lambda()[j] + method.multiplier * lower.lambda()[j]);
            }
        }

        @Override
        public double[] phi() {
            return phi.clone();
        }

        @Override
        public double[] lambda() {
            return omega.clone();
        }

        @Override
        public double[] penalisedLambda() {
            return iterate.clone();
        }
    }

    /** Registers the method. */
    @AutoService(AlgorithmSpec.class)
    public static final class Spec implements AlgorithmSpec {
        private static final String WORK = "Shen, Chen, ICML 2023, arXiv 2302.05185";

        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    NAME,
                    "gradient descent on the value-gap penalty in both variables, one step size",
                    List.of(
                            Parameter.required("multiplier", "penalty multiplier γ = 1/σ", "> 0"),
                            Parameter.required("batch", "samples per gradient estimate n", "≥ 1"),
                            Parameter.required("innerSteps", "steps K of the ω-chain", "≥ 1"),
                            Parameter.required("lowerStep", "step size τ of the ω-chain", "> 0, < 2/L"),
                            Parameter.required(
                                    "penalisedStep",
                                    "τ′ = αγ, α the step size of φ and λ",
                                    "> 0, < 2/L₂, L₂ ≥ L the smoothness of g - g* in both variables")),
                    AlgorithmCard.GRADIENTS,
                    Requirement.of(LowerLevel.PL),
                    new Rate(
                            1.5,
                            Rate.Criterion.PENALTY_STATIONARITY,
                            Rate.Regime.DETERMINISTIC,
                            new Citation(WORK, "stated complexity, ε⁻³ in norm units", Provenance.READ)),
                    new TheoremSchedule(
                            List.of(
                                    Law.power("multiplier", "cGamma", Role.MULTIPLIER, -0.5),
                                    Law.power("batch", "cN", Role.BATCH, -2),
                                    Law.logarithm("innerSteps", "cK"),
                                    Law.constant("lowerStep", Role.LOWER_STEP),
                                    Law.constant("penalisedStep", Role.LOWER_STEP),
                                    Law.iterations(-1.5)),
                            3.5,
                            "deterministic theorem on the penalty problem (recalled); γ ∝ ε^-½ for a bias of order ε and batches"
                                    + " n ∝ ε^-2 for noisy gradients are derived",
                            new Citation("Plumbline, this class", "section Schedule", Provenance.DERIVED)),
                    new Citation(WORK, "Algorithm 1 (V-PBGD)", Provenance.RECALLED));
        }

        @Override
        public Class<ValuePenalty> type() {
            return ValuePenalty.class;
        }
    }
}
