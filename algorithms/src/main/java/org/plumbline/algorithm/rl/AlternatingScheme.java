package org.plumbline.algorithm.rl;

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
import org.plumbline.oracle.FirstOrderOracle;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;

/**
 * The alternating scheme, what practice does by default: optimise the policy for the reward, then descend the upper loss in
 * the reward's parameters with the policy held fixed.
 *
 * <p><strong>Problem.</strong> \(\min_\varphi f(\varphi,\lambda^*(\varphi))\), \(\lambda^*(\varphi) \in \arg\min_\lambda
 * g(\varphi,\lambda)\), which it does not solve.
 *
 * <p><strong>Assumptions.</strong> g PL in λ, f and g smooth.
 *
 * <p><strong>Algorithm.</strong> Outer iteration t, λ warm-started:
 * \[ \lambda \leftarrow \lambda - \tau\,\hat g_\lambda(\varphi_t,\lambda) \quad (K \text{ times}), \qquad
 *    \varphi_{t+1} = \varphi_t - \eta\,\hat f_\varphi(\varphi_t,\lambda). \]
 * How the policy answers to \(\varphi\) is left out: of \(\nabla\Phi = f_\varphi + (\partial_\varphi\lambda^*)^\top f_\lambda\)
 * the first, direct part remains.
 *
 * <p><strong>Cost</strong> of an outer iteration: \(nK\) lower and n upper gradients.
 *
 * <p><strong>Guarantee</strong> (rate, derived): none of \(\nabla\Phi\). Where \(f = u(\varphi) + v(\lambda)\) with smooth u, the
 * outer loop is stochastic gradient descent on u, and \(\mathbb E\|f_\varphi\|^2 \le \epsilon\) after \(T = \Theta(1/\epsilon)\)
 * iterations with \(n = \Theta(1/\epsilon)\): \(\tilde O(\epsilon^{-2})\) samples, \(\epsilon'^{-4}\) in norm units.
 * Elsewhere \(f_\varphi(\varphi,\lambda^*(\varphi))\) need not be the gradient of anything.
 *
 * <p><strong>Reference.</strong> None: folklore. It is the scheme that bilevel methods are measured against.
 *
 * @param batch n, samples per estimate, at least 1
 * @param innerSteps K, at least 1
 * @param lowerStep \(\tau\), positive
 * @param outerStep \(\eta\), positive
 */
public record AlternatingScheme(long batch, int innerSteps, double lowerStep, double outerStep)
        implements FirstOrderAlgorithm {
    private static final String NAME = "alternating";

    /** Checks the ranges. */
    public AlternatingScheme {
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

    private static final class Run implements Stepper {
        private final AlternatingScheme method;
        private final FirstOrderOracle oracle;
        private final RandomStream stream;
        private final double[] phi;
        private final double[] lambda;
        private final Gradient gradient;

        Run(AlternatingScheme method, FirstOrderOracle oracle, Start start, RandomStream stream) {
            this.method = method;
            this.oracle = oracle;
            this.stream = stream;
            phi = start.phi();
            lambda = start.lambda();
            gradient = Gradient.of(oracle);
        }

        @Override
        public void step() {
            for (int k = 0; k < method.innerSteps; k++) {
                gradient.lower(oracle, oracle.draw(method.batch, stream), phi, lambda);
                Vectors.add(-method.lowerStep, gradient.lambda(), lambda);
            }
            gradient.upper(oracle, oracle.draw(method.batch, stream), phi, lambda);
            Vectors.add(-method.outerStep, gradient.phi(), phi);
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

    /** Registers the scheme. */
    @AutoService(AlgorithmSpec.class)
    public static final class Spec implements AlgorithmSpec {
        private static final Citation SOURCE =
                new Citation("Plumbline, AlternatingScheme", "Guarantee", Provenance.DERIVED);

        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    NAME,
                    "descend the upper loss with the lower variable held fixed, then optimise that: no implicit term",
                    List.of(
                            Parameter.required("batch", "samples per estimate n", "≥ 1"),
                            Parameter.required("innerSteps", "inner steps K", "≥ 1"),
                            Parameter.required("lowerStep", "inner step size τ", "> 0, < 2/L"),
                            Parameter.required("outerStep", "outer step size η", "> 0")),
                    AlgorithmCard.GRADIENTS,
                    Requirement.of(LowerLevel.PL),
                    new Rate(2, Rate.Criterion.DIRECT_PART, Rate.Regime.STOCHASTIC, SOURCE),
                    new TheoremSchedule(
                            List.of(
                                    Law.power("batch", "cN", Role.BATCH, -1),
                                    Law.logarithm("innerSteps", "cK"),
                                    Law.constant("lowerStep", Role.LOWER_STEP),
                                    Law.constant("outerStep", Role.OUTER_STEP),
                                    Law.iterations(-1)),
                            2,
                            "for E‖f_φ‖² ≤ ε where f = u(φ) + v(λ); ∇Φ does not vanish there",
                            SOURCE),
                    SOURCE);
        }

        @Override
        public Class<AlternatingScheme> type() {
            return AlternatingScheme.class;
        }
    }
}
