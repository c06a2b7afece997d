package org.plumbline.problem.control;

import java.util.Arrays;
import org.plumbline.random.RandomStream;
import org.plumbline.sampling.Episodes;
import org.plumbline.sampling.NeuralPolicy;
import org.plumbline.sampling.QFunctionEstimator;

/**
 * The trajectories of one set of scenarios, and gradients of \(J = E\sum_{t\lt H}\gamma^t w^\top k(x_t,u_t)\) read off them. A
 * scenario is a start and the noise \(\xi\) of the policy \(u_t = \mu_\lambda(o_t) + s\xi_t\), so that one set under two
 * parameters means common random numbers. Column t n + k of an array is step t of trajectory k. All arrays are allocated
 * once.
 */
final class Rollouts {
    private final ControlTask task;
    private final int trajectories;
    private final int columns;
    private final double[][] state;
    private final double[][] observation;
    private final double[][] activation;
    private final double[][] noise;
    private final double[][] action;
    private final double[][] feature;
    private final double[][] returns;
    private final double[][] stateAdjoint;
    private final double[][] observationAdjoint;
    private final double[][] actionAdjoint;
    private final double[] scratch;
    private final double[] discounted;
    private final double[] lambda;
    private final Episodes episodes;

    Rollouts(ControlTask task, int trajectories) {
        ControlSystem system = task.system();
        NeuralPolicy policy = task.policy();
        this.task = task;
        this.trajectories = trajectories;
        this.columns = Math.multiplyExact(trajectories, task.horizon());
        state = new double[system.states()][columns + trajectories];
        observation = new double[system.observations()][columns];
        activation = new double[policy.hidden()][columns];
        noise = new double[system.actions()][columns];
        action = new double[system.actions()][columns];
        feature = new double[system.features()][columns];
        returns = new double[system.features()][columns];
        stateAdjoint = new double[system.states()][columns + trajectories];
        observationAdjoint = new double[system.observations()][columns];
        actionAdjoint = new double[system.actions()][columns];
        scratch = new double[columns];
        discounted = new double[system.features()];
        lambda = new double[policy.dimension()];
        episodes = new Episodes(trajectories, task.horizon(), task.discount(), observation, noise, feature);
    }

    int trajectories() {
        return trajectories;
    }

    /** Draws the scenarios, trajectory by trajectory, in an order that no policy changes. */
    void draw(RandomStream stream) {
        for (int k = 0; k < trajectories; k++) {
            task.system().start(stream, state, k);
            for (int column = k; column < columns; column += trajectories) {
                for (double[] row : noise) {
                    row[column] = stream.gaussian();
                }
            }
        }
    }

    /** Simulates the scenarios under a policy. */
    void run(double[] parameters) {
        System.arraycopy(parameters, 0, lambda, 0, lambda.length);
        ControlSystem system = task.system();
        for (int from = 0; from < columns; from += trajectories) {
            int to = from + trajectories;
            system.observe(state, observation, from, to);
            task.policy().forward(lambda, observation, activation, action, from, to);
            for (int a = 0; a < action.length; a++) {
                for (int k = from; k < to; k++) {
                    action[a][k] += task.exploration() * noise[a][k];
                }
            }
            system.features(state, action, feature, from, to);
            system.advance(state, action, from, to);
        }
    }

    /** The returns to go \(\Gamma_{i,t} = k_i + \gamma\Gamma_{i,t+1}\) of every feature; those of t = 0 are the first n columns. */
    void computeReturns() {
        int last = columns - trajectories;
        for (int i = 0; i < returns.length; i++) {
            System.arraycopy(feature[i], last, returns[i], last, trajectories);
            for (int column = last - 1; column >= 0; column--) {
                returns[i][column] = feature[i][column] + task.discount() * returns[i][column + trajectories];
            }
        }
    }

    /** The mean over trajectories of the discounted sum of a feature; needs {@link #computeReturns}, before an estimator. */
    double mean(int i) {
        double sum = 0;
        for (int k = 0; k < trajectories; k++) {
            sum += returns[i][k];
        }
        return sum / trajectories;
    }

    /** A feature of cost at a step of one trajectory. */
    double feature(int which, int step, int trajectory) {
        return feature[which][step * trajectories + trajectory];
    }

    /** The discounted cost of one trajectory; needs {@link #computeReturns}, before an estimator. */
    double cost(double[] weights, int trajectory) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * returns[i][trajectory];
        }
        return sum;
    }

    /** Puts what an estimator takes for \(Q - V\) in place of the returns; gives the linear systems solved. */
    int estimateAdvantages(QFunctionEstimator estimator) {
        return estimator.advantages(episodes, returns);
    }

    /**
     * The score-function gradient \(\frac1n\sum\gamma^t\,\nabla_\lambda\log\pi(u_t|o_t)\,(G_t - b_t)\) from what stands in the
     * returns; the score is \((\partial\mu_\lambda/\partial\lambda)^\top\xi/s\).
     */
    void scoreGradient(double[] weights, double[] gradient) {
        double factor = 1 / (task.exploration() * trajectories);
        for (int from = 0; from < columns; from += trajectories) {
            for (int k = from; k < from + trajectories; k++) {
                double advantage = 0;
                for (int i = 0; i < weights.length; i++) {
                    advantage += weights[i] * returns[i][k];
                }
                for (int a = 0; a < noise.length; a++) {
                    actionAdjoint[a][k] = factor * advantage * noise[a][k];
                }
            }
            factor *= task.discount();
        }
        Arrays.fill(gradient, 0);
        task.policy()
                .backward(
                        lambda, observation, activation, actionAdjoint, 0, columns, gradient, new double[0][], scratch);
    }

    /** The pathwise gradient: backpropagation through integrator, costs and policy, the scenarios held fixed. */
    void pathwiseGradient(double[] weights, double[] gradient) {
        clear(stateAdjoint);
        clear(observationAdjoint);
        clear(actionAdjoint);
        Arrays.fill(gradient, 0);
        ControlSystem system = task.system();
        for (int t = task.horizon() - 1; t >= 0; t--) {
            int from = t * trajectories;
            int to = from + trajectories;
            double factor = Math.pow(task.discount(), t) / trajectories;
            for (int i = 0; i < weights.length; i++) {
                discounted[i] = factor * weights[i];
            }
            system.featuresAdjoint(state, action, discounted, stateAdjoint, actionAdjoint, from, to);
            system.advanceAdjoint(state, action, stateAdjoint, actionAdjoint, from, to);
            task.policy()
                    .backward(
                            lambda,
                            observation,
                            activation,
                            actionAdjoint,
                            from,
                            to,
                            gradient,
                            observationAdjoint,
                            scratch);
            system.observeAdjoint(observation, observationAdjoint, stateAdjoint, from, to);
        }
    }

    private static void clear(double[][] rows) {
        for (double[] row : rows) {
            Arrays.fill(row, 0);
        }
    }
}
