package org.plumbline.problem.preference;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.RowMajor;
import org.plumbline.problem.lqr.AgentCost;
import org.plumbline.problem.lqr.LqrSystem;
import org.plumbline.sampling.QuadraticCost;

/**
 * The loss of M pairs of trajectories of a regulator with fixed noise ({@link NoiseSample}):
 * \[ f(\varphi,K) = \frac1M\sum_{k=1}^M \ell(z_k, y_k), \qquad
 *    z_k = -\langle Q(\varphi), \Delta X_k\rangle - \langle R, \Delta U_k\rangle, \qquad
 *    y_k = -\langle Q_0, \Delta X_k\rangle - \langle R_0, \Delta U_k\rangle, \]
 * with the differences of the moments of the two trajectories. As trajectories are polynomials in K, f is smooth, and
 * \(\partial z_k/\partial\varphi_i = -e^{\varphi_i}\langle Q_i, \Delta X_k\rangle\).
 */
final class LqrPairs implements PairLoss {
    private final LqrSystem system;
    private final AgentCost agent;
    private final QuadraticCost truth;
    private final NoiseSample sample;
    private final long seed;
    private final double[] truthWeights;
    private final double[][] features;

    /** The gain of the fixed pairs and what comes from it; null where pairs follow the policy. */
    private final double[] referenceGain;

    private final double[][] referenceDifferences;

    /** What is compared: under which true cost, over how many steps, and on how many pairs of which seed. */
    record Comparison(QuadraticCost truth, int horizon, int size, long seed) {}

    private LqrPairs(LqrSystem system, AgentCost agent, Comparison comparison, double[] gain) {
        this.system = system;
        this.agent = agent;
        this.truth = comparison.truth;
        this.seed = comparison.seed;
        this.sample = new NoiseSample(system, comparison.horizon, comparison.size, seed);
        this.truthWeights = weights(truth);
        this.features = agent.weights().stream()
                .map(weight -> RowMajor.of(weight.getData()))
                .toArray(double[][]::new);
        this.referenceGain = gain;
        this.referenceDifferences = gain == null ? null : differences(gain);
    }

    /** Pairs from the policy that λ stands for. */
    static LqrPairs current(LqrSystem system, AgentCost agent, Comparison comparison) {
        return new LqrPairs(system, agent, comparison, null);
    }

    /** Pairs from a fixed gain, given row by row. */
    static LqrPairs reference(LqrSystem system, AgentCost agent, Comparison comparison, double[] gain) {
        return new LqrPairs(system, agent, comparison, gain.clone());
    }

    private static double[] weights(QuadraticCost cost) {
        double[] state = RowMajor.of(cost.state().getData());
        double[] action = RowMajor.of(cost.action().getData());
        double[] weights = Arrays.copyOf(state, state.length + action.length);
        System.arraycopy(action, 0, weights, state.length, action.length);
        return weights;
    }

    private double[][] differences(double[] gain) {
        Rollout rollout = new Rollout(system, sample);
        double[][] differences = new double[sample.size()][truthWeights.length];
        for (int k = 0; k < differences.length; k++) {
            rollout.simulate(2 * k, gain);
            rollout.addMoments(1, differences[k]);
            rollout.simulate(2 * k + 1, gain);
            rollout.addMoments(-1, differences[k]);
        }
        return differences;
    }

    @Override
    public boolean followsPolicy() {
        return referenceGain == null;
    }

    @Override
    public PairLossSlice at(double[] phi) {
        return new Slice(phi);
    }

    private final class Slice implements PairLossSlice {
        private final double[] phi;
        private final double[] weights;

        Slice(double[] phi) {
            this.phi = phi.clone();
            this.weights = weights(agent.at(phi));
        }

        private double[][] differencesAt(double[] lambda) {
            return referenceDifferences == null ? differences(lambda) : referenceDifferences;
        }

        @Override
        public double value(double[] lambda) {
            return Arrays.stream(losses(lambda)).average().orElseThrow();
        }

        double[] losses(double[] lambda) {
            return Arrays.stream(differencesAt(lambda))
                    .mapToDouble(difference -> BradleyTerry.loss(score(weights, difference), trueScore(difference)))
                    .toArray();
        }

        @Override
        public void gradientLambda(double[] lambda, double[] out) {
            gradient(lambda, new double[phi.length], out);
        }

        @Override
        public void gradient(double[] lambda, double[] gradPhi, double[] gradLambda) {
            Arrays.fill(gradPhi, 0);
            Arrays.fill(gradLambda, 0);
            if (followsPolicy()) {
                followedGradient(lambda, gradPhi, gradLambda);
            } else {
                for (double[] difference : referenceDifferences) {
                    addGradientPhi(difference, gradPhi);
                }
            }
            for (int i = 0; i < gradPhi.length; i++) {
                gradPhi[i] *= Math.exp(phi[i]) / sample.size();
            }
        }

        private void addGradientPhi(double[] difference, double[] gradPhi) {
            double slope = BradleyTerry.slope(score(weights, difference), trueScore(difference));
            for (int i = 0; i < gradPhi.length; i++) {
                gradPhi[i] += slope * score(features[i], difference);
            }
        }

        private void followedGradient(double[] lambda, double[] gradPhi, double[] gradLambda) {
            Rollout first = new Rollout(system, sample);
            Rollout second = new Rollout(system, sample);
            double[] difference = new double[weights.length];
            double[] cost = new double[weights.length];
            for (int k = 0; k < sample.size(); k++) {
                Arrays.fill(difference, 0);
                first.simulate(2 * k, lambda);
                first.addMoments(1, difference);
                second.simulate(2 * k + 1, lambda);
                second.addMoments(-1, difference);
                addGradientPhi(difference, gradPhi);
                double z = score(weights, difference);
                double y = trueScore(difference);
                double slope = BradleyTerry.slope(z, y);
                double labelSlope = BradleyTerry.labelSlope(z, y);
                for (int i = 0; i < cost.length; i++) {
                    cost[i] = -(slope * weights[i] + labelSlope * truthWeights[i]) / sample.size();
                }
                first.addGradient(1, cost, gradLambda);
                second.addGradient(-1, cost, gradLambda);
            }
        }
    }

    private double trueScore(double[] difference) {
        return score(truthWeights, difference);
    }

    /** Minus the cost; weights of states alone may be given, as inputs come last. */
    private static double score(double[] weights, double[] difference) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum -= weights[i] * difference[i];
        }
        return sum;
    }

    /** The standard deviation of the pairs' losses over \(\sqrt M\); pairs are independent. */
    @Override
    public double samplingError(double[] phi, double[] lambda) {
        double[] losses = new Slice(phi).losses(lambda);
        double mean = Arrays.stream(losses).average().orElseThrow();
        double squares = Arrays.stream(losses).map(x -> (x - mean) * (x - mean)).sum();
        return Math.sqrt(squares / (losses.length - 1.0) / losses.length);
    }

    /** Where the learnt cost is the true one, to rounding of the data, and no linear term adds to it. */
    @Override
    public boolean isGlobal(double[] phi, double[] linear) {
        QuadraticCost learnt = agent.at(phi);
        return !followsPolicy()
                && Arrays.stream(linear).allMatch(c -> c == 0)
                && equal(learnt.state(), truth.state())
                && equal(learnt.action(), truth.action());
    }

    private static boolean equal(RealMatrix x, RealMatrix y) {
        return x.subtract(y).getFrobeniusNorm() <= 1e-14 * y.getFrobeniusNorm();
    }

    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        Map<String, Object> reward = new LinkedHashMap<>();
        reward.put("Q", truth.state());
        reward.put("R", truth.action());
        data.put("trueReward", reward);
        data.put("horizon", sample.horizon());
        data.put("pairs", followsPolicy() ? PreferenceProblem.CURRENT : PreferenceProblem.REFERENCE);
        if (!followsPolicy()) {
            RealMatrix gain = MatrixUtils.createRealMatrix(system.inputs(), system.states());
            for (int i = 0; i < referenceGain.length; i++) {
                gain.setEntry(i / system.states(), i % system.states(), referenceGain[i]);
            }
            data.put("referenceGain", gain);
        }
        Map<String, Object> size = new LinkedHashMap<>();
        size.put("size", sample.size());
        size.put("seed", seed);
        data.put("sample", size);
        return data;
    }
}
