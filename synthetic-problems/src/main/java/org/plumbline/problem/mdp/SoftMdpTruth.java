package org.plumbline.problem.mdp;

import java.util.Optional;
import java.util.OptionalDouble;
import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.KnownOptimum;
import org.plumbline.problem.OuterTerms;

/**
 * One soft Bellman equation for \(\lambda^* = \log\pi^*\), one for \(\lambda_\sigma\), and one relative to \(\pi^*\) for
 * the penalty.
 *
 * <p><b>Penalty without cancellation.</b> Write \(\log\pi = \log\pi^* + \log(\pi/\pi^*)\) in the agent's value. As
 * \(r_\varphi - \tau\log\pi^* = V^* - \gamma PV^*\) by the Bellman equation, its discounted sum telescopes, and for every
 * policy \[ g(\varphi,\lambda) - g^*(\varphi) = \tau\,E\sum_t \gamma^t\,\mathrm{KL}(\pi\|\pi^*_\varphi), \qquad
 *    \Phi_\sigma(\varphi) = \text{outer terms} - \max_\pi E\sum_t\gamma^t\Bigl(r_0 -
 *    \frac{\tau}{\sigma}\mathrm{KL}(\pi\|\pi^*_\varphi)\Bigr): \]
 * a {@link SoftMdp} of temperature \(\tau/\sigma\) around \(\pi^*\), without any difference divided by \(\sigma\). Its
 * best policy is \(\pi_\sigma\).
 *
 * <p><b>Gradients.</b> By the performance-difference lemma, the total of a feature under \(\pi_\sigma\) minus that under
 * \(\pi^*\) is \(\sum d_\sigma\,(\pi_\sigma - \pi^*)\,A_i\), with \(A_i\) the advantages of the feature under \(\pi^*\). So
 * \[ \partial_i\Phi_\sigma = \text{outer} - \sum_{s,a} d_\sigma(s)\,\frac{\pi_\sigma - \pi^*}{\sigma}(a|s)\,A_i(s,a),
 *    \qquad \frac{\pi_\sigma - \pi^*}{\sigma} = \frac{\pi^*}{\sigma}\,\mathrm{expm1}\log\frac{\pi_\sigma}{\pi^*}. \]
 * At \(\sigma = 0\) the quotient is \(\dot\pi = \pi^* A_0/\tau\), \(A_0\) being the designer's advantages, which is
 * \(\partial_i\Phi\). The implicit derivative gives the same: \(\partial_i\log\pi^* = A_i/\tau\), as
 * \(\partial_i V^* = (I-\gamma P_{\pi^*})^{-1} \sum_a \pi^* x_i\), and \(\nabla_\lambda f = -d\,\pi^* A_0\).
 */
final class SoftMdpTruth implements GroundTruth {
    private final SoftMdp agent;
    private final RewardModel rewards;
    private final RewardModel designer;
    private final OuterTerms outer;
    private final OptionalDouble modulus;
    private final BilevelFunctions functions;

    SoftMdpTruth(SoftMdp agent, RewardModel rewards, RewardModel designer, OuterTerms outer, OptionalDouble modulus) {
        this.agent = agent;
        this.rewards = rewards;
        this.designer = designer;
        this.outer = outer;
        this.modulus = modulus;
        this.functions = new SoftMdpFunctions(agent.mdp(), agent.temperature(), rewards, designer, outer);
    }

    @Override
    public BilevelFunctions functions() {
        return functions;
    }

    /** \(\log\pi^*\): of all logits of the best policy those with zero log-sum-exp in every state. */
    @Override
    public double[] lowerSolution(double[] phi) {
        return solve(phi).policy().logits();
    }

    /** Negative σ, which central differences need, is accepted without limit. */
    @Override
    public double[] penalisedSolution(double[] phi, double sigma) {
        double[] reward = rewards.at(phi);
        double[] upper = designer.at(phi);
        for (int i = 0; i < reward.length; i++) {
            reward[i] += sigma * upper[i];
        }
        return agent.solve(reward).policy().logits();
    }

    @Override
    public double[] hypergradient(double[] phi) {
        SoftmaxPolicy best = solve(phi).policy();
        PolicyEvaluation evaluation = new PolicyEvaluation(agent.mdp(), best.probabilities());
        double[] pairs = evaluation.pairOccupancy();
        double[] weights = pairs.clone();
        double[] advantages = evaluation.advantages(designer.at(phi));
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= advantages[i] / agent.temperature();
        }
        return gradient(phi, pairs, evaluation, weights);
    }

    @Override
    public double penaltyObjective(double[] phi, double sigma) {
        SoftSolution difference = difference(phi, solve(phi).policy(), sigma);
        return outer.value(phi) - difference.value(agent.mdp().initial());
    }

    @Override
    public double[] penaltyHypergradient(double[] phi, double sigma) {
        SoftmaxPolicy best = solve(phi).policy();
        SoftSolution difference = difference(phi, best, sigma);
        PolicyEvaluation penalised =
                new PolicyEvaluation(agent.mdp(), difference.policy().probabilities());
        double[] occupancy = penalised.occupancy();
        double[] weights = difference.logRatio();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = occupancy[i / agent.mdp().actions()] * (SoftBackup.excess(weights[i], best, i) / sigma);
        }
        PolicyEvaluation evaluation = new PolicyEvaluation(agent.mdp(), best.probabilities());
        return gradient(phi, penalised.pairOccupancy(), evaluation, weights);
    }

    /**
     * \(\nabla\) outer \(- \sum d\pi y_i - \sum w A_i\), \(y_i\) the features of the designer's reward and \(A_i\) the
     * advantages of those of the agent's under the best policy.
     */
    private double[] gradient(double[] phi, double[] pairs, PolicyEvaluation evaluation, double[] weights) {
        double[] result = new double[phi.length];
        outer.gradient(phi, result);
        designer.subtractTotals(pairs, result);
        for (int i = 0; i < result.length; i++) {
            double[] advantages = evaluation.advantages(rewards.feature(i));
            double sum = 0;
            for (int pair = 0; pair < weights.length; pair++) {
                sum += weights[pair] * advantages[pair];
            }
            result[i] -= sum;
        }
        return result;
    }

    private SoftSolution solve(double[] phi) {
        return agent.solve(rewards.at(phi));
    }

    private SoftSolution difference(double[] phi, SoftmaxPolicy best, double sigma) {
        return new SoftMdp(agent.mdp(), agent.temperature() / sigma, best).solve(designer.at(phi));
    }

    /** \(\Phi\) need not be convex, so the centre is called stationary and no more. */
    @Override
    public Optional<KnownOptimum> knownOptimum() {
        return KnownOptimum.ifStationary(this, outer, KnownOptimum.Kind.STATIONARY);
    }

    /** The modulus depends on the process, the temperature and the region only, so it holds for every σ. */
    @Override
    public OptionalDouble penalisedModulus(double sigma) {
        return modulus;
    }

    /** \(g + \sigma f\) is a loss of the same form for every σ; see {@link SoftMdpProblem}. */
    @Override
    public OptionalDouble sigmaBar() {
        return OptionalDouble.of(Double.POSITIVE_INFINITY);
    }
}
