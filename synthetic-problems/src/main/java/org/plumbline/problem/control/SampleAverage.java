package org.plumbline.problem.control;

import org.plumbline.random.RandomStream;

/**
 * The losses of a {@link ControlTask} averaged over fixed scenarios: a deterministic, smooth function of \((\varphi,\lambda)\) with
 * exact derivatives, by backpropagation through the simulator. Its distance to the expectation is a sampling error, which
 * {@link Estimate} states. It is for measuring, is not counted, and belongs to one thread.
 */
public final class SampleAverage {
    private final ControlTask task;
    private final Rollouts rollouts;

    SampleAverage(ControlTask task, int scenarios, RandomStream stream) {
        this.task = task;
        this.rollouts = new Rollouts(task, scenarios);
        rollouts.draw(stream);
    }

    /**
     * A mean over scenarios.
     *
     * @param mean the mean
     * @param standardError of the mean, as an estimate of the expectation; NaN for a single scenario
     */
    public record Estimate(double mean, double standardError) {}

    /**
     * Both levels' costs at one point.
     *
     * @param agent g
     * @param designer f less its terms in \(\varphi\) alone
     */
    public record Losses(Estimate agent, Estimate designer) {}

    /**
     * The losses.
     *
     * @param phi upper variable, length p
     * @param lambda lower variable, length d
     * @return both, from one simulation
     */
    public Losses losses(double[] phi, double[] lambda) {
        simulate(lambda);
        return new Losses(
                estimate(task.costs().agent(phi)), estimate(task.costs().designer()));
    }

    /**
     * How often a policy gets somewhere.
     *
     * @param lambda lower variable, length d
     * @param feature which feature of cost says how far it is, from 0
     * @param near below what it counts as there
     * @param first the step from which on it is looked at, from 0; H − 1 for the end alone
     * @return the share of scenarios in which the feature is below at some step from the first on
     */
    public double share(double[] lambda, int feature, double near, int first) {
        simulate(lambda);
        int there = 0;
        for (int k = 0; k < rollouts.trajectories(); k++) {
            boolean reached = false;
            for (int t = first; t < task.horizon(); t++) {
                reached |= rollouts.feature(feature, t, k) < near;
            }
            there += reached ? 1 : 0;
        }
        return (double) there / rollouts.trajectories();
    }

    /**
     * The agent's loss and its gradient.
     *
     * @param phi upper variable, length p
     * @param lambda lower variable, length d
     * @param gradLambda receives \(\nabla_\lambda g\), length d
     * @return g
     */
    public double agentGradient(double[] phi, double[] lambda, double[] gradLambda) {
        double[] weights = task.costs().agent(phi);
        simulate(lambda);
        double mean = estimate(weights).mean();
        rollouts.pathwiseGradient(weights, gradLambda);
        return mean;
    }

    private void simulate(double[] lambda) {
        rollouts.run(lambda);
        rollouts.computeReturns();
    }

    private Estimate estimate(double[] weights) {
        int n = rollouts.trajectories();
        double sum = 0;
        for (int k = 0; k < n; k++) {
            sum += rollouts.cost(weights, k);
        }
        double mean = sum / n;
        double squares = 0;
        for (int k = 0; k < n; k++) {
            double deviation = rollouts.cost(weights, k) - mean;
            squares += deviation * deviation;
        }
        return new Estimate(mean, Math.sqrt(squares / (n - 1.0) / n));
    }
}
