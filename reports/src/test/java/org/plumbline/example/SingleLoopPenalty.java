package org.plumbline.example;

import java.util.List;
import org.plumbline.algorithm.AlgorithmCard;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.BilevelAlgorithm;
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
 * The single-loop penalty method: both chains and the upper variable take one step each, from the same iterate.
 *
 * <p><strong>Problem.</strong> \(\min_\varphi f(\varphi,\lambda^*(\varphi))\), through \(\Phi_\sigma = \min_\lambda f +
 * (g-g^*)/\sigma\).
 *
 * <p><strong>Assumptions.</strong> \(g(\varphi,\cdot)\) PL with a nonsingular, Lipschitz Hessian at its minimiser; f, g
 * smooth; unbiased gradients that are Lipschitz in mean square; both chains start at one point.
 *
 * <p><strong>Algorithm.</strong> Iteration t, every gradient at \((\varphi_t,\lambda_t)\) or \((\varphi_t,\lambda'_t)\), all
 * from one batch of n samples:
 * \[ \begin{gathered}
 *   \lambda_{t+1} = \lambda_t - \tau\,\hat g_\lambda(\lambda_t), \qquad
 *   \lambda'_{t+1} = \lambda'_t - \tau\bigl(\hat g_\lambda + \sigma\hat f_\lambda\bigr)(\lambda'_t), \\
 *   \varphi_{t+1} = \varphi_t - \eta\Bigl(\hat f_\varphi(\lambda'_t)
 *     + \tfrac1\sigma\bigl[\hat g_\varphi(\lambda'_t) - \hat g_\varphi(\lambda_t)\bigr]\Bigr).
 * \end{gathered} \]
 *
 * <p><strong>Cost</strong> of an iteration: 2n lower and n upper gradients.
 *
 * <p><strong>Guarantee</strong> (rate, derived): \(\mathbb E\|\nabla\Phi\|^2 \le \epsilon\) from \(N = O(\epsilon^{-2})\)
 * samples, which is \(\mathbb E\|\nabla\Phi\| \le \epsilon'\) from \(O(\epsilon'^{-4})\). It is the sketch of docs/theory.md,
 * "Coupled sampling" and "Unequal chain steps", with one inner step: the noise of the difference of coupled chains,
 * divided by \(\sigma\), is of order 1/n; and chains with equal steps lag behind \(\varphi\) by amounts whose difference,
 * divided by \(\sigma\), is of order \(\eta\) times the upper direction, which a small \(\eta\) absorbs.
 *
 * <p><strong>Schedule</strong> (squared units): \(\sigma = \Theta(\sqrt\epsilon)\), \(n = \Theta(1/\epsilon)\), \(T =
 * \Theta(1/\epsilon)\), constant steps.
 *
 * @param sigma \(\sigma\), the penalty parameter, positive
 * @param batch n, samples per iteration, at least 1
 * @param lowerStep \(\tau\), of both chains, positive
 * @param outerStep \(\eta\), positive
 */
public record SingleLoopPenalty(double sigma, long batch, double lowerStep, double outerStep)
        implements FirstOrderAlgorithm {
    private static final String NAME = "single-loop-penalty";

    /** Checks the ranges. */
    public SingleLoopPenalty {
        Positive.require("sigma", sigma);
        Positive.require("batch", batch);
        Positive.require("lowerStep", lowerStep);
        Positive.require("outerStep", outerStep);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Stepper start(FirstOrderOracle oracle, Start start, RandomStream stream) {
        return new State(this, oracle, start, stream);
    }

    /** The only mutable object of a run. */
    private static final class State implements Stepper {
        private final SingleLoopPenalty method;
        private final FirstOrderOracle oracle;
        private final RandomStream stream;
        private final double[] phi;
        private final double[] lambda;
        private final double[] penalised;
        private final Gradient atLower;
        private final Gradient atPenalised;
        private final Gradient upper;

        State(SingleLoopPenalty method, FirstOrderOracle oracle, Start start, RandomStream stream) {
            this.method = method;
            this.oracle = oracle;
            this.stream = stream;
            phi = start.phi();
            lambda = start.lambda();
            penalised = start.lambda();
            atLower = Gradient.of(oracle);
            atPenalised = Gradient.of(oracle);
            upper = Gradient.of(oracle);
        }

        @Override
        public void step() {
            Batch batch = oracle.draw(method.batch, stream);
            atLower.lower(oracle, batch, phi, lambda);
            atPenalised.lower(oracle, batch, phi, penalised);
            upper.upper(oracle, batch, phi, penalised);
            for (int j = 0; j < lambda.length; j++) {
                lambda[j] -= method.lowerStep * atLower.lambda()[j];
                penalised[j] -= method.lowerStep * (atPenalised.lambda()[j] + method.sigma * upper.lambda()[j]);
            }
            for (int i = 0; i < phi.length; i++) {
                double difference = (atPenalised.phi()[i] - atLower.phi()[i]) / method.sigma;
                phi[i] -= method.outerStep * (upper.phi()[i] + difference);
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

        @Override
        public double[] penalisedLambda() {
            return penalised.clone();
        }
    }

    /**
     * What is registered. A real method carries {@code @AutoService(AlgorithmSpec.class)} here and is then in every list and
     * in the comparison; this one leaves it out, so that the example does not show up there.
     */
    public static final class Spec implements AlgorithmSpec {
        private static final Citation SOURCE =
                new Citation("Plumbline, SingleLoopPenalty", "Guarantee and Schedule", Provenance.DERIVED);

        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    NAME,
                    "penalty method whose chains and upper variable move at once, from one batch",
                    List.of(
                            Parameter.required("sigma", "penalty parameter σ", "> 0"),
                            Parameter.required("batch", "samples per iteration n", "≥ 1"),
                            Parameter.required("lowerStep", "step size τ of both chains", "> 0, < 2/L"),
                            Parameter.required("outerStep", "step size η of the upper variable", "> 0")),
                    AlgorithmCard.GRADIENTS + ", one batch at two points; mean-square Lipschitz in λ",
                    Requirement.of(LowerLevel.NONSINGULAR_PL),
                    new Rate(2, Rate.Criterion.SQUARED_NORM, Rate.Regime.STOCHASTIC, SOURCE),
                    new TheoremSchedule(
                            List.of(
                                    Law.power("sigma", "cSigma", Role.PENALTY, 0.5),
                                    Law.power("batch", "cN", Role.BATCH, -1),
                                    Law.constant("lowerStep", Role.LOWER_STEP),
                                    Law.constant("outerStep", Role.OUTER_STEP),
                                    Law.iterations(-1)),
                            2,
                            "",
                            SOURCE),
                    SOURCE);
        }

        @Override
        public Class<? extends BilevelAlgorithm> type() {
            return SingleLoopPenalty.class;
        }
    }
}
