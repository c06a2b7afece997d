package org.plumbline.algorithm.hypergradient;

import com.google.auto.service.AutoService;
import java.util.List;
import org.plumbline.algorithm.AlgorithmCard;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Law;
import org.plumbline.algorithm.Parameter;
import org.plumbline.algorithm.Positive;
import org.plumbline.algorithm.Rate;
import org.plumbline.algorithm.Requirement;
import org.plumbline.algorithm.Role;
import org.plumbline.algorithm.SecondOrderAlgorithm;
import org.plumbline.algorithm.Stepper;
import org.plumbline.algorithm.TheoremSchedule;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;

/**
 * AID-BiO: approximate implicit differentiation with conjugate gradients.
 *
 * <p><strong>Assumptions.</strong> \(g(\varphi,\cdot)\) strongly convex with Lipschitz Hessian; exact derivatives in
 * the source. With noisy ones every product of one linear solve uses one batch, so that the system is a fixed one.
 *
 * <p><strong>Algorithm.</strong> Outer iteration t, lower variable and linear solution warm-started:
 * \[ \begin{gathered}
 *   \lambda^{k+1} = \lambda^k - \tau\,\hat g_\lambda(\varphi_t,\lambda^k), \qquad k = 0,\dots,K-1, \\
 *   v \approx \hat g_{\lambda\lambda}^{-1}\hat f_\lambda \quad\text{by Q conjugate-gradient steps}, \\
 *   \varphi_{t+1} = \varphi_t - \eta\bigl(\hat f_\varphi - \hat g_{\varphi\lambda} v\bigr).
 * \end{gathered} \]
 *
 * <p><strong>Cost</strong> of an outer iteration: \(nK\) lower and n upper gradients, at most \(n(Q+1)\)
 * Hessian-vector products (one for the residual of the warm start; fewer when the residual vanishes) and n
 * Jacobian-vector products.
 *
 * <p><strong>Guarantee</strong> (rate, deterministic): \(\|\nabla\Phi\|^2 \le \epsilon\) after
 * \(O(\epsilon^{-1})\) outer iterations.
 *
 * <p><strong>Reference.</strong> Ji, Yang, Liang, ICML 2021 (arXiv 2010.07962), Algorithm 1, recalled.
 *
 * @param batch n, samples per estimate, at least 1
 * @param innerSteps K, at least 1
 * @param solverSteps Q, at least 1
 * @param lowerStep \(\tau\), positive
 * @param outerStep \(\eta\), positive
 */
public record ImplicitConjugateGradient(long batch, int innerSteps, int solverSteps, double lowerStep, double outerStep)
        implements SecondOrderAlgorithm {
    private static final String NAME = "aid-cg";

    /** Checks the ranges. */
    public ImplicitConjugateGradient {
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
        return new ImplicitStepper(this, oracle, start, stream);
    }

    /** Registers the method. */
    @AutoService(AlgorithmSpec.class)
    public static final class Spec implements AlgorithmSpec {
        private static final Citation SOURCE =
                new Citation("Ji, Yang, Liang, ICML 2021, arXiv 2010.07962", "Algorithm 1 (AID)", Provenance.RECALLED);

        /** A deterministic theorem: with noise, batches of order 1/ε keep the variance of the hypergradient at order ε. */
        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    NAME,
                    "implicit differentiation, the linear system solved by conjugate gradients",
                    List.of(
                            Parameter.required("batch", "samples per estimate n", "≥ 1"),
                            Parameter.required("innerSteps", "inner steps K", "≥ 1"),
                            Parameter.required("solverSteps", "conjugate-gradient steps Q", "≥ 1"),
                            Parameter.required("lowerStep", "inner step size τ", "> 0, < 2/L"),
                            Parameter.required("outerStep", "outer step size η", "> 0")),
                    AlgorithmCard.PRODUCTS,
                    Requirement.of(LowerLevel.STRONGLY_CONVEX),
                    new Rate(1, Rate.Criterion.SQUARED_NORM, Rate.Regime.DETERMINISTIC, SOURCE),
                    new TheoremSchedule(
                            List.of(
                                    Law.power("batch", "cN", Role.BATCH, -1),
                                    Law.constant("innerSteps", Role.INNER),
                                    Law.constant("solverSteps", Role.INNER),
                                    Law.constant("lowerStep", Role.LOWER_STEP),
                                    Law.constant("outerStep", Role.OUTER_STEP),
                                    Law.iterations(-1)),
                            2,
                            "deterministic theorem; batches n ∝ 1/ε for noisy gradients are derived",
                            new Citation("Plumbline, this class", "noise as in stocBiO's batches", Provenance.DERIVED)),
                    SOURCE);
        }

        @Override
        public Class<ImplicitConjugateGradient> type() {
            return ImplicitConjugateGradient.class;
        }
    }
}
