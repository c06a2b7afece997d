package org.plumbline.sampling;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.DecisionEnvironment;
import org.plumbline.oracle.Paths;
import org.plumbline.oracle.SoftmaxPolicy;

/**
 * The trajectories of one batch as samples of a policy, from which they need not come.
 *
 * @param environment where they are simulated
 * @param batch fixes them
 * @param horizon H
 * @param behaviour the policy that acts
 * @param policy the policy that they stand for
 */
public record SampledPaths(
        DecisionEnvironment environment, Batch batch, int horizon, SoftmaxPolicy behaviour, SoftmaxPolicy policy) {
    /**
     * The number of trajectories.
     *
     * @return n
     */
    public long size() {
        return batch.size();
    }

    /**
     * Goes through all trajectories.
     *
     * @param visitor sees them block by block, with \(\pi(a|s)/\beta(a|s)\), length S·A
     */
    public void forEach(BiConsumer<Paths, double[]> visitor) {
        double[] ratios = new double[environment.states() * environment.actions()];
        if (behaviour == policy) {
            Arrays.fill(ratios, 1);
        } else {
            Arrays.setAll(ratios, pair -> Math.exp(policy.log(pair) - behaviour.log(pair)));
        }
        environment.rollOut(batch, behaviour, horizon, paths -> visitor.accept(paths, ratios));
    }
}
