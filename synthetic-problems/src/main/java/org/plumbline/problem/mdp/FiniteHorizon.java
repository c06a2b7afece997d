package org.plumbline.problem.mdp;

import org.plumbline.oracle.SoftmaxPolicy;

/**
 * What a finite horizon misses of the soft value of a policy, in closed form; for measuring only. With the reward
 * \(r - \tau\log\pi\) of a step, the chain \(P = P_\pi\), the value V and its first H terms \(W_H\), \(V - W_j = (\gamma P)^jV\),
 * so that \(J - J_H = \gamma^H\nu P^HV\). By the policy-gradient theorem, with \(d_t = \nu P^t\) and
 * \(A_j = r - \tau\log\pi + \gamma P_{sa}W_{j-1} - W_j\) the advantage with j steps to go,
 * \[ \frac{\partial J_H}{\partial\lambda(s,a)} = \sum_{t \lt H}\gamma^td_t(s)\,\pi(a|s)\,A_{H-t}(s,a) . \]
 * As \(A_\infty - A_j = \gamma^j(P_{sa}P^{j-1} - P^j)V\), the loss \(g = -J\) is estimated from returns with the bias
 * \[ \sum_{t\ge H}\gamma^td_t\,\pi A_\infty + \gamma^H\sum_{t \lt H}d_t\,\pi\,(P_{sa}P^{H-t-1} - P^{H-t})V, \]
 * and with the exact Q-function under truncated visitation with the first sum alone. \(P_{sa} - P\) annihilates
 * constants and \(P^j\) tends to one of rank one, so that the second sum is \(O(\gamma^H)\) without a factor H.
 */
public final class FiniteHorizon {
    private final FiniteMdp mdp;
    private final double[] policy;
    private final double[] values;
    private final double[] advantages;

    private FiniteHorizon(FiniteMdp mdp, double[] policy, double[] reward) {
        this.mdp = mdp;
        this.policy = policy;
        PolicyEvaluation evaluation = new PolicyEvaluation(mdp, policy);
        this.values = evaluation.values(reward);
        this.advantages = evaluation.advantages(reward);
    }

    /**
     * What is missed of the lower loss of a problem.
     *
     * @param problem the instance
     * @param phi upper variable, length p
     * @param lambda logits, length S·A
     * @return the closed forms
     */
    public static FiniteHorizon of(SoftMdpProblem problem, double[] phi, double[] lambda) {
        SoftmaxPolicy policy = SoftmaxPolicy.of(lambda, problem.mdp().actions());
        double[] reward = problem.rewards().at(phi);
        double[] logs = policy.logits();
        for (int i = 0; i < reward.length; i++) {
            reward[i] -= problem.agent().temperature() * logs[i];
        }
        return new FiniteHorizon(problem.mdp(), policy.probabilities(), reward);
    }

    /**
     * What is missed of the designer's loss of a problem, without terms in \(\varphi\) alone; there is no entropy in it.
     *
     * @param problem the instance
     * @param phi upper variable, length p
     * @param lambda logits, length S·A
     * @return the closed forms
     */
    public static FiniteHorizon upper(SoftMdpProblem problem, double[] phi, double[] lambda) {
        SoftmaxPolicy policy = SoftmaxPolicy.of(lambda, problem.mdp().actions());
        return new FiniteHorizon(
                problem.mdp(), policy.probabilities(), problem.designerReward().at(phi));
    }

    /**
     * The missing part of the loss.
     *
     * @param horizon H, at least 0
     * @return \(g - g_H = -\gamma^H\nu P^HV\)
     */
    public double missing(int horizon) {
        double sum = 0;
        double[] distribution = distributions(horizon)[horizon];
        for (int s = 0; s < distribution.length; s++) {
            sum -= distribution[s] * values[s];
        }
        return Math.pow(mdp.gamma(), horizon) * sum;
    }

    /**
     * The bias of a gradient of the loss from returns that end at the horizon.
     *
     * @param horizon H, at least 0
     * @return \(\nabla_\lambda g_H - \nabla_\lambda g\), length S·A
     */
    public double[] returnsBias(int horizon) {
        double[][] distributions = distributions(horizon);
        double[] bias = visitationBias(horizon, distributions[horizon]);
        double weight = Math.pow(mdp.gamma(), horizon);
        double[] moved = values;
        for (int t = horizon - 1; t >= 0; t--) {
            double[] pairs = next(moved);
            double[] mean = means(pairs);
            for (int i = 0; i < bias.length; i++) {
                int s = i / mdp.actions();
                bias[i] += weight * distributions[t][s] * policy[i] * (pairs[i] - mean[s]);
            }
            moved = mean;
        }
        return bias;
    }

    /**
     * The bias of a gradient of the loss with the exact Q-function, whose visitation ends at the horizon.
     *
     * @param horizon H, at least 0
     * @return \(\sum_{t\ge H}\gamma^td_t\,\pi A_\infty\), length S·A; 0 at the best policy
     */
    public double[] visitationBias(int horizon) {
        return visitationBias(horizon, distributions(horizon)[horizon]);
    }

    private double[] visitationBias(int horizon, double[] distribution) {
        double weight = Math.pow(mdp.gamma(), horizon);
        double[] visits = mdp.chain(policy).solveTransposed(distribution);
        double[] bias = new double[policy.length];
        for (int i = 0; i < bias.length; i++) {
            bias[i] = weight * visits[i / mdp.actions()] * policy[i] * advantages[i];
        }
        return bias;
    }

    /** \(\nu, \nu P, \dots, \nu P^H\). */
    private double[][] distributions(int horizon) {
        double[][] distributions = new double[horizon + 1][];
        distributions[0] = mdp.initial();
        for (int t = 0; t < horizon; t++) {
            double[] pairs = policy.clone();
            for (int i = 0; i < pairs.length; i++) {
                pairs[i] *= distributions[t][i / mdp.actions()] / mdp.gamma();
            }
            distributions[t + 1] = mdp.discountedFlow(pairs);
        }
        return distributions;
    }

    /** \(P_{sa}x\), one number a pair. */
    private double[] next(double[] x) {
        double[] pairs = new double[mdp.pairs()];
        for (int i = 0; i < pairs.length; i++) {
            for (int s = 0; s < x.length; s++) {
                pairs[i] += mdp.probability(i / mdp.actions(), i % mdp.actions(), s) * x[s];
            }
        }
        return pairs;
    }

    /** Means over the policy, one number a state. */
    private double[] means(double[] pairs) {
        double[] means = new double[mdp.states()];
        for (int i = 0; i < pairs.length; i++) {
            means[i / mdp.actions()] += policy[i] * pairs[i];
        }
        return means;
    }
}
