package org.plumbline.problem.mdp;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.plumbline.oracle.SoftmaxPolicy;
import org.plumbline.problem.CriticLimits;

/**
 * What policy gradients with a fitted Q-function tend to as the number of trajectories of H steps grows, in closed form; for
 * measuring only. With the visits \(N(s,a) = \sum_{t\lt H}d_t(s)\pi(a|s)\), \(d_t = \nu P^t\), the temporal differences of features
 * Ψ tend to \(\Psi^\top\operatorname{diag}(N)(I - \gamma P\Pi)\Psi\,\theta = \Psi^\top\operatorname{diag}(N)r\), and the gradient of the
 * loss to \(-\sum_{t\lt H}\gamma^td_t\,\pi\,(\hat Q - \hat V)\). K sweeps with the step α from 0 in the features of all pairs,
 * scaled to unit mean square, reach \(\hat Q_K = (I - (I-\alpha\tilde A)^K)\,Q\) in those units, Q being exact.
 */
public final class FiniteHorizonCritic implements CriticLimits {
    private final FiniteMdp mdp;
    private final double[] policy;
    private final RealVector reward;
    private final double[] numbers;
    private final double[] visits;
    private final RealMatrix flow;
    private final double[] exact;

    private FiniteHorizonCritic(FiniteMdp mdp, double[] policy, double[] reward, double[] exact, int horizon) {
        this.mdp = mdp;
        this.policy = policy;
        this.reward = new ArrayRealVector(reward, false);
        this.exact = exact;
        this.numbers = new double[policy.length];
        this.visits = new double[policy.length];
        double[] distribution = mdp.initial();
        for (int t = 0; t < horizon; t++) {
            double[] pairs = new double[policy.length];
            for (int i = 0; i < pairs.length; i++) {
                pairs[i] = policy[i] * distribution[i / mdp.actions()];
                numbers[i] += pairs[i];
                visits[i] += Math.pow(mdp.gamma(), t) * pairs[i];
            }
            distribution = next(pairs);
        }
        this.flow = new Array2DRowRealMatrix(policy.length, policy.length);
        for (int i = 0; i < policy.length; i++) {
            for (int q = 0; q < policy.length; q++) {
                double probability = mdp.probability(i / mdp.actions(), i % mdp.actions(), q / mdp.actions());
                flow.setEntry(i, q, numbers[i] * ((i == q ? 1 : 0) - mdp.gamma() * probability * policy[q]));
            }
        }
    }

    /**
     * The limits at a policy.
     *
     * @param problem the instance
     * @param phi upper variable, length p
     * @param lambda logits, length S·A
     * @param horizon H, at least 1, and large enough for every state to be visited
     * @return the closed forms
     */
    public static FiniteHorizonCritic of(SoftMdpProblem problem, double[] phi, double[] lambda, int horizon) {
        SoftmaxPolicy policy = SoftmaxPolicy.of(lambda, problem.mdp().actions());
        double[] reward = problem.rewards().at(phi);
        double[] logs = policy.logits();
        for (int i = 0; i < reward.length; i++) {
            reward[i] -= problem.agent().temperature() * logs[i];
        }
        double[] exact = new double[lambda.length];
        problem.truth().functions().lowerGradient(phi, lambda, new double[phi.length], exact);
        return new FiniteHorizonCritic(problem.mdp(), policy.probabilities(), reward, exact, horizon);
    }

    /**
     * The same for the designer's loss, in which there is no entropy: the limits minus \(\nabla_\lambda f\).
     *
     * @param problem the instance
     * @param phi upper variable, length p
     * @param lambda logits, length S·A
     * @param horizon H, at least 1, and large enough for every state to be visited
     * @return the closed forms
     */
    public static FiniteHorizonCritic upper(SoftMdpProblem problem, double[] phi, double[] lambda, int horizon) {
        SoftmaxPolicy policy = SoftmaxPolicy.of(lambda, problem.mdp().actions());
        double[] exact = new double[lambda.length];
        problem.truth().functions().upperGradient(phi, lambda, new double[phi.length], exact);
        return new FiniteHorizonCritic(
                problem.mdp(), policy.probabilities(), problem.designerReward().at(phi), exact, horizon);
    }

    private double[] next(double[] pairs) {
        double[] distribution = new double[mdp.states()];
        for (int i = 0; i < pairs.length; i++) {
            for (int s = 0; s < distribution.length; s++) {
                distribution[s] += pairs[i] * mdp.probability(i / mdp.actions(), i % mdp.actions(), s);
            }
        }
        return distribution;
    }

    /** A feature for every pair. */
    @Override
    public double[] complete() {
        return bias(exactValues());
    }

    private RealVector exactValues() {
        return new LUDecomposition(flow, 0).getSolver().solve(weighted());
    }

    private RealVector weighted() {
        return reward.ebeMultiply(new ArrayRealVector(numbers, false));
    }

    /** Additive features, a number for every state and one for every action. */
    @Override
    public double[] poor() {
        RealMatrix features = additive();
        RealMatrix system = features.transpose().multiply(flow).multiply(features);
        RealVector theta = new LUDecomposition(system, 0).getSolver().solve(features.preMultiply(weighted()));
        return bias(features.operate(theta));
    }

    /** One for every state and one for every action but the first: which is left out matters to sweeps. */
    private RealMatrix additive() {
        int states = mdp.states();
        RealMatrix features = new Array2DRowRealMatrix(policy.length, states + mdp.actions() - 1);
        for (int i = 0; i < policy.length; i++) {
            features.setEntry(i, i / mdp.actions(), 1);
            if (i % mdp.actions() > 0) {
                features.setEntry(i, states + i % mdp.actions() - 1, 1);
            }
        }
        return features;
    }

    @Override
    public double[] swept(double step, int sweeps) {
        double[] scale = scale(numbers);
        RealMatrix units = MatrixUtils.createRealDiagonalMatrix(scale);
        RealVector limit = exactValues().ebeDivide(new ArrayRealVector(scale, false));
        return bias(units.operate(swept(units.multiply(flow).multiply(units), limit, step, sweeps)));
    }

    /** The mean square of an indicator is how often it is 1. */
    @Override
    public double[] sweptPoor(double step, int sweeps) {
        RealMatrix features = additive();
        RealMatrix units = MatrixUtils.createRealDiagonalMatrix(scale(features.preMultiply(numbers)));
        RealMatrix scaled = units.multiply(features.transpose().multiply(flow).multiply(features))
                .multiply(units);
        RealVector side = units.operate(features.preMultiply(weighted()));
        RealVector limit = new LUDecomposition(scaled, 0).getSolver().solve(side);
        return bias(features.operate(units.operate(swept(scaled, limit, step, sweeps))));
    }

    private static double[] scale(double[] squares) {
        return Arrays.stream(squares).map(square -> 1 / Math.sqrt(square)).toArray();
    }

    /** \((I - (I-\alpha\tilde A)^K)\,\tilde\theta\). */
    private static RealVector swept(RealMatrix scaled, RealVector limit, double step, int sweeps) {
        RealMatrix identity = MatrixUtils.createRealIdentityMatrix(limit.getDimension());
        RealMatrix left = identity.subtract(scaled.scalarMultiply(step)).power(sweeps);
        return identity.subtract(left).operate(limit);
    }

    private double[] bias(RealVector q) {
        double[] bias = new double[policy.length];
        for (int i = 0; i < bias.length; i++) {
            int first = i - i % mdp.actions();
            double value = 0;
            for (int pair = first; pair < first + mdp.actions(); pair++) {
                value += policy[pair] * q.getEntry(pair);
            }
            bias[i] = -visits[i] * (q.getEntry(i) - value) - exact[i];
        }
        return bias;
    }
}
