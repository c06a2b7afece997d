package org.plumbline.algorithm.rl;

import com.google.auto.service.AutoService;
import java.util.List;
import org.plumbline.algorithm.AlgorithmCard;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.Gradient;
import org.plumbline.algorithm.Law;
import org.plumbline.algorithm.ModelAlgorithm;
import org.plumbline.algorithm.Parameter;
import org.plumbline.algorithm.Positive;
import org.plumbline.algorithm.Rate;
import org.plumbline.algorithm.Requirement;
import org.plumbline.algorithm.Role;
import org.plumbline.algorithm.Stepper;
import org.plumbline.algorithm.TheoremSchedule;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.LowerLevel;
import org.plumbline.oracle.ModelOracle;
import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.oracle.Start;
import org.plumbline.random.RandomStream;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;

/**
 * M-SoBiRL: soft value iteration below, and one step of an adjoint variable in place of a linear solve, on a known model.
 *
 * <p><strong>Problem.</strong> \(\min_\varphi f(\varphi,\pi^*_\varphi)\), \(\pi^*_\varphi\) the best policy of an agent with
 * the reward \(r_\varphi\) and the temperature \(\tau\) in a finite process.
 *
 * <p><strong>Assumptions.</strong> The model is known; f and r smooth; exact gradients of f in the source. No PL constant is
 * asked for: soft value iteration contracts by γ whatever the policy is.
 *
 * <p><strong>Algorithm.</strong> Outer iteration t, V and w warm-started:
 * \[ \begin{gathered}
 *   V(s) \leftarrow \tau\log\sum_a e^{(r_\varphi+\gamma PV)(s,a)/\tau} \qquad (K \text{ times}), \qquad
 *   \pi \propto e^{(r_\varphi+\gamma PV)/\tau}, \\
 *   w \leftarrow w - \zeta A^\top(Aw - b), \qquad A = (I-\gamma P_\pi)^\top, \quad
 *   b(s') = \sum_{s,a}\bigl(1\{s=s'\} - \gamma P(s'|s,a)\bigr)\hat f_\lambda(s,a), \\
 *   \varphi_{t+1,i} = \varphi_{t,i} - \eta\Bigl(\hat f_{\varphi_i} + \frac1\tau\Bigl[\sum_{s,a}\hat f_\lambda\,\partial_i r
 *     - \sum_s w(s)\sum_a\pi\,\partial_i r\Bigr]\Bigr).
 * \end{gathered} \]
 * At \(w = A^{-1}b\) the bracket is \(\sum f_\lambda(\partial_iQ^* - \partial_iV^*)\), since
 * \(\partial_iV^* = (I-\gamma P_\pi)^{-1}\sum_a\pi\,\partial_i r\). The source has \(\pi f_\pi\) where \(f_\lambda\) stands:
 * they differ by a multiple of π in each state, which changes nothing, as the mean of \(\partial_i\log\pi^*\) is 0.
 *
 * <p><strong>Cost</strong> of an outer iteration: n upper gradients; reading the model is free.
 *
 * <p><strong>Guarantee</strong> (rate, deterministic): \(\|\nabla\Phi\|^2 \le \epsilon\) after \(O(1/\epsilon)\) iterations;
 * \(\|\nabla\Phi\| \le \epsilon'\) after \(O(\epsilon'^{-2})\).
 *
 * <p><strong>Schedule</strong> (squared units): \(T = \Theta(1/\epsilon)\), all else constant; \(\zeta = \tfrac12\) is the
 * source's. Derived for noisy gradients of f: w averages \(\hat b\), and the direction is linear in it, so that the squared
 * error is of order 1/n, and \(n = \Theta(1/\epsilon)\).
 *
 * <p><strong>Reference.</strong> Yang, Gao, Yuan, AISTATS 2025 (arXiv 2405.19697), M-SoBiRL. The updates were read in the
 * authors' code, the rate in the paper; its units are inferred.
 *
 * @param batch n, samples of the gradient of f, at least 1; the source has exact gradients
 * @param innerSteps K, soft value iterations, at least 1
 * @param adjointStep \(\zeta\), positive, below \(2/\|I-\gamma P_\pi\|^2\)
 * @param outerStep \(\eta\), positive
 */
public record SoftBilevelModel(long batch, int innerSteps, double adjointStep, double outerStep)
        implements ModelAlgorithm {
    static final String WORK = "Yang, Gao, Yuan, AISTATS 2025, arXiv 2405.19697";

    private static final String NAME = "m-sobirl";

    /** Checks the ranges. */
    public SoftBilevelModel {
        Positive.require("batch", batch);
        Positive.require("innerSteps", innerSteps);
        Positive.require("adjointStep", adjointStep);
        Positive.require("outerStep", outerStep);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Stepper start(ModelOracle oracle, Start start, RandomStream stream) {
        return new Run(this, oracle, start, stream);
    }

    static final class Run implements Stepper {
        private final SoftBilevelModel method;
        private final ModelOracle oracle;
        private final RandomStream stream;
        private final TransitionModel model;
        private final double[] phi;
        private final double[] values;
        private final double[] adjoint;
        private final Gradient gradient;
        private double[] lambda;

        Run(SoftBilevelModel method, ModelOracle oracle, Start start, RandomStream stream) {
            this.method = method;
            this.oracle = oracle;
            this.stream = stream;
            int states = oracle.environment().states();
            model = new TransitionModel(
                    states, oracle.environment().actions(), oracle.environment().discount(), oracle.transitions());
            phi = start.phi();
            lambda = start.lambda();
            values = new double[states];
            adjoint = new double[states];
            gradient = Gradient.of(oracle);
        }

        @Override
        public void step() {
            Vectors.add(-method.outerStep, direction(), phi);
        }

        /** Moves V and w, and returns the estimate of \(\nabla\Phi\) that follows. */
        double[] direction() {
            SoftmaxPolicy policy = iterateValues();
            lambda = policy.logits();
            gradient.upper(oracle, oracle.draw(method.batch, stream), phi, lambda);
            double[] upper = gradient.lambda();
            moveAdjoint(policy, upper);
            double[][] rewards = ValueGradients.rewards(oracle, phi);
            double[] direction = gradient.phi().clone();
            for (int i = 0; i < phi.length; i++) {
                double implicit =
                        Vectors.dot(upper, rewards[i]) - Vectors.dot(adjoint, model.means(policy, rewards[i]));
                direction[i] += implicit / oracle.temperature();
            }
            return direction;
        }

        /** K soft Bellman backups of V, and the policy of the last one. */
        private SoftmaxPolicy iterateValues() {
            double tau = oracle.temperature();
            double[] reward = oracle.agentReward(phi);
            SoftmaxPolicy policy = null;
            for (int k = 0; k < method.innerSteps; k++) {
                double[] q = model.backup(reward, values);
                for (int pair = 0; pair < q.length; pair++) {
                    q[pair] /= tau;
                }
                policy = SoftmaxPolicy.of(q, model.actions());
                for (int s = 0; s < values.length; s++) {
                    // The log-sum-exp of q is q − log π, at any action.
                    values[s] = tau * (q[s * model.actions()] - policy.log(s * model.actions()));
                }
            }
            return policy;
        }

        /** One gradient step on \(\tfrac12\|Aw-b\|^2\). */
        private void moveAdjoint(SoftmaxPolicy policy, double[] upper) {
            int states = values.length;
            double[] residual = adjoint.clone();
            double[][] chain = new double[states][states];
            for (int pair = 0; pair < upper.length; pair++) {
                int s = pair / model.actions();
                residual[s] -= upper[pair];
                for (int next = 0; next < states; next++) {
                    double p = model.discount() * model.transitions()[pair * states + next];
                    chain[s][next] += policy.probability(pair) * p;
                    residual[next] += p * upper[pair];
                }
            }
            for (int s = 0; s < states; s++) {
                Vectors.add(-adjoint[s], chain[s], residual);
            }
            for (int s = 0; s < states; s++) {
                adjoint[s] -= method.adjointStep * (residual[s] - Vectors.dot(chain[s], residual));
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
        /** A deterministic theorem: with noise, batches of order 1/ε keep the error of the hypergradient at order ε. */
        @Override
        public AlgorithmCard card() {
            return new AlgorithmCard(
                    NAME,
                    "soft value iteration and one step of an adjoint variable, on a known model",
                    List.of(
                            Parameter.required("batch", "samples per gradient of f n", "≥ 1"),
                            Parameter.required("innerSteps", "soft value iterations K", "≥ 1"),
                            new Parameter(
                                    "adjointStep", "step size ζ of the adjoint variable", "> 0, < 2/‖I − γP‖²", "0.5"),
                            Parameter.required("outerStep", "outer step size η", "> 0")),
                    AlgorithmCard.MODEL,
                    Requirement.of(LowerLevel.UNRESTRICTED),
                    new Rate(
                            1,
                            Rate.Criterion.SQUARED_NORM,
                            Rate.Regime.DETERMINISTIC,
                            new Citation(WORK, "stated iteration complexity", Provenance.INFERRED)),
                    new TheoremSchedule(
                            List.of(
                                    Law.power("batch", "cN", Role.BATCH, -1),
                                    Law.constant("innerSteps", Role.INNER),
                                    Law.constant("outerStep", Role.OUTER_STEP),
                                    Law.iterations(-1)),
                            2,
                            "deterministic theorem; batches n ∝ 1/ε for noisy gradients of f are derived",
                            new Citation("Plumbline, SoftBilevelModel", "Schedule", Provenance.DERIVED)),
                    new Citation(WORK, "M-SoBiRL, from the authors' code", Provenance.READ));
        }

        @Override
        public Class<SoftBilevelModel> type() {
            return SoftBilevelModel.class;
        }
    }
}
