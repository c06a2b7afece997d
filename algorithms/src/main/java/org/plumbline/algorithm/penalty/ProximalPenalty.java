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
 * A proximal penalty method: both chains approach a proximal point of their loss and move only part of the way to it.
 *
 * <p><strong>Problem.</strong> \(\min_\varphi \psi(\varphi)\), \(\psi(\varphi) = \min f(\varphi,\cdot)\) over the minimisers
 * of \(g(\varphi,\cdot)\), through \(\psi_\sigma = \min_\lambda f + (g-g^*)/\sigma\). The sets to which the source constrains
 * both variables are the whole space here: nothing is projected.
 *
 * <p><strong>Assumptions.</strong> For all small \(\sigma\), \(h_\sigma = \sigma f + g\) satisfies the proximal error bound
 * \(\rho^{-1}\|\lambda - \operatorname{prox}_{\rho h_\sigma}(\lambda)\| \ge \mu\operatorname{dist}(\lambda, \arg\min
 * h_\sigma)\), which PL implies up to constants; f, g smooth; unbiased gradients of bounded variance.
 *
 * <p><strong>Algorithm.</strong> Outer iteration t, with the inner chains u and w starting at y and z:
 * \[ \begin{gathered}
 *   u \leftarrow u - \gamma\bigl((\sigma\hat f_\lambda + \hat g_\lambda)(\varphi_t,u) + \tfrac1\rho(u - y_t)\bigr), \quad
 *   w \leftarrow w - \gamma\bigl(\hat g_\lambda(\varphi_t,w) + \tfrac1\rho(w - z_t)\bigr), \qquad K \text{ times}, \\
 *   y_{t+1} = (1-\beta)y_t + \beta u, \qquad z_{t+1} = (1-\beta)z_t + \beta w, \\
 *   \varphi_{t+1} = \varphi_t - \eta\Bigl(\hat f_\varphi(\varphi_t,y_{t+1})
 *     + \tfrac1\sigma\bigl[\hat g_\varphi(\varphi_t,y_{t+1}) - \hat g_\varphi(\varphi_t,z_{t+1})\bigr]\Bigr).
 * \end{gathered} \]
 * The inner step is given as \(\tau\) with \(1/\gamma = 1/\tau + 1/\rho\): \(\tau \le 1/L\) is then exactly the limit
 * \(\gamma \le 1/(L + 1/\rho)\) of the subproblem, and the same step is the proximal one
 * \(u \leftarrow (\rho(u - \tau\nabla\hat h(u)) + \tau y_t)/(\rho + \tau)\), which treats the quadratic term exactly. Every
 * batch is fresh; f and g at one point are read from one batch.
 *
 * <p><strong>Cost</strong> of an outer iteration: \(n(2K+2)\) lower and \(n(K+1)\) upper gradients.
 *
 * <p><strong>Guarantee</strong> (rate): \(\mathbb E\|\nabla\psi_\sigma\| \le \epsilon'\) with \(\sigma = O(\epsilon')\) from
 * \(O(\epsilon'^{-7})\) samples, that is \(\mathbb E\|\nabla\Phi\|^2 \le \epsilon\) from \(O(\epsilon^{-7/2})\); exact gradients
 * need \(O(\epsilon'^{-3})\). (The single-loop form with momentum, \(O(\epsilon'^{-5})\) under mean-square smoothness, is not
 * this class.)
 *
 * <p><strong>Schedule</strong> (derived, squared units \(\epsilon = \epsilon'^2\)): \(\sigma = \Theta(\sqrt\epsilon)\),
 * \(\eta = \Theta(\sqrt\epsilon)\), \(n = \Theta(\epsilon^{-2})\), \(T = \Theta(\epsilon^{-3/2})\), all else constant, so
 * \(N = nKT = \Theta(\epsilon^{-7/2})\). One averaged proximal step brings y nearer to its target by a factor \(1 - c\beta\),
 * and a fixed number of inner steps from \(y_t\) does so as well, up to noise of variance \(O(1/n)\); meanwhile the target moves
 * by \(O(\eta\|q_t\|)\), q the upper direction. Hence the distance is \(O(\eta\|q_t\|/\beta + 1/\sqrt n)\), and the upper
 * direction is off by \(1/\sigma\) times that:
 * <ul>
 *   <li>the first part is absorbed by \(\|\nabla\psi_\sigma\|\) itself if \(\eta \le c'\sigma\beta\);
 *   <li>the second, squared, is \(1/(\sigma^2 n)\), which is \(\epsilon\) for \(n = \epsilon^{-2}\);
 *   <li>the descent \(1/(\eta T) = \epsilon\) then gives \(T = \epsilon^{-3/2}\), which agrees with the rate for exact gradients.
 * </ul>
 *
 * <p><strong>Without noise</strong> it converges to the zero of \(\nabla\Phi_\sigma\): a fixed point has u = y = prox(y), so y
 * minimises \(h_\sigma\) and z minimises g.
 *
 * <p><strong>Reference.</strong> Kwon, Kwon, Wright, Nowak, ICLR 2024 (arXiv 2309.01753): the rates are read (abstract), the
 * updates recalled, the schedule derived.
 *
 * @param sigma \(\sigma\), positive
 * @param batch n, samples per estimate, at least 1
 * @param innerSteps K, at least 1
 * @param lowerStep \(\tau\), positive
 * @param proximal \(\rho\), positive; below 1/L for the subproblems to be strongly convex whatever g is
 * @param averaging \(\beta\), in (0, 1]
 * @param outerStep \(\eta\), positive
 */
public record ProximalPenalty(
        double sigma, long batch, int innerSteps, double lowerStep, double proximal, double averaging, double outerStep)
        implements FirstOrderAlgorithm {
    private static final String NAME = "kwon-proximal";

    /** Checks the ranges. */
    public ProximalPenalty {
        Positive.require("sigma", sigma);
        Positive.require("batch", batch);
        Positive.require("innerSteps", innerSteps);
        Positive.require("lowerStep", lowerStep);
        Positive.require("proximal", proximal);
        if (!(averaging > 0 && averaging <= 1)) {
            throw new IllegalArgumentException("averaging (" + averaging + ") must lie in (0, 1].");
        }
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

    private static final class State implements Stepper {
        private final ProximalPenalty method;
        private final FirstOrderOracle oracle;
        private final RandomStream stream;
        private final double[] phi;
        /** z, and its inner chain w. */
        private final double[] lambda;

        private final double[] inner;
        /** y, and its inner chain u. */
        private final double[] penalised;

        private final double[] penalisedInner;
        private final Gradient atLower;
        private final Gradient atPenalised;
        private final Gradient upper;

        State(ProximalPenalty method, FirstOrderOracle oracle, Start start, RandomStream stream) {
            this.method = method;
            this.oracle = oracle;
            this.stream = stream;
            phi = start.phi();
            lambda = start.lambda();
            inner = start.lambda();
            penalised = start.lambda();
            penalisedInner = start.lambda();
            atLower = Gradient.of(oracle);
            atPenalised = Gradient.of(oracle);
            upper = Gradient.of(oracle);
        }

        @Override
        public void step() {
            Vectors.copy(lambda, inner);
            Vectors.copy(penalised, penalisedInner);
            for (int k = 0; k < method.innerSteps; k++) {
                innerStep();
            }
            for (int j = 0; j < lambda.length; j++) {
                lambda[j] += method.averaging * (inner[j] - lambda[j]);
                penalised[j] += method.averaging * (penalisedInner[j] - penalised[j]);
            }
            Batch batch = oracle.draw(method.batch, stream);
            upper.upper(oracle, batch, phi, penalised);
            atPenalised.lower(oracle, batch, phi, penalised);
            atLower.lower(oracle, oracle.draw(method.batch, stream), phi, lambda);
            for (int i = 0; i < phi.length; i++) {
                double difference = atPenalised.phi()[i] - atLower.phi()[i];
                phi[i] -= method.outerStep * (upper.phi()[i] + difference / method.sigma);
            }
        }

        private void innerStep() {
            atLower.lower(oracle, oracle.draw(method.batch, stream), phi, inner);
            Batch batch = oracle.draw(method.batch, stream);
            atPenalised.lower(oracle, batch, phi, penalisedInner);
            upper.upper(oracle, batch, phi, penalisedInner);
            double gamma = 1 / (1 / method.lowerStep + 1 / method.proximal);
            for (int j = 0; j < inner.length; j++) {
                inner[j] -= gamma * (atLower.lambda()[j] + (inner[j] - lambda[j]) / method.proximal);
                penalisedInner[j] -= gamma
                        * (method.sigma * upper.lambda()[j]
                                + atPenalised.lambda()[j]
                                + (penalisedInner[j] - penalised[j]) / method.proximal);
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

    /** Registers the method. */
    @AutoService(AlgorithmSpec.class)
    public static final class Spec implements AlgorithmSpec {
        private static final String WORK = "Kwon, Kwon, Wright, Nowak, ICLR 2024, arXiv 2309.01753";

        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    NAME,
                    "two-chain penalty method whose chains are averaged proximal points",
                    List.of(
                            Parameter.required("sigma", "penalty parameter σ", "> 0"),
                            Parameter.required("batch", "samples per gradient estimate n", "≥ 1"),
                            Parameter.required("innerSteps", "inner steps K", "≥ 1"),
                            Parameter.required(
                                    "lowerStep", "inner step size τ; 1/γ = 1/τ + 1/ρ for the subproblem", "> 0, < 2/L"),
                            Parameter.required("proximal", "proximal parameter ρ", "> 0, < 1/L in theory"),
                            Parameter.required("averaging", "weight β of the proximal point", "(0, 1]"),
                            Parameter.required("outerStep", "outer step size η", "> 0")),
                    AlgorithmCard.GRADIENTS,
                    Requirement.of(LowerLevel.PL),
                    new Rate(
                            7,
                            Rate.Criterion.NORM,
                            Rate.Regime.STOCHASTIC,
                            new Citation(WORK, "abstract", Provenance.READ)),
                    new TheoremSchedule(
                            List.of(
                                    Law.power("sigma", "cSigma", Role.PENALTY, 0.5),
                                    Law.power("batch", "cN", Role.BATCH, -2),
                                    Law.constant("innerSteps", Role.INNER),
                                    Law.constant("lowerStep", Role.LOWER_STEP),
                                    Law.constant("proximal", Role.LOWER_STEP),
                                    Law.constant("averaging", Role.MOMENTUM),
                                    Law.power("outerStep", "cEta", Role.OUTER_STEP, 0.5),
                                    Law.iterations(-1.5)),
                            3.5,
                            "only the product of the laws, the rate, is published; each law is derived",
                            new Citation("Plumbline, this class", "laws from the stated rate", Provenance.DERIVED)),
                    new Citation(WORK, "the double-loop algorithm", Provenance.RECALLED));
        }

        @Override
        public Class<ProximalPenalty> type() {
            return ProximalPenalty.class;
        }
    }
}
