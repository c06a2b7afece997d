package org.plumbline.problem.preference;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.lqr.AgentCost;
import org.plumbline.problem.lqr.LqrRewardDesignProblem;
import org.plumbline.problem.lqr.LqrSystem;
import org.plumbline.sampling.QuadraticCost;

/** A linear-quadratic regulator that is best for the learnt cost. */
final class LqrLearner implements LearnerEnvironment {
    /** The margin of stability, that of the environment's own family: the cost counts as infinite below it. */
    static final double MARGIN = 1e-10;

    private final LqrSystem system;
    private final AgentCost agent;
    private final LqrRewardDesignProblem lowerLevel;

    /**
     * A regulator.
     *
     * @param center the centre of the box of φ
     * @throws org.plumbline.numeric.RefusedException if the agent's cost does not fit the system
     */
    LqrLearner(LqrSystem system, AgentCost agent, double[] center) {
        this.system = system;
        this.agent = agent;
        int n = system.states();
        int m = system.inputs();
        QuadraticCost nothing =
                new QuadraticCost(MatrixUtils.createRealMatrix(n, n), MatrixUtils.createRealMatrix(m, m));
        this.lowerLevel =
                new LqrRewardDesignProblem("lower level", system, agent, nothing, OuterTerms.centred(0, center));
    }

    /** The best gain of the cost \(\|x\|^2 + \|u\|^2\), row by row: where the environment's own family starts. */
    static double[] neutralGain(LqrSystem system, AgentCost agent) {
        return new LqrLearner(system, agent, new double[agent.dimension()])
                .lowerLevel
                .start()
                .lambda();
    }

    AgentCost agent() {
        return agent;
    }

    /** \(\tilde A = \sqrt\gamma A\). */
    RealMatrix discountedA() {
        return system.a().scalarMultiply(Math.sqrt(system.gamma()));
    }

    /** \(\tilde B = \sqrt\gamma B\). */
    RealMatrix discountedB() {
        return system.b().scalarMultiply(Math.sqrt(system.gamma()));
    }

    /** \(D = \Sigma_0 + \frac{\gamma}{1-\gamma}(W + s^2BB^\top)\). */
    RealMatrix source() {
        double share = system.gamma() / (1 - system.gamma());
        double variance = system.exploration() * system.exploration();
        RealMatrix perStep =
                system.noise().add(system.b().multiply(system.b().transpose()).scalarMultiply(variance));
        return system.initial().add(perStep.scalarMultiply(share));
    }

    @Override
    public BilevelProblem lowerLevel() {
        return lowerLevel;
    }

    @Override
    public Neighbourhood around(double[] phi) {
        return new LqrNeighbourhood(this, phi);
    }

    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("family", lowerLevel.family());
        data.putAll(lowerLevel.data());
        data.remove("designer");
        data.remove("upper");
        return data;
    }
}
