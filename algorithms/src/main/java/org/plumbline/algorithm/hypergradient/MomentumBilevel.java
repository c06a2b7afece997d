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
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.SecondOrderOracle;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;

/**
 * SUSTAIN, the single-timescale doubly momentum-assisted bilevel method: recursive momentum on the step of the lower
 * variable and on that of the upper one.
 *
 * <p><strong>Problem.</strong> \(\min_\varphi \Phi(\varphi) = f(\varphi,\lambda^*(\varphi))\), with \(\lambda^*(\varphi)\)
 * the minimiser of \(g(\varphi,\cdot)\).
 *
 * <p><strong>Assumptions.</strong> \(g(\varphi,\cdot)\) strongly convex; f, g smooth, the second derivatives of g
 * Lipschitz; unbiased derivatives of bounded variance that are Lipschitz in mean square.
 *
 * <p><strong>Algorithm.</strong> Iteration t ≥ 0, \(z_t = (\varphi_t, \lambda_t)\), \(s_t = (t+1)^{-a}\):
 * \[ \begin{gathered}
 *   m_t = \hat g_\lambda(z_t) + (1-\beta_t)\bigl(m_{t-1} - \hat g_\lambda(z_{t-1})\bigr), \qquad
 *   w_t = \hat h(z_t) + (1-\beta_t)\bigl(w_{t-1} - \hat h(z_{t-1})\bigr), \\
 *   \lambda_{t+1} = \lambda_t - \tau s_t\,m_t, \qquad \varphi_{t+1} = \varphi_t - \eta s_t\,w_t,
 * \end{gathered} \]
 * with \(\beta_t = \min(1, c_\beta s_{t-1}^2)\), \(\beta_0 = 1\), and the estimate of the hypergradient with a random
 * truncation of the Neumann series, p uniform in \(\{0,\dots,Q-1\}\),
 * \[ \hat h = \hat f_\varphi - \hat g_{\varphi\lambda} v, \qquad
 *    v = \tau_v Q \prod_{i=1}^{p} \bigl(I - \tau_v \hat g^{(i)}_{\lambda\lambda}\bigr) \hat f_\lambda, \]
 * whose mean has \(\sum_{q \lt Q} \tau_v (I - \tau_v g_{\lambda\lambda})^q\) in place of the inverse: a bias of order
 * \((1 - \tau_v\mu)^Q\). The batches of \(\hat g_\lambda\), \(\hat f\), \(\hat g_{\varphi\lambda}\) and of each factor are
 * independent; all of them, and p, are the same at \(z_t\) and at \(z_{t-1}\).
 *
 * <p><strong>Cost</strong> of an iteration but the first, which has no earlier point and costs half: 2n lower and 2n upper
 * gradients, 2n Jacobian- and \(2np\) Hessian-vector products, \(n(Q-1)\) in the mean.
 *
 * <p><strong>Guarantee</strong> (rate): \(\mathbb E\|\nabla\Phi\|^2 \le \epsilon\) from
 * \(N = \tilde O(\epsilon^{-3/2})\) samples; in norm units \(\tilde O(\epsilon'^{-3})\).
 *
 * <p><strong>Schedule.</strong> \(a = \tfrac13\), so that steps fall like \(t^{-1/3}\) and \(\beta_t\) like \(t^{-2/3}\),
 * n = 1 (any constant), \(Q = \Theta(\ln(1/\epsilon))\), \(T = \Theta(\epsilon^{-3/2})\). The source defines an
 * \(\epsilon\)-stationary point by the squared norm: nothing was converted.
 *
 * <p><strong>Reference.</strong> Khanduri, Zeng, Hong, Wai, Wang, Yang, NeurIPS 2021 (arXiv 2102.07367), SUSTAIN. Rate,
 * units and momentum were read; that both variables move from \(z_t\) at once is recalled.
 *
 * @param batch n, samples per estimate, at least 1
 * @param solverSteps Q, at least 1
 * @param lowerStep \(\tau\), positive
 * @param linearStep \(\tau_v\), positive, at most 1/L
 * @param outerStep \(\eta\), positive
 * @param momentum \(c_\beta\), positive
 * @param decay a, at least 0; ⅓ in the theorem, 0 for constant steps and weights
 */
public record MomentumBilevel(
        long batch,
        int solverSteps,
        double lowerStep,
        double linearStep,
        double outerStep,
        double momentum,
        double decay)
        implements SecondOrderAlgorithm {
    private static final String NAME = "sustain";

    /** Checks the ranges. */
    public MomentumBilevel {
        Positive.require("batch", batch);
        Positive.require("solverSteps", solverSteps);
        Positive.require("lowerStep", lowerStep);
        Positive.require("linearStep", linearStep);
        Positive.require("outerStep", outerStep);
        Positive.require("momentum", momentum);
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
        return new DoublyMomentumAssisted(this, oracle, start, stream);
    }

    /** A point with the estimates at it: those at the newest point and at the one before are filled side by side. */
    private static final class Estimate {
        private final double[] phi;
        private final double[] lambda;
        private final Gradient lower;
        private final Gradient upper;
        private final double[] solution;
        private final double[] product;
        private final double[] cross;

        Estimate(SecondOrderOracle oracle, Start start) {
            phi = start.phi();
            lambda = start.lambda();
            lower = Gradient.of(oracle);
            upper = Gradient.of(oracle);
            solution = new double[lambda.length];
            product = new double[lambda.length];
            cross = new double[phi.length];
        }

        double hypergradient(int i) {
            return upper.phi()[i] - cross[i];
        }
    }

    private static final class DoublyMomentumAssisted implements Stepper {
        private final MomentumBilevel method;
        private final SecondOrderOracle oracle;
        private final RandomStream stream;
        private final Estimate now;
        private final Estimate before;
        /** The newest point alone in the first iteration, which has no earlier one, then both. */
        private List<Estimate> points;

        private final double[] lowerMomentum;
        private final double[] upperMomentum;
        private long iterations;

        DoublyMomentumAssisted(MomentumBilevel method, SecondOrderOracle oracle, Start start, RandomStream stream) {
            this.method = method;
            this.oracle = oracle;
            this.stream = stream;
            now = new Estimate(oracle, start);
            before = new Estimate(oracle, start);
            points = List.of(now);
            lowerMomentum = new double[now.lambda.length];
            upperMomentum = new double[now.phi.length];
        }

        @Override
        public void step() {
            estimate();
            double past = 1 - weight();
            double scale = Math.pow(iterations + 1.0, -method.decay());
            Vectors.copy(now.lambda, before.lambda);
            Vectors.copy(now.phi, before.phi);
            for (int j = 0; j < lowerMomentum.length; j++) {
                lowerMomentum[j] = now.lower.lambda()[j]
                        + past * (lowerMomentum[j] - before.lower.lambda()[j]);
                now.lambda[j] -= method.lowerStep() * scale * lowerMomentum[j];
            }
            for (int i = 0; i < upperMomentum.length; i++) {
                upperMomentum[i] = now.hypergradient(i) + past * (upperMomentum[i] - before.hypergradient(i));
                now.phi[i] -= method.outerStep() * scale * upperMomentum[i];
            }
            if (iterations == 0) {
                points = List.of(now, before);
            }
            iterations++;
        }

        /** \(\beta_t\). */
        private double weight() {
            return iterations == 0
                    ? 1
                    : Math.min(1, method.momentum() * Math.pow((double) iterations, -2 * method.decay()));
        }

        private void estimate() {
            Batch ofStep = oracle.draw(method.batch(), stream);
            Batch ofUpper = oracle.draw(method.batch(), stream);
            for (Estimate at : points) {
                at.lower.lower(oracle, ofStep, at.phi, at.lambda);
                at.upper.upper(oracle, ofUpper, at.phi, at.lambda);
                Vectors.copy(at.upper.lambda(), at.solution);
            }
            int factors = stream.nextInt(method.solverSteps());
            for (int q = 0; q < factors; q++) {
                Batch ofFactor = oracle.draw(method.batch(), stream);
                for (Estimate at : points) {
                    oracle.hessianVector(ofFactor, at.phi, at.lambda, at.solution, at.product);
                    Vectors.add(-method.linearStep(), at.product, at.solution);
                }
            }
            Batch ofCross = oracle.draw(method.batch(), stream);
            for (Estimate at : points) {
                for (int j = 0; j < at.solution.length; j++) {
                    at.solution[j] *= method.linearStep() * method.solverSteps();
                }
                oracle.jacobianVector(ofCross, at.phi, at.lambda, at.solution, at.cross);
            }
        }

        @Override
        public double[] phi() {
            return now.phi.clone();
        }

        @Override
        public double[] lambda() {
            return now.lambda.clone();
        }
    }

    /** Registers the method. */
    @AutoService(AlgorithmSpec.class)
    public static final class Spec implements AlgorithmSpec {
        private static final Citation SOURCE = new Citation(
                "Khanduri, Zeng, Hong, Wai, Wang, Yang, NeurIPS 2021, arXiv 2102.07367", "SUSTAIN", Provenance.READ);
        private static final Citation LAWS = new Citation(
                "Khanduri, Zeng, Hong, Wai, Wang, Yang, NeurIPS 2021, arXiv 2102.07367",
                "step sizes of SUSTAIN",
                Provenance.RECALLED);

        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    NAME,
                    "one step a variable and iteration, both with recursive momentum; random Neumann series",
                    List.of(
                            new Parameter("batch", "samples per estimate n", "≥ 1", "1"),
                            Parameter.required("solverSteps", "largest truncation of the Neumann series Q", "≥ 1"),
                            Parameter.required("lowerStep", "first inner step size τ", "> 0, < 2/L"),
                            new Parameter("linearStep", "scale of the Neumann series", "> 0, ≤ 1/L", "lowerStep"),
                            Parameter.required("outerStep", "first outer step size η", "> 0"),
                            Parameter.required("momentum", "constant of the momentum weight", "> 0"),
                            new Parameter(
                                    "decay", "exponent a of the steps (t+1)^-a", "in [0, 1]", "0.3333333333333333")),
                    AlgorithmCard.PRODUCTS + ", one batch at two points; mean-square Lipschitz",
                    Requirement.of(LowerLevel.STRONGLY_CONVEX),
                    new Rate(1.5, Rate.Criterion.SQUARED_NORM, Rate.Regime.STOCHASTIC, SOURCE),
                    new TheoremSchedule(
                            List.of(
                                    Law.logarithm("solverSteps", "cQ"),
                                    Law.constant("lowerStep", Role.LOWER_STEP),
                                    Law.constant("outerStep", Role.OUTER_STEP),
                                    Law.constant("momentum", Role.MOMENTUM),
                                    Law.iterations(-1.5)),
                            1.5,
                            "",
                            LAWS),
                    SOURCE);
        }

        @Override
        public Class<MomentumBilevel> type() {
            return MomentumBilevel.class;
        }
    }
}
