package org.plumbline.algorithm.hypergradient;

import com.google.auto.service.AutoService;
import java.util.Arrays;
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
 * SOBA, the stochastic bilevel algorithm: lower variable, linear system and upper variable take one gradient step each,
 * all from the same iterate.
 *
 * <p><strong>Problem.</strong> \(\min_\varphi \Phi(\varphi) = f(\varphi,\lambda^*(\varphi))\), with \(\lambda^*(\varphi)\)
 * the minimiser of \(g(\varphi,\cdot)\).
 *
 * <p><strong>Assumptions.</strong> \(g(\varphi,\cdot)\) strongly convex, f and g smooth to one order more than usual;
 * unbiased derivatives of bounded variance.
 *
 * <p><strong>Algorithm.</strong> Iteration t, with \(s_t = (t+1)^{-a}\), every derivative at \((\varphi_t,\lambda_t)\):
 * \[ \begin{aligned}
 *   \lambda_{t+1} = {} \lambda_t - \tau s_t\,\hat g_\lambda, \qquad
 *   v_{t+1} = {} v_t - \tau s_t\bigl(\hat g_{\lambda\lambda} v_t - \hat f_\lambda\bigr), \qquad
 *   \varphi_{t+1} = {} \varphi_t - \eta s_t\bigl(\hat f_\varphi - \hat g_{\varphi\lambda} v_t\bigr).
 * \end{aligned} \]
 * The source has the opposite sign of v. Two batches an iteration, as the source draws one index of each sum: one for
 * everything of g, one for everything of f.
 *
 * <p><strong>Cost</strong> of an iteration: n lower and n upper gradients, n Hessian- and n Jacobian-vector products.
 *
 * <p><strong>Guarantee</strong> (rate): \(\mathbb E\|\nabla\Phi\|^2 = \tilde O(T^{-1/2})\), so
 * \(N = \tilde O(\epsilon^{-2})\) for the squared criterion and \(\tilde O(\epsilon'^{-4})\) for
 * \(\mathbb E\|\nabla\Phi\| \le \epsilon'\).
 *
 * <p><strong>Schedule.</strong> \(a = \tfrac12\), n = 1 (any constant), \(T = \Theta(\epsilon^{-2})\). The source states
 * the squared criterion: nothing was converted. Its first version has other exponents and \(T^{-2/5}\), from one order
 * of smoothness less.
 *
 * <p><strong>Reference.</strong> Dagréou, Ablin, Vaiter, Moreau, NeurIPS 2022 (arXiv 2201.13409), SOBA. Update and step
 * exponent were read, the rate is recalled.
 *
 * @param batch n, samples per estimate, at least 1
 * @param lowerStep \(\tau\), of the lower variable and of the linear system, positive
 * @param outerStep \(\eta\), positive
 * @param decay a, at least 0; ½ in the theorem, 0 for constant steps
 */
public record StochasticBilevel(long batch, double lowerStep, double outerStep, double decay)
        implements SecondOrderAlgorithm {
    private static final String NAME = "soba";

    /** Checks the ranges. */
    public StochasticBilevel {
        Positive.require("batch", batch);
        Positive.require("lowerStep", lowerStep);
        Positive.require("outerStep", outerStep);
        if (!(decay >= 0 && decay <= 1)) {
            throw new IllegalArgumentException("decay (" + decay + ") must lie in [0, 1].");
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Stepper start(SecondOrderOracle oracle, Start start, RandomStream stream) {
        return new SingleLoop(this, oracle, start, stream);
    }

    private static final class SingleLoop implements Stepper {
        private final StochasticBilevel method;
        private final SecondOrderOracle oracle;
        private final RandomStream stream;
        private final double[] phi;
        private final double[] lambda;
        /** \(v \approx g_{\lambda\lambda}^{-1} f_\lambda\). */
        private final double[] solution;

        private final Gradient lower;
        private final Gradient upper;
        private final double[] product;
        private final double[] cross;
        private long iterations;

        SingleLoop(StochasticBilevel method, SecondOrderOracle oracle, Start start, RandomStream stream) {
            this.method = method;
            this.oracle = oracle;
            this.stream = stream;
            phi = start.phi();
            lambda = start.lambda();
            solution = new double[lambda.length];
            lower = Gradient.of(oracle);
            upper = Gradient.of(oracle);
            product = new double[lambda.length];
            cross = new double[phi.length];
        }

        @Override
        public void step() {
            Batch ofLower = oracle.draw(method.batch(), stream);
            Batch ofUpper = oracle.draw(method.batch(), stream);
            lower.lower(oracle, ofLower, phi, lambda);
            upper.upper(oracle, ofUpper, phi, lambda);
            oracle.hessianVector(ofLower, phi, lambda, solution, product);
            oracle.jacobianVector(ofLower, phi, lambda, solution, cross);

            iterations++;
            double scale = Math.pow((double) iterations, -method.decay());
            double inner = method.lowerStep() * scale;
            for (int j = 0; j < lambda.length; j++) {
                lambda[j] -= inner * lower.lambda()[j];
                solution[j] -= inner * (product[j] - upper.lambda()[j]);
            }
            for (int i = 0; i < phi.length; i++) {
                phi[i] -= method.outerStep() * scale * (upper.phi()[i] - cross[i]);
            }
            // v enters φ one iteration later: the runner shall see that it is not finite now.
            if (!Double.isFinite(Vectors.squaredNorm(solution))) {
                Arrays.fill(lambda, Double.NaN);
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
        private static final String WORK = "Dagréou, Ablin, Vaiter, Moreau, NeurIPS 2022, arXiv 2201.13409";
        private static final Citation SOURCE = new Citation(WORK, "SOBA", Provenance.READ);
        private static final Citation RATE = new Citation(WORK, "rate of SOBA", Provenance.RECALLED);

        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    NAME,
                    "one stochastic step a variable and iteration: lower variable, linear system, upper variable",
                    List.of(
                            new Parameter("batch", "samples per estimate n", "≥ 1", "1"),
                            Parameter.required(
                                    "lowerStep", "first step size of λ and of the linear system", "> 0, < 2/L"),
                            Parameter.required("outerStep", "first outer step size η", "> 0"),
                            new Parameter("decay", "exponent a of the steps (t+1)^-a", "in [0, 1]", "0.5")),
                    AlgorithmCard.PRODUCTS,
                    Requirement.of(LowerLevel.STRONGLY_CONVEX),
                    new Rate(2, Rate.Criterion.SQUARED_NORM, Rate.Regime.STOCHASTIC, RATE),
                    new TheoremSchedule(
                            List.of(
                                    Law.constant("lowerStep", Role.LOWER_STEP),
                                    Law.constant("outerStep", Role.OUTER_STEP),
                                    Law.iterations(-2)),
                            2,
                            "",
                            RATE),
                    SOURCE);
        }

        @Override
        public Class<StochasticBilevel> type() {
            return StochasticBilevel.class;
        }
    }
}
