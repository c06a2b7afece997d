package org.plumbline.sampling;

import org.plumbline.oracle.TransitionVisitor;

/** All that the gradients of any cost need from the trajectories of one policy, added up in one pass. */
final class RolloutStatistics implements TransitionVisitor {
    private final double discount;
    private final LstdQ temporalDifferences;
    private final ScoreMoments scores;
    private final double[] occupancy;
    private double weight;

    RolloutStatistics(LinearGaussianPolicy policy, double discount) {
        this.discount = discount;
        this.temporalDifferences = new LstdQ(policy, discount);
        this.scores = new ScoreMoments(policy);
        this.occupancy = new double[policy.states() * policy.states()];
    }

    @Override
    public void visit(int step, double[] state, double[] noise, double[] action, double[] next) {
        weight = step == 0 ? 1 : weight * discount;
        temporalDifferences.add(state, action, next);
        scores.add(weight, state, noise);
        int entry = 0;
        for (double xi : state) {
            double weighted = weight * xi;
            for (double xj : state) {
                occupancy[entry++] += weighted * xj;
            }
        }
    }

    LstdQ temporalDifferences() {
        return temporalDifferences;
    }

    ScoreMoments scores() {
        return scores;
    }

    /** \(\sum\gamma^t (x_t)_i (x_t)_j\), not divided by the number of trajectories. */
    double occupancy(int i, int j, int states) {
        return occupancy[i * states + j];
    }
}
