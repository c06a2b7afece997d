package org.plumbline.sampling;

/** What the reward learner knows of the agent in a finite process without acting: its reward at any φ, and its temperature. */
public interface KnownRewards {
    /**
     * Dimension of the upper variable.
     *
     * @return p, at least 1
     */
    int upperDimension();

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
    double[] agent(double[] phi);

    /**
     * A derivative of the agent's reward.
     *
     * @param phi upper variable, length p
     * @param i a coordinate of it
     * @return \(\partial r_\varphi/\partial\varphi_i\), length S·A
     */
    double[] agentDerivative(double[] phi, int i);
}
