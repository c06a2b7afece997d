package org.plumbline.algorithm.rl;

import java.util.Arrays;
import java.util.function.Consumer;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Paths;
import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.problem.BilevelProblem;

/**
 * Shows a batch of n trajectories as all that there are, each of them n times its probability, which must be whole numbers.
 * A mean over the batch is then an expectation, and a ratio of means one of expectations: the limit of large batches, on the
 * way that samples take.
 */
class EveryTrajectory extends AgentProxy {
    private final double[] transitions;
    private final double[] initial;

    EveryTrajectory(BilevelProblem problem) {
        super(problem);
        transitions = honest.transitions();
        initial = honest.initial();
    }

    @Override
    public void rollOut(Batch batch, SoftmaxPolicy policy, int horizon, Consumer<Paths> visitor) {
        Walk walk = new Walk(policy, new int[horizon], visitor);
        for (int s = 0; s < states(); s++) {
            walk.from(s, 0, (double) batch.size() * initial[s]);
        }
    }

    @Override
    public void rollOutFrom(Batch batch, int pair, SoftmaxPolicy policy, int horizon, Consumer<Paths> visitor) {
        new Walk(policy, new int[horizon], visitor).take(pair, 0, (double) batch.size());
    }

    /** Depth first; {@code times} is the expected number of trajectories in the batch that begin as this one. */
    private final class Walk {
        private final SoftmaxPolicy policy;
        private final int[] pairs;
        private final Consumer<Paths> visitor;

        Walk(SoftmaxPolicy policy, int[] pairs, Consumer<Paths> visitor) {
            this.policy = policy;
            this.pairs = pairs;
            this.visitor = visitor;
        }

        void from(int state, int t, double times) {
            if (times == 0) {
                return;
            }
            if (t == pairs.length) {
                show(state, times);
                return;
            }
            for (int pair = state * actions(); pair < (state + 1) * actions(); pair++) {
                take(pair, t, times * policy.probability(pair));
            }
        }

        void take(int pair, int t, double times) {
            pairs[t] = pair;
            for (int next = 0; next < states(); next++) {
                from(next, t + 1, times * transitions[pair * states() + next]);
            }
        }

        private void show(int last, double times) {
            int count = (int) Math.round(times);
            // Logarithms of probabilities are right to 1e-15, and batches have thousands.
            if (Math.abs(count - times) > 1e-9) {
                throw new IllegalArgumentException("A trajectory occurs " + times + " times, which must be whole.");
            }
            int[] all = new int[count * pairs.length];
            for (int at = 0; at < all.length; at += pairs.length) {
                System.arraycopy(pairs, 0, all, at, pairs.length);
            }
            int[] ends = new int[count];
            Arrays.fill(ends, last);
            visitor.accept(new Paths(count, pairs.length, all, ends));
        }
    }
}
