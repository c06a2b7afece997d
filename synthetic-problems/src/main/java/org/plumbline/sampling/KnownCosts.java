package org.plumbline.sampling;

import org.apache.commons.math3.linear.RealMatrix;

/**
 * What the reward learner knows without an environment: the costs of one step, of the agent at any \(\varphi\) and of
 * the designer, and the terms of the upper loss in \(\varphi\) alone.
 */
public interface KnownCosts {
    /**
     * Dimension of the upper variable.
     *
     * @return p, at least 1
     */
    int upperDimension();

    /**
     * The agent's cost.
     *
     * @param phi upper variable, length p
     * @return \((Q(\varphi), R)\)
     */
    QuadraticCost agent(double[] phi);

    /**
     * A derivative of the agent's state cost.
     *
     * @param phi upper variable, length p
     * @param i a coordinate of it
     * @return \(\partial Q/\partial\varphi_i\), n × n
     */
    RealMatrix agentDerivative(double[] phi, int i);

    /**
     * The designer's cost.
     *
     * @return \((Q_0, R_0)\)
     */
    QuadraticCost designer();

    /**
     * The gradient of the terms of the upper loss in the upper variable alone.
     *
     * @param phi upper variable, length p
     * @param out receives it, length p
     */
    void outerGradient(double[] phi, double[] out);
}
