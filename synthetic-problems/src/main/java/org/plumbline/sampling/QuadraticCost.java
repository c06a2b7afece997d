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
