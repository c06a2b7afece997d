package org.plumbline.sampling;

import java.util.function.Function;
import org.plumbline.sampling.QFunctionEstimator.Estimation;

/** An estimation through a quadratic Q-function that is fitted to all transitions. */
final class FittedCritic implements Estimation {
    private final LstdQ temporalDifferences;
    private final ScoreMoments scores;
    private final Function<LstdQ, LstdQ.Fit> solver;
    private final int linearSolves;
    private final double discount;
    private double weight;
    private LstdQ.Fit fit;

    FittedCritic(LinearGaussianPolicy policy, double discount, int linearSolves, Function<LstdQ, LstdQ.Fit> solver) {
        this.temporalDifferences = new LstdQ(policy, discount);
        this.scores = new ScoreMoments(policy);
        this.solver = solver;
        this.linearSolves = linearSolves;
        this.discount = discount;
    }

    @Override
    public void visit(int step, int count, double[][] state, double[][] noise, double[][] action, double[][] next) {
        weight = step == 0 ? 1 : weight * discount;
        temporalDifferences.add(count, state, action, next);
        scores.add(weight, count, state, noise);
    }

    @Override
    public int finish() {
        fit = solver.apply(temporalDifferences);
        return linearSolves;
    }

    @Override
    public boolean isUsable() {
        return fit.isUsable();
    }

    @Override
    public boolean admitsPolicy() {
        return fit.admitsPolicy();
    }

    @Override
    public void gradient(QuadraticCost cost, double trajectories, double[] out) {
        scores.gradient(fit.of(cost), trajectories, out);
    }
}
