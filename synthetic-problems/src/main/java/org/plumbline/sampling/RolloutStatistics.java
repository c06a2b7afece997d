package org.plumbline.sampling;

import org.plumbline.oracle.TransitionVisitor;
import org.plumbline.sampling.QFunctionEstimator.Estimation;

/** All that the gradients of any cost need from the trajectories of one policy, added up in one pass. */
final class RolloutStatistics implements TransitionVisitor {
    private final double discount;
    private final Estimation estimation;
    private final ProductSums occupancy;
    private double weight;

    RolloutStatistics(LinearGaussianPolicy policy, double discount, QFunctionEstimator estimator) {
        this.discount = discount;
        this.estimation = estimator.begin(policy, discount);
        this.occupancy = ProductSums.squares(policy.states());
    }

    @Override
    public void visit(int step, int count, double[][] state, double[][] noise, double[][] action, double[][] next) {
        weight = step == 0 ? 1 : weight * discount;
        estimation.visit(step, count, state, noise, action, next);
        occupancy.add(weight, state, state, count);
    }

    Estimation estimation() {
        return estimation;
    }

    /** \(\sum\gamma^t (x_t)_i (x_t)_j\), not divided by the number of trajectories. */
    double occupancy(int i, int j) {
        return occupancy.get(i, j);
    }
}
