package org.plumbline.problem.preference;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.Symmetric;
import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.mdp.FiniteMdp;
import org.plumbline.problem.mdp.RewardModel;

/**
 * The loss of pairs of trajectories of a decision process, as the expectation over all of them. With \(p_i\) the
 * probabilities of the entries of a {@link VisitTable}, \(h_i = \nabla_\lambda\log p_i\) and
 * \(m_i = \sum_j\ell_{ij}p_j\),
 * \[ f = \sum_{ij} p_ip_j\,\ell_{ij}, \qquad \nabla_\lambda f = 2\sum_i p_i\,(m_i - f)\,h_i, \qquad
 *    \nabla_\varphi f = 2\sum_i p_i\Bigl(\sum_j\ell'_{ij}p_j\Bigr)\nabla_\varphi R_\varphi(i), \]
 * where taking f off \(m_i\) changes nothing, as scores have mean 0, but rounding. With N(s) visits of state s,
 * \[ \nabla^2_{\lambda\lambda}f = 2\sum_i p_i(m_i - f)\bigl(h_ih_i^\top - N_i(\operatorname{diag}\pi - \pi\pi^\top)\bigr)
 *    + 2\sum_{ij}p_ip_j(\ell_{ij} - f)\,h_ih_j^\top. \]
 */
final class MdpPairs implements PairLoss {
    private final FiniteMdp mdp;
    private final RewardModel rewards;
    private final double[][] trueReward;
    private final int horizon;
    private final VisitTable table;
    private final double[] trueScores;
    private final double[][] features;

    /** The policy of the fixed pairs as [s][a], and its probabilities; null where pairs follow the policy. */
    private final double[][] referencePolicy;

    private final double[] referenceProbabilities;

    private MdpPairs(FiniteMdp mdp, RewardModel rewards, double[][] trueReward, int horizon, double[][] policy) {
        this.mdp = mdp;
        this.rewards = rewards;
        this.trueReward = copy(trueReward);
        this.horizon = horizon;
        this.table = VisitTable.of(mdp, horizon);
        this.trueScores = table.scores(flat(trueReward));
        this.features = new double[rewards.dimension()][];
        Arrays.setAll(features, i -> table.scores(rewards.feature(i)));
        this.referencePolicy = policy == null ? null : copy(policy);
        this.referenceProbabilities = policy == null ? null : table.probabilities(flat(policy));
    }

    /** Pairs from the policy that λ stands for. */
    static MdpPairs current(FiniteMdp mdp, RewardModel rewards, double[][] trueReward, int horizon) {
        return new MdpPairs(mdp, rewards, trueReward, horizon, null);
    }

    /** Pairs from a fixed policy, given as [s][a]. */
    static MdpPairs reference(
            FiniteMdp mdp, RewardModel rewards, double[][] trueReward, int horizon, double[][] policy) {
        return new MdpPairs(mdp, rewards, trueReward, horizon, policy);
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[][] copy(double[][] rows) {
        return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    }

    /** H. */
    int horizon() {
        return horizon;
    }

    /** Length S·A. */
    double[] trueReward() {
        return flat(trueReward);
    }

    /** The probability that learnt and true scores order a pair alike. */
    double accuracy(double[] phi, double[] lambda) {
        double[] learnt = table.scores(rewards.at(phi));
        double[] probabilities = followsPolicy()
                ? table.probabilities(SoftmaxPolicy.of(lambda, mdp.actions()).probabilities())
                : referenceProbabilities;
        double sum = 0;
        for (int i = 0; i < learnt.length; i++) {
            for (int j = 0; j < learnt.length; j++) {
                double agreement = Math.signum((learnt[i] - learnt[j]) * (trueScores[i] - trueScores[j]));
                sum += probabilities[i] * probabilities[j] * (1 + agreement) / 2;
            }
        }
        return sum;
    }

    /** The same loss from samples. */
    LabelledPairs labelled(OuterTerms outer) {
        return new LabelledPairs(rewards, flat(trueReward), horizon, mdp.actions(), outer);
    }

    @Override
    public boolean followsPolicy() {
        return referencePolicy == null;
    }

    @Override
    public PairLossSlice at(double[] phi) {
        return new Slice(new ComparisonMatrix(table.scores(rewards.at(phi)), trueScores));
    }

    private final class Slice implements PairLossSlice {
        private final ComparisonMatrix comparisons;

        Slice(ComparisonMatrix comparisons) {
            this.comparisons = comparisons;
        }

        private double[] policy(double[] lambda) {
            return SoftmaxPolicy.of(lambda, mdp.actions()).probabilities();
        }

        private double[] probabilities(double[] lambda) {
            return followsPolicy() ? table.probabilities(policy(lambda)) : referenceProbabilities;
        }

        @Override
        public double value(double[] lambda) {
            double[] probabilities = probabilities(lambda);
            return dot(probabilities, comparisons.lossesAgainst(probabilities));
        }

        @Override
        public void gradient(double[] lambda, double[] gradPhi, double[] gradLambda) {
            double[] probabilities = probabilities(lambda);
            double[] factors = comparisons.slopesAgainst(probabilities);
            Arrays.setAll(factors, i -> 2 * probabilities[i] * factors[i]);
            Arrays.setAll(gradPhi, i -> dot(factors, features[i]));
            gradientLambda(lambda, gradLambda);
        }

        @Override
        public void gradientLambda(double[] lambda, double[] out) {
            if (!followsPolicy()) {
                Arrays.fill(out, 0);
                return;
            }
            double[] policy = policy(lambda);
            double[] sums = table.visitSums(factors(table.probabilities(policy)), policy.length);
            double[] ofStates = stateSums(sums);
            Arrays.setAll(out, pair -> sums[pair] - ofStates[pair / mdp.actions()] * policy[pair]);
        }

        /** \(2p_i(m_i - f)\). */
        private double[] factors(double[] probabilities) {
            double[] factors = comparisons.lossesAgainst(probabilities);
            double mean = dot(probabilities, factors);
            Arrays.setAll(factors, i -> 2 * probabilities[i] * (factors[i] - mean));
            return factors;
        }

        @Override
        public RealMatrix hessian(double[] lambda) {
            double[] policy = policy(lambda);
            double[] probabilities = table.probabilities(policy);
            double[] factors = factors(probabilities);
            double mean = value(lambda);
            double[][] derivatives = table.logDerivatives(policy);
            RealMatrix weighted = MatrixUtils.createRealMatrix(derivatives.length, policy.length);
            for (int pair = 0; pair < policy.length; pair++) {
                int column = pair;
                double[] change = new double[probabilities.length];
                Arrays.setAll(change, i -> probabilities[i] * derivatives[i][column]);
                double[] against = comparisons.lossesAgainst(change);
                double total = Arrays.stream(change).sum();
                Arrays.setAll(
                        against,
                        i -> factors[i] * derivatives[i][column] + 2 * probabilities[i] * (against[i] - mean * total));
                weighted.setColumn(pair, against);
            }
            RealMatrix hessian =
                    MatrixUtils.createRealMatrix(derivatives).transpose().multiply(weighted);
            double[] ofStates = stateSums(table.visitSums(factors, policy.length));
            for (int i = 0; i < policy.length; i++) {
                int s = i / mdp.actions();
                hessian.addToEntry(i, i, -ofStates[s] * policy[i]);
                for (int j = s * mdp.actions(); j < (s + 1) * mdp.actions(); j++) {
                    hessian.addToEntry(i, j, ofStates[s] * policy[i] * policy[j]);
                }
            }
            return Symmetric.symmetrise(hessian);
        }

        private double[] stateSums(double[] sums) {
            double[] ofStates = new double[mdp.states()];
            for (int pair = 0; pair < sums.length; pair++) {
                ofStates[pair / mdp.actions()] += sums[pair];
            }
            return ofStates;
        }
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    /** The expectation is exact. */
    @Override
    public double samplingError(double[] phi, double[] lambda) {
        return 0;
    }

    /** f is convex where the pairs are fixed, and the outer terms are. */
    @Override
    public boolean isGlobal(double[] phi, double[] linear) {
        return !followsPolicy();
    }

    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("trueReward", copy(trueReward));
        data.put("horizon", horizon);
        data.put("pairs", followsPolicy() ? PreferenceProblem.CURRENT : PreferenceProblem.REFERENCE);
        if (!followsPolicy()) {
            data.put("referencePolicy", copy(referencePolicy));
        }
        return data;
    }
}
