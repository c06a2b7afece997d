package org.plumbline.problem.lqr;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.Products;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.OuterTerms;

/** The agent's discounted cost of a gain, and the upper level's; +∞, with derivatives NaN, where it does not stabilise. */
final class LqrFunctions implements BilevelFunctions {
    private final LqrSystem system;
    private final AgentCost agent;
    private final GainCost cost;
    private final OuterTerms outer;

    LqrFunctions(LqrSystem system, AgentCost agent, GainCost cost, OuterTerms outer) {
        this.system = system;
        this.agent = agent;
        this.cost = cost;
        this.outer = outer;
    }

    @Override
    public int upperDimension() {
        return agent.dimension();
    }

    @Override
    public int lowerDimension() {
        return system.states() * system.inputs();
    }

    @Override
    public double lower(double[] phi, double[] lambda) {
        return value(GainCost.of(agent.at(phi)), lambda);
    }

    @Override
    public double upper(double[] phi, double[] lambda) {
        return value(cost, lambda) + outer.value(phi);
    }

    private double value(GainCost of, double[] lambda) {
        return ClosedLoop.of(system, lambda).map(loop -> loop.value(of)).orElse(Double.POSITIVE_INFINITY);
    }

    /** \(\partial g/\partial\varphi_i = \operatorname{tr}(\partial Q_i\,\Sigma)\). */
    @Override
    public void lowerGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        Optional<ClosedLoop> loop = ClosedLoop.of(system, lambda);
        if (loop.isEmpty()) {
            Arrays.fill(gradPhi, Double.NaN);
            Arrays.fill(gradLambda, Double.NaN);
            return;
        }
        traces(phi, loop.get().occupancy(), gradPhi);
        ClosedLoop.flatten(loop.get().gradient(GainCost.of(agent.at(phi))), gradLambda);
    }

    @Override
    public void upperGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        Optional<ClosedLoop> loop = ClosedLoop.of(system, lambda);
        if (loop.isEmpty()) {
            Arrays.fill(gradPhi, Double.NaN);
            Arrays.fill(gradLambda, Double.NaN);
            return;
        }
        outer.gradient(phi, gradPhi);
        ClosedLoop.flatten(loop.get().gradient(cost), gradLambda);
    }

    @Override
    public void hessianVector(double[] phi, double[] lambda, double[] vector, double[] product) {
        Optional<ClosedLoop> loop = ClosedLoop.of(system, lambda);
        if (loop.isEmpty()) {
            Arrays.fill(product, Double.NaN);
            return;
        }
        ClosedLoop.flatten(loop.get().gradientChange(GainCost.of(agent.at(phi)), gain(vector)), product);
    }

    /** \((\nabla^2_{\varphi\lambda} g\,V)_i = \operatorname{tr}(\partial Q_i\,d\Sigma[V])\). */
    @Override
    public void jacobianVector(double[] phi, double[] lambda, double[] vector, double[] product) {
        Optional<ClosedLoop> loop = ClosedLoop.of(system, lambda);
        if (loop.isEmpty()) {
            Arrays.fill(product, Double.NaN);
            return;
        }
        traces(phi, loop.get().occupancyChange(gain(vector)), product);
    }

    private void traces(double[] phi, RealMatrix moment, double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = Products.trace(agent.derivative(phi, i), moment);
        }
    }

    private RealMatrix gain(double[] lambda) {
        return ClosedLoop.matrix(lambda, system.inputs(), system.states());
    }
}
