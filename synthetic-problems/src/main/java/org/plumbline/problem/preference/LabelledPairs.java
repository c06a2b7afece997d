package org.plumbline.problem.preference;

import java.util.Arrays;
import org.plumbline.numeric.RefusedException;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Batch;
import org.plumbline.oracle.Paths;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.mdp.RewardModel;
import org.plumbline.random.RandomStream;
import org.plumbline.sampling.LogitGradients;
import org.plumbline.sampling.SampledPaths;
import org.plumbline.sampling.TabularEstimation;
import org.plumbline.sampling.UpperEstimator;

/**
 * The loss of labelled pairs, from samples. Trajectories 2i and 2i + 1 of a batch are a pair; their first h steps are
 * compared, and the label y is 1 with the probability that the Bradley–Terry model gives under the true reward. With the
 * cross-entropy \(\ell = y\,\mathrm{sp}(-z) + (1-y)\,\mathrm{sp}(z)\) of the learnt difference z, over m pairs,
 * \[ \hat\nabla_\varphi f = \frac1m\sum\rho\,(S(z) - y)\,\nabla_\varphi z, \qquad
 *    \hat\nabla_\lambda f = \frac1m\sum\rho\,(\ell - b)\,\nabla_\lambda\log\bigl(\pi(\tau_1)\,\pi(\tau_2)\bigr), \]
 * plus the derivative of the outer terms: the second is how the law of the pairs depends on λ. b is the mean loss of the
 * other pairs, which leaves the mean as it is; with one pair it is 0. ρ is the likelihood ratio of both trajectories at
 * their last compared step, where they come from another policy. Both estimates are unbiased. A last trajectory without
 * a partner is left out.
 */
final class LabelledPairs implements UpperEstimator {
    /** The labels of a batch are a channel of their own, so that they do not depend on how long trajectories are. */
    private static final int LABELS = 1;

    private final RewardModel rewards;
    private final double[] trueReward;
    private final int compared;
    private final int actions;
    private final OuterTerms outer;

    /** Compares the first h steps. */
    LabelledPairs(RewardModel rewards, double[] trueReward, int compared, int actions, OuterTerms outer) {
        this.rewards = rewards;
        this.trueReward = trueReward;
        this.compared = compared;
        this.actions = actions;
        this.outer = outer;
    }

    @Override
    public long labels(long trajectories) {
        return trajectories / 2;
    }

    /** Labels stand for values. */
    @Override
    public boolean needsValues() {
        return false;
    }

    @Override
    public void gradient(
            SampledPaths paths, TabularEstimation estimation, double[] phi, double[] gradPhi, double[] gradLambda) {
        if (paths.size() < 2) {
            throw new RefusedException("batch (" + paths.size() + " trajectory) must be at least 2, as pairs are"
                    + " compared. Maybe use 100.");
        }
        Sums sums = new Sums(rewards.at(phi), paths.batch());
        paths.forEach(sums::add);
        outer.gradient(phi, gradPhi);
        for (int i = 0; i < gradPhi.length; i++) {
            gradPhi[i] += Vectors.dot(sums.slopes, rewards.feature(i)) / sums.pairs;
        }
        double baseline = sums.total / sums.pairs;
        double factor = sums.pairs > 1 ? sums.pairs / (sums.pairs - 1) : 1;
        double[] centred = new double[gradLambda.length];
        Arrays.setAll(centred, pair -> sums.losses[pair] - (sums.pairs > 1 ? baseline : 0) * sums.scores[pair]);
        LogitGradients.of(paths.policy(), actions, centred, factor / sums.pairs, gradLambda);
    }

    /** Goes through the pairs of one batch at one φ. */
    private final class Sums {
        private final double[] reward;
        private final RandomStream labels;
        private final double[] slopes;
        private final double[] losses;
        private final double[] scores;
        private double total;
        private double pairs;

        Sums(double[] reward, Batch batch) {
            this.reward = reward;
            this.labels = batch.replay(LABELS);
            this.slopes = new double[reward.length];
            this.losses = new double[reward.length];
            this.scores = new double[reward.length];
        }

        void add(Paths paths, double[] ratios) {
            for (int i = 0; i + 1 < paths.count(); i += 2) {
                compare(paths.pairs(), i * paths.horizon(), (i + 1) * paths.horizon(), ratios);
            }
        }

        private void compare(int[] visited, int first, int second, double[] ratios) {
            double learnt = 0;
            double truth = 0;
            double ratio = 1;
            for (int t = 0; t < compared; t++) {
                learnt += reward[visited[first + t]] - reward[visited[second + t]];
                truth += trueReward[visited[first + t]] - trueReward[visited[second + t]];
                ratio *= ratios[visited[first + t]] * ratios[visited[second + t]];
            }
            boolean preferred = labels.uniform() < BradleyTerry.probability(truth);
            double loss = BradleyTerry.softplus(preferred ? -learnt : learnt);
            double slope = preferred ? -BradleyTerry.probability(-learnt) : BradleyTerry.probability(learnt);
            for (int t = 0; t < compared; t++) {
                slopes[visited[first + t]] += ratio * slope;
                slopes[visited[second + t]] -= ratio * slope;
                count(visited[first + t], ratio, loss);
                count(visited[second + t], ratio, loss);
            }
            total += loss;
            pairs++;
        }

        private void count(int pair, double ratio, double loss) {
            losses[pair] += ratio * loss;
            scores[pair] += ratio;
        }
    }
}
