package org.plumbline.algorithm.rl;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.DecisionEnvironment;
import org.plumbline.oracle.Ledger;
import org.plumbline.oracle.ModelOracle;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.Paths;
import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.problem.BilevelProblem;

/** An agent that passes everything on; what a test changes, it overrides. */
class AgentProxy implements ModelOracle, DecisionEnvironment {
    final ModelOracle honest;
    private double discountFactor = 1;

    /** Exact gradients. */
    AgentProxy(BilevelProblem problem) {
        honest = problem.oracles(NoiseModel.NONE).model(new Ledger()).orElseThrow();
    }

    /** States a discount that is a multiple of the true one. */
    AgentProxy misstatingTheDiscount(double factor) {
        discountFactor = factor;
        return this;
    }

    /**
     * Trajectories of one step that show every transition as often as its probability says, in units of the denominator: the
     * expectation itself, for estimators that use transitions only.
     */
    static AgentProxy exhaustive(BilevelProblem problem, int denominator) {
        return new AgentProxy(problem) {
            @Override
            public void rollOut(Batch batch, SoftmaxPolicy policy, int horizon, Consumer<Paths> visitor) {
                int[] pairs = new int[states() * actions() * denominator];
                int[] last = new int[pairs.length];
                double[] transitions = honest.transitions();
                int at = 0;
                for (int i = 0; i < transitions.length; i++) {
                    long times = Math.round(transitions[i] * denominator);
                    if (Math.abs(times - transitions[i] * denominator) > 1e-9) {
                        throw new IllegalArgumentException(
                                "P = " + transitions[i] + " is no multiple of 1/" + denominator);
                    }
                    for (long k = 0; k < times; k++) {
                        pairs[at] = i / states();
                        last[at++] = i % states();
                    }
                }
                visitor.accept(new Paths(pairs.length, 1, pairs, last));
            }
        };
    }

    @Override
    public DecisionEnvironment environment() {
        return this;
    }

    @Override
    public int upperDimension() {
        return honest.upperDimension();
    }

    @Override
    public int lowerDimension() {
        return honest.lowerDimension();
    }

    @Override
    public void lower(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        honest.lower(batch, phi, lambda, gradPhi, gradLambda);
    }

    @Override
    public void upper(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        honest.upper(batch, phi, lambda, gradPhi, gradLambda);
    }

    @Override
    public double temperature() {
        return honest.temperature();
    }

    @Override
    public double[] agentReward(double[] phi) {
        return honest.agentReward(phi);
    }

    @Override
    public double[] agentRewardDerivative(double[] phi, int i) {
        return honest.agentRewardDerivative(phi, i);
    }

    @Override
    public double[] transitions() {
        return honest.transitions();
    }

    @Override
    public double[] initial() {
        return honest.initial();
    }

    @Override
    public int states() {
        return honest.environment().states();
    }

    @Override
    public int actions() {
        return honest.environment().actions();
    }

    @Override
    public double discount() {
        return discountFactor * honest.environment().discount();
    }

    @Override
    public void rollOut(Batch batch, SoftmaxPolicy policy, int horizon, Consumer<Paths> visitor) {
        honest.environment().rollOut(batch, policy, horizon, visitor);
    }

    @Override
    public void rollOutFrom(Batch batch, int pair, SoftmaxPolicy policy, int horizon, Consumer<Paths> visitor) {
        honest.environment().rollOutFrom(batch, pair, policy, horizon, visitor);
    }

    @Override
    public UnaryOperator<double[]> solver(double[][] system) {
        return honest.environment().solver(system);
    }
}
