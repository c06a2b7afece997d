package org.plumbline.algorithm.rl;

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
import org.plumbline.algorithm.hypergradient.ConjugateGradients;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;

/**
 * A-PARL: policy-gradient steps below, and the implicit gradient with the inverse of the policy's Hessian above.
 *
 * <p><strong>Problem.</strong> \(\min_\varphi f(\varphi,\lambda^*(\varphi))\), \(\lambda^*(\varphi) \in \arg\min_\lambda
 * g(\varphi,\lambda)\), λ the parameters of a policy. Nothing else is used of the agent, so that the method runs wherever
 * there are products.
 *
 * <p><strong>Assumptions.</strong> A lower level that is strongly convex in the relevant directions (recalled; PL here), smooth
 * rewards.
 *
 * <p><strong>Algorithm.</strong> Outer iteration t, λ warm-started:
 * \[ \begin{gathered}
 *   \lambda \leftarrow \lambda - \tau\,\hat g_\lambda(\varphi_t,\lambda) \qquad (K \text{ times}), \\
 *   v \approx \hat g_{\lambda\lambda}^+\hat f_\lambda \quad\text{by Q conjugate-gradient steps from } 0, \\
 *   \varphi_{t+1} = \varphi_t - \eta\bigl(\hat f_\varphi - \hat g_{\varphi\lambda}v\bigr).
 * \end{gathered} \]
 * That f's data come from the policy is in \(f_\lambda\) and \(f_\varphi\), which the oracle answers.
 *
 * <p><strong>The singular Hessian.</strong> Shifting all logits of a state changes no policy: such shifts are in the kernel of
 * \(g_{\lambda\lambda}\) at every λ, and \(f_\lambda\) is orthogonal to them. The system is consistent, conjugate gradients from
 * 0 stay in the range, in which they solve it after as many steps as it has dimensions, and \(g_{\varphi\lambda}\) maps the
 * kernel to 0: the product does not depend on which solution is taken. So Q is best the rank, S(A−1) for a softmax policy:
 * further steps multiply rounding errors in the kernel. Away from \(\lambda^*\) the Hessian may be indefinite;
 * the solver stops at the first direction without positive curvature. With noise the system need not be consistent.
 *
 * <p><strong>Second derivatives.</strong> The source estimates them from trajectories by scores (recalled). So does the oracle
 * of trajectories of a finite process, which charges the trajectories and not the products; every other oracle adds noise to
 * analytic products, which deviates from the source.
 *
 * <p><strong>Cost</strong> of an outer iteration: \(nK\) lower and n upper gradients, at most \(nQ\) Hessian- and n
 * Jacobian-vector products; with trajectories \(n(K+3)\) of them.
 *
 * <p><strong>Guarantee</strong> (rate): \(\|\nabla\Phi\|^2 = O(1/T)\): \(\epsilon^{-1}\) outer iterations in squared units,
 * \(\epsilon'^{-2}\) in norm units.
 *
 * <p><strong>Schedule</strong> (squared units): \(T = \Theta(1/\epsilon)\); for noisy derivatives \(n = \Theta(1/\epsilon)\), and
 * \(K = \Theta(\ln(1/\epsilon))\), by the derivation of
 * {@link org.plumbline.algorithm.hypergradient.ImplicitConjugateGradient}, of which this is the form with a cold solve.
 *
 * <p><strong>Reference.</strong> Chakraborty, Bedi, Koppel, Wang, Manocha, Wang, Huang, ICLR 2024 (arXiv 2308.02585): the
 * rate was read, the update is recalled.
 *
 * @param batch n, samples per estimate, at least 1
 * @param innerSteps K, at least 1
 * @param solverSteps Q, at least 1
 * @param lowerStep \(\tau\), positive
 * @param outerStep \(\eta\), positive
 */
public record PolicyAlignment(long batch, int innerSteps, int solverSteps, double lowerStep, double outerStep)
        implements SecondOrderAlgorithm {
    private static final String NAME = "a-parl";

    /** Checks the ranges. */
    public PolicyAlignment {
        Positive.require("batch", batch);
        Positive.require("innerSteps", innerSteps);
        Positive.require("solverSteps", solverSteps);
        Positive.require("lowerStep", lowerStep);
        Positive.require("outerStep", outerStep);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Stepper start(SecondOrderOracle oracle, Start start, RandomStream stream) {
        return new Run(this, oracle, start, stream);
    }

    private static final class Run implements Stepper {
        private final PolicyAlignment method;
        private final SecondOrderOracle oracle;
        private final RandomStream stream;
        private final double[] phi;
        private final double[] lambda;
        private final double[] solution;
        private final double[] cross;
        private final Gradient gradient;
        private final ConjugateGradients solver;

        Run(PolicyAlignment method, SecondOrderOracle oracle, Start start, RandomStream stream) {
            this.method = method;
            this.oracle = oracle;
            this.stream = stream;
            phi = start.phi();
            lambda = start.lambda();
            solution = new double[lambda.length];
            cross = new double[phi.length];
            gradient = Gradient.of(oracle);
            solver = new ConjugateGradients(lambda.length);
        }

        @Override
        public void step() {
            for (int k = 0; k < method.innerSteps; k++) {
                gradient.lower(oracle, oracle.draw(method.batch, stream), phi, lambda);
                Vectors.add(-method.lowerStep, gradient.lambda(), lambda);
            }
            gradient.upper(oracle, oracle.draw(method.batch, stream), phi, lambda);
            Batch batch = oracle.draw(method.batch, stream);
            solver.solve(
                    (vector, product) -> oracle.hessianVector(batch, phi, lambda, vector, product),
                    gradient.lambda(),
                    method.solverSteps,
                    solution);
            oracle.jacobianVector(oracle.draw(method.batch, stream), phi, lambda, solution, cross);
            for (int i = 0; i < phi.length; i++) {
                phi[i] -= method.outerStep * (gradient.phi()[i] - cross[i]);
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
        private static final String WORK =
                "Chakraborty, Bedi, Koppel, Wang, Manocha, Wang, Huang, ICLR 2024, arXiv 2308.02585";

        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    NAME,
                    "policy-gradient steps and the implicit gradient, the policy's Hessian inverted on its range",
                    List.of(
                            Parameter.required("batch", "samples per estimate n", "≥ 1"),
                            Parameter.required("innerSteps", "policy-gradient steps K", "≥ 1"),
                            Parameter.required("solverSteps", "conjugate-gradient steps Q", "≥ 1"),
                            Parameter.required("lowerStep", "inner step size τ", "> 0, < 2/L"),
                            Parameter.required("outerStep", "outer step size η", "> 0")),
                    AlgorithmCard.PRODUCTS,
                    Requirement.of(LowerLevel.PL),
                    new Rate(
                            1,
                            Rate.Criterion.SQUARED_NORM,
                            Rate.Regime.DETERMINISTIC,
                            new Citation(WORK, "stated O(1/T)", Provenance.READ)),
                    new TheoremSchedule(
                            List.of(
                                    Law.power("batch", "cN", Role.BATCH, -1),
                                    Law.logarithm("innerSteps", "cK"),
                                    Law.constant("solverSteps", Role.INNER),
                                    Law.constant("lowerStep", Role.LOWER_STEP),
                                    Law.constant("outerStep", Role.OUTER_STEP),
                                    Law.iterations(-1)),
                            2,
                            "the rate counts outer iterations; batches n ∝ 1/ε for noisy derivatives are derived",
                            new Citation(
                                    "Plumbline, ImplicitConjugateGradient",
                                    "error of the hypergradient of order 1/n",
                                    Provenance.DERIVED)),
                    new Citation(WORK, "A-PARL", Provenance.RECALLED));
        }

        @Override
        public Class<PolicyAlignment> type() {
            return PolicyAlignment.class;
        }
    }
}
