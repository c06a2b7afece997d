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
 * AmIGO, amortised implicit gradients: the lower variable and the solution of the linear system both go on from the last
 * outer iteration, so that each needs a constant number of steps.
 *
 * <p><strong>Problem.</strong> \(\min_\varphi \Phi(\varphi) = f(\varphi,\lambda^*(\varphi))\), with \(\lambda^*(\varphi)\)
 * the minimiser of \(g(\varphi,\cdot)\).
 *
 * <p><strong>Assumptions.</strong> \(g(\varphi,\cdot)\) strongly convex; f, g smooth, the second derivatives of g
 * Lipschitz; unbiased derivatives of bounded variance.
 *
 * <p><strong>Algorithm.</strong> Outer iteration t, \(\lambda\) and v warm-started:
 * \[ \begin{gathered}
 *   \lambda \leftarrow \lambda - \tau\,\hat g_\lambda(\varphi_t,\lambda) \qquad (K \text{ times}), \\
 *   v \leftarrow v - \tau_v\bigl(\hat g_{\lambda\lambda} v - \hat f_\lambda\bigr) \qquad (Q \text{ times}), \\
 *   \varphi_{t+1} = \varphi_t - \eta\bigl(\hat f_\varphi - \hat g_{\varphi\lambda} v\bigr).
 * \end{gathered} \]
 * Every step of \(\lambda\), every step of v and the last product take n fresh samples. The gradient of f is taken once an
 * outer iteration: \(\hat f_\lambda\) and \(\hat f_\varphi\) are of one batch, and \(\hat f_\lambda\) stays the same in
 * all Q steps.
 *
 * <p><strong>Cost</strong> of an outer iteration: \(nK\) lower and n upper gradients, \(nQ\) Hessian- and n
 * Jacobian-vector products.
 *
 * <p><strong>Guarantee</strong> (rate): \(\mathbb E\|\nabla\Phi\|^2 \le \epsilon\) from \(N = O(\epsilon^{-2})\) samples,
 * without a logarithm; in norm units, \(\mathbb E\|\nabla\Phi\| \le \epsilon'\), \(O(\epsilon'^{-4})\).
 *
 * <p><strong>Schedule.</strong> \(n = \Theta(1/\epsilon)\), \(K, Q = \Theta(\kappa)\) and constant steps,
 * \(T = \Theta(1/\epsilon)\). The source states the squared criterion: nothing was converted.
 *
 * <p><strong>Reference.</strong> Arbel, Mairal, ICLR 2022 (arXiv 2111.14580), AmIGO. The update was read; that
 * \(\hat f_\lambda\) is drawn once, and the rate, are recalled.
 *
 * @param batch n, samples per estimate, at least 1
 * @param innerSteps K, at least 1
 * @param solverSteps Q, at least 1
 * @param lowerStep \(\tau\), positive
 * @param linearStep \(\tau_v\), positive
 * @param outerStep \(\eta\), positive
 */
public record AmortizedImplicit(
        long batch, int innerSteps, int solverSteps, double lowerStep, double linearStep, double outerStep)
        implements SecondOrderAlgorithm {
    private static final String NAME = "amigo";

    /** Checks the ranges. */
    public AmortizedImplicit {
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
        return new Amortized(this, oracle, start, stream);
    }

    private static final class Amortized implements Stepper {
        private final AmortizedImplicit method;
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

        Amortized(AmortizedImplicit method, SecondOrderOracle oracle, Start start, RandomStream stream) {
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
            for (int k = 0; k < method.innerSteps(); k++) {
                lower.lower(oracle, oracle.draw(method.batch(), stream), phi, lambda);
                Vectors.add(-method.lowerStep(), lower.lambda(), lambda);
            }
            upper.upper(oracle, oracle.draw(method.batch(), stream), phi, lambda);
            for (int q = 0; q < method.solverSteps(); q++) {
                oracle.hessianVector(oracle.draw(method.batch(), stream), phi, lambda, solution, product);
                for (int j = 0; j < solution.length; j++) {
                    solution[j] -= method.linearStep() * (product[j] - upper.lambda()[j]);
                }
            }
            oracle.jacobianVector(oracle.draw(method.batch(), stream), phi, lambda, solution, cross);
            for (int i = 0; i < phi.length; i++) {
                phi[i] -= method.outerStep() * (upper.phi()[i] - cross[i]);
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
                new Citation("Arbel, Mairal, ICLR 2022, arXiv 2111.14580", "update of AmIGO", Provenance.READ);
        private static final Citation RATE =
                new Citation("Arbel, Mairal, ICLR 2022, arXiv 2111.14580", "complexity of AmIGO", Provenance.RECALLED);

        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    NAME,
                    "implicit differentiation with lower variable and linear solution warm-started",
                    List.of(
                            Parameter.required("batch", "samples per estimate n", "≥ 1"),
                            Parameter.required("innerSteps", "inner steps K", "≥ 1"),
                            Parameter.required("solverSteps", "steps of the linear system Q", "≥ 1"),
                            Parameter.required("lowerStep", "inner step size τ", "> 0, < 2/L"),
                            new Parameter("linearStep", "step size of the linear system", "> 0, < 2/L", "lowerStep"),
                            Parameter.required("outerStep", "outer step size η", "> 0")),
                    AlgorithmCard.PRODUCTS,
                    Requirement.of(LowerLevel.STRONGLY_CONVEX),
                    new Rate(2, Rate.Criterion.SQUARED_NORM, Rate.Regime.STOCHASTIC, RATE),
                    new TheoremSchedule(
                            List.of(
                                    Law.power("batch", "cN", Role.BATCH, -1),
                                    Law.constant("innerSteps", Role.INNER),
                                    Law.constant("solverSteps", Role.INNER),
                                    Law.constant("lowerStep", Role.LOWER_STEP),
                                    Law.constant("outerStep", Role.OUTER_STEP),
                                    Law.iterations(-1)),
                            2,
                            "",
                            RATE),
                    SOURCE);
        }

        @Override
        public Class<AmortizedImplicit> type() {
            return AmortizedImplicit.class;
        }
    }
}
