package org.plumbline.sampling;

import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.sampling.QFunctionEstimator.Estimation;

/**
 * An estimator that is told the Q-function and fits nothing, for every cost the same one: what is left of an estimate are the
 * trajectories and the sums of the policy gradient.
 *
 * @param q the Q-function
 */
public record GivenQ(FittedQ q) implements QFunctionEstimator {
    @Override
    public TabularEstimation begin(SoftmaxPolicy policy, int states, int actions, double discount) {
        throw new UnsupportedOperationException("A quadratic Q-function is one of a regulator.");
    }

    @Override
    public int advantages(Episodes episodes, double[][] returns) {
        throw new UnsupportedOperationException("A quadratic Q-function is one of a regulator.");
    }

    @Override
    public Estimation begin(LinearGaussianPolicy policy, double discount) {
        ScoreMoments scores = new ScoreMoments(policy);
        return new Estimation() {
            private double weight;

            @Override
            public void visit(
                    int step, int count, double[][] state, double[][] noise, double[][] action, double[][] next) {
                weight = step == 0 ? 1 : weight * discount;
                scores.add(weight, count, state, noise);
            }

            @Override
            public int finish() {
                return 0;
            }

            @Override
            public boolean isUsable() {
                return true;
            }

            @Override
            public void gradient(QuadraticCost cost, double trajectories, double[] out) {
                scores.gradient(q, trajectories, out);
            }
        };
    }
}
