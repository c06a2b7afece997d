package org.plumbline.problem.preference;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.numeric.Products;
import org.plumbline.numeric.Spectra;
import org.plumbline.problem.OuterTerms;
import org.plumbline.problem.lqr.AgentCost;
import org.plumbline.problem.lqr.LqrSystem;
import org.plumbline.problem.mdp.FiniteMdp;
import org.plumbline.problem.mdp.RewardModel;
import org.plumbline.random.RandomStream;
import org.plumbline.sampling.QuadraticCost;

/** Random instances with dense data and a manufactured centre; the true reward is drawn apart from the learnt one. */
final class RandomPreferences {
    static final double GAMMA = 0.8;
    static final double TEMPERATURE = 0.5;

    private static final double RHO = 0.1;
    private static final double EXPLORATION = 0.3;

    private RandomPreferences() {}

    /** Transitions uniform on the simplex, features and rewards uniform in intervals around 0. */
    static PreferenceProblem process(
            String id,
            int states,
            int actions,
            int p,
            int horizon,
            boolean current,
            double gamma,
            double temperature,
            RandomStream stream) {
        double[][][] transitions = new double[states][actions][];
        double[][][] features = new double[states][actions][p];
        double[][] base = new double[states][actions];
        double[][] truth = new double[states][actions];
        for (int s = 0; s < states; s++) {
            for (int a = 0; a < actions; a++) {
                transitions[s][a] = distribution(states, stream);
                base[s][a] = stream.uniform(-0.5, 0.5);
                truth[s][a] = stream.uniform(-1.5, 1.5);
                for (int i = 0; i < p; i++) {
                    features[s][a][i] = stream.uniform(-1, 1);
                }
            }
        }
        FiniteMdp mdp = new FiniteMdp(transitions, distribution(states, stream), gamma);
        RewardModel rewards = new RewardModel(base, features);
        MdpPairs pairs = current
                ? MdpPairs.current(mdp, rewards, truth, horizon)
                : MdpPairs.reference(mdp, rewards, truth, horizon, PreferenceFields.uniform(mdp));
        return Setting.of(mdp, temperature, rewards, pairs)
                .manufactured(id, OuterTerms.centred(RHO, center(p, stream)));
    }

    private static double[] distribution(int length, RandomStream stream) {
        double[] weights = new double[length];
        double sum = 0;
        for (int i = 0; i < length; i++) {
            weights[i] = -Math.log1p(-stream.uniform());
            sum += weights[i];
        }
        for (int i = 0; i < length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    private static double[] center(int p, RandomStream stream) {
        double[] center = new double[p];
        for (int i = 0; i < p; i++) {
            center[i] = stream.uniform(-0.5, 0.5);
        }
        return center;
    }

    /**
     * A has a spectral norm between 0.7 and 1.1 (of a given spectral radius, a matrix far from normal would be huge, and
     * so would scores), the agent's weights have rank one; all costs are divided by the number
     * of states, so that scores stay of order one.
     */
    static PreferenceProblem regulator(
            String id, int states, int inputs, int p, int horizon, boolean current, double gamma, RandomStream stream) {
        RealMatrix raw = gaussian(states, states, stream);
        RealMatrix a = raw.scalarMultiply(stream.uniform(0.7, 1.1) / Spectra.spectralNorm(raw));
        RealMatrix b = gaussian(states, inputs, stream).scalarMultiply(0.5);
        LqrSystem system = new LqrSystem(
                a, b, definite(states, stream).scalarMultiply(0.2), definite(states, stream), gamma, EXPLORATION);
        double scale = 0.5 / states;
        List<RealMatrix> weights = new ArrayList<>();
        for (int i = 0; i < p; i++) {
            RealMatrix direction = gaussian(states, 1, stream);
            weights.add(direction.multiply(direction.transpose()).scalarMultiply(scale));
        }
        RealMatrix base = MatrixUtils.createRealIdentityMatrix(states).scalarMultiply(0.1 * scale);
        AgentCost agent = new AgentCost(base, weights, definite(inputs, stream).scalarMultiply(scale));
        QuadraticCost truth = new QuadraticCost(
                definite(states, stream).scalarMultiply(2 * scale),
                definite(inputs, stream).scalarMultiply(0.5 * scale));
        LqrPairs.Comparison comparison = new LqrPairs.Comparison(
                truth, horizon, PreferenceFields.SAMPLE_SIZE, stream.nextInt(Integer.MAX_VALUE));
        LqrPairs pairs = current
                ? LqrPairs.current(system, agent, comparison)
                : LqrPairs.reference(system, agent, comparison, LqrLearner.neutralGain(system, agent));
        return Setting.of(system, agent, pairs).manufactured(id, OuterTerms.centred(RHO, center(p, stream)));
    }

    private static RealMatrix gaussian(int rows, int columns, RandomStream stream) {
        RealMatrix matrix = MatrixUtils.createRealMatrix(rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                matrix.setEntry(i, j, stream.gaussian());
            }
        }
        return matrix;
    }

    /** \(\tfrac12 I + GG^\top/(2n)\), G Gaussian: dense, condition number of a few units. */
    private static RealMatrix definite(int n, RandomStream stream) {
        RealMatrix square = Products.congruence(gaussian(n, n, stream), MatrixUtils.createRealIdentityMatrix(n));
        return MatrixUtils.createRealIdentityMatrix(n).scalarMultiply(0.5).add(square.scalarMultiply(0.5 / n));
    }
}
