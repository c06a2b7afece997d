package org.plumbline.problem.lqr;

import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.problem.OuterTerms;
import org.plumbline.sampling.KnownCosts;
import org.plumbline.sampling.QuadraticCost;

/** The costs of a reward-design problem, without its system: what estimators may know. */
record DesignCosts(AgentCost agent, QuadraticCost designer, OuterTerms outer) implements KnownCosts {
    @Override
    public int upperDimension() {
        return agent.dimension();
    }

    @Override
    public QuadraticCost agent(double[] phi) {
        return agent.at(phi);
    }

    @Override
    public RealMatrix agentDerivative(double[] phi, int i) {
        return agent.derivative(phi, i);
    }

    @Override
    public void outerGradient(double[] phi, double[] out) {
        outer.gradient(phi, out);
    }
}
