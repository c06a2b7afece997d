package org.plumbline.problem.lqr;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.MatrixConditions;
import org.plumbline.numeric.RefusedException;
import org.plumbline.sampling.QuadraticCost;

/**
 * The agent's cost, which the upper variable designs: \(Q(\varphi) = \bar Q + \sum_i e^{\varphi_i} Q_i\), and R. Every
 * term is positive semidefinite, so \(Q(\varphi)\) is monotone in every \(\varphi_i\), and its kernel, the
 * intersection of the kernels of all terms, does not depend on \(\varphi\).
 *
 * @param base \(\bar Q\), n × n, positive semidefinite
 * @param weights \(Q_1, \dots, Q_p\), each n × n, positive semidefinite
 * @param action R, m × m, positive definite
 */
public record AgentCost(RealMatrix base, List<RealMatrix> weights, RealMatrix action) {
    /** Copies and checks the data. */
    public AgentCost {
        base = base.copy();
        weights = weights.stream().map(RealMatrix::copy).toList();
        action = action.copy();
        if (weights.isEmpty()) {
            throw new RefusedException(
                    "agent.weights (0 matrices) must have at least 1, or there is nothing to design. Maybe add one.");
        }
        int n = base.getRowDimension();
        requireCost("agent.Q", base, n);
        for (int i = 0; i < weights.size(); i++) {
            requireCost("agent.weights[" + (i + 1) + "]", weights.get(i), n);
        }
        MatrixConditions.requireFinite("agent.R", action);
        MatrixConditions.requirePositiveDefinite("agent.R", action);
    }

    /** Refuses what is not the cost of n states or inputs. */
    static void requireCost(String name, RealMatrix matrix, int n) {
        MatrixConditions.requireShape(name, matrix, n, n, "as there are " + n + " coordinates");
        MatrixConditions.requireFinite(name, matrix);
        MatrixConditions.requirePositiveSemidefinite(name, matrix);
    }

    @Override
    public RealMatrix base() {
        return base.copy();
    }

    @Override
    public List<RealMatrix> weights() {
        return weights.stream().map(RealMatrix::copy).toList();
    }

    @Override
    public RealMatrix action() {
        return action.copy();
    }

    /** The keys of a problem file with their values. */
    Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("Q", base());
        data.put("weights", weights());
        data.put("R", action());
        return data;
    }

    /**
     * Dimension of the upper variable.
     *
     * @return p
     */
    public int dimension() {
        return weights.size();
    }

    /**
     * The cost at an upper variable.
     *
     * @param phi length p
     * @return \((Q(\varphi), R)\)
     */
    public QuadraticCost at(double[] phi) {
        RealMatrix state = base;
        for (int i = 0; i < phi.length; i++) {
            state = state.add(derivative(phi, i));
        }
        return new QuadraticCost(state, action);
    }

    /**
     * A derivative of the state cost.
     *
     * @param phi length p
     * @param i a coordinate of it
     * @return \(\partial Q/\partial\varphi_i = e^{\varphi_i} Q_i\)
     */
    public RealMatrix derivative(double[] phi, int i) {
        return weights.get(i).scalarMultiply(Math.exp(phi[i]));
    }
}
