package org.plumbline.oracle;

/**
 * What a method for an entropy-regularised agent in a finite decision process may use beyond gradients: trajectories of
 * any policy, and the agent's reward as a known function of \(\varphi\). λ are the logits of the policy. The transition
 * probabilities are out of reach; {@link ModelOracle} has them.
 */
public interface TabularOracle extends FirstOrderOracle {
    /**
     * The process, charging the same ledger.
     *
     * @return gives trajectories
     */
    DecisionEnvironment environment();

    /**
     * The agent's temperature.
     *
     * @return τ, positive
     */
    double temperature();

    /**
     * The agent's reward, without the entropy.
     *
     * @param phi upper variable, length p
     * @return \(r_\varphi\), length S·A, a new array
     */
    double[] agentReward(double[] phi);

    /**
     * The derivative of the agent's reward.
     *
     * @param phi upper variable, length p
     * @param i which component of φ
     * @return \(\partial r_\varphi/\partial\varphi_i\), length S·A, a new array
     */
    double[] agentRewardDerivative(double[] phi, int i);
}
