package org.plumbline.sampling;

import org.apache.commons.math3.linear.RealMatrix;

/**
 * The cost of one step, \(x^\top Q x + u^\top R u\).
 *
 * @param state Q, n × n, symmetric
 * @param action R, m × m, symmetric
 */
public record QuadraticCost(RealMatrix state, RealMatrix action) {
    /** Copies the matrices. */
    public QuadraticCost {
        state = state.copy();
        action = action.copy();
    }

    @Override
    public RealMatrix state() {
        return state.copy();
    }

    @Override
    public RealMatrix action() {
        return action.copy();
    }

    /**
     * The cost as one quadratic form of \(z = (x, u)\).
     *
     * @return \(\operatorname{diag}(Q, R)\), row by row
     */
    double[] form() {
        int n = state.getRowDimension();
        int k = n + action.getRowDimension();
        double[] form = new double[k * k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                if (i < n && j < n) {
                    form[i * k + j] = state.getEntry(i, j);
                } else if (i >= n && j >= n) {
                    form[i * k + j] = action.getEntry(i - n, j - n);
                }
            }
        }
        return form;
    }

    /**
     * This cost plus a multiple of another.
     *
     * @param factor σ
     * @param other \((Q', R')\)
     * @return \((Q + \sigma Q', R + \sigma R')\)
     */
    public QuadraticCost plus(double factor, QuadraticCost other) {
        return new QuadraticCost(
                state.add(other.state.scalarMultiply(factor)), action.add(other.action.scalarMultiply(factor)));
    }
}
