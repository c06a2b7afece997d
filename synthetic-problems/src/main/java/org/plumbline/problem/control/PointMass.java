package org.plumbline.problem.control;

import java.util.Arrays;
import org.plumbline.random.RandomStream;

/**
 * A point of mass 1 in the plane that is to reach the origin around soft obstacles. Lengths and times have the units of the
 * numbers given;
 * \[ \ddot q = -b\,\dot q + M\tanh u, \qquad q, u \in \mathbb R^2, \]
 * tanh by coordinate: the thrust saturates smoothly at M. Observed is the whole state. The features of cost are the squared
 * distance \(\|q\|^2\), the repulsion \(\sum_o \exp(-\|q - c_o\|^2/(2r^2))\) of the obstacles, and the effort \(\|u\|^2\).
 * Starts are at rest and normal around a point.
 *
 * @param friction b, at least 0
 * @param thrust M, positive
 * @param timeStep h, positive
 * @param start the mean of the starts, length 2
 * @param spread the standard deviation of a start in each direction, at least 0
 * @param obstacles the centres \(c_o\), each of length 2
 * @param radius r, positive
 */
public record PointMass(
        double friction,
        double thrust,
        double timeStep,
        double[] start,
        double spread,
        double[][] obstacles,
        double radius)
        implements ControlSystem {
    /** Checks the ranges and copies the points. */
    public PointMass {
        if (!(friction >= 0) || !(thrust > 0) || !(timeStep > 0) || !(spread >= 0) || !(radius > 0)) {
            throw new IllegalArgumentException("A point mass's thrust (" + thrust + "), time step (" + timeStep
                    + ") and radius of obstacles (" + radius + ") must be positive, its friction (" + friction
                    + ") and spread (" + spread + ") at least 0. Maybe choose 2, 0.1, 0.3, 0.3 and 0.1.");
        }
        start = start.clone();
        obstacles = Arrays.stream(obstacles).map(double[]::clone).toArray(double[][]::new);
    }

    @Override
    public double[] start() {
        return start.clone();
    }

    @Override
    public double[][] obstacles() {
        return Arrays.stream(obstacles).map(double[]::clone).toArray(double[][]::new);
    }

    @Override
    public int states() {
        return 4;
    }

    @Override
    public int actions() {
        return 2;
    }

    @Override
    public int observations() {
        return 4;
    }

    @Override
    public int features() {
        return 3;
    }

    @Override
    public void start(RandomStream stream, double[][] state, int column) {
        for (int i = 0; i < 2; i++) {
            state[i][column] = start[i] + spread * stream.gaussian();
            state[i + 2][column] = 0;
        }
    }

    @Override
    public void observe(double[][] state, double[][] observation, int from, int to) {
        for (int i = 0; i < 4; i++) {
            System.arraycopy(state[i], from, observation[i], from, to - from);
        }
    }

    @Override
    public void observeAdjoint(
            double[][] observation, double[][] observationAdjoint, double[][] stateAdjoint, int from, int to) {
        for (int i = 0; i < 4; i++) {
            for (int k = from; k < to; k++) {
                stateAdjoint[i][k] += observationAdjoint[i][k];
            }
        }
    }

    @Override
    public void advance(double[][] state, double[][] action, int from, int to) {
        int width = to - from;
        for (int i = 0; i < 2; i++) {
            double[] position = state[i];
            double[] velocity = state[i + 2];
            for (int k = from; k < to; k++) {
                double acceleration = thrust * Math.tanh(action[i][k]) - friction * velocity[k];
                velocity[k + width] = velocity[k] + timeStep * acceleration;
                position[k + width] = position[k] + timeStep * velocity[k + width];
            }
        }
    }

    @Override
    public void advanceAdjoint(
            double[][] state, double[][] action, double[][] stateAdjoint, double[][] actionAdjoint, int from, int to) {
        int width = to - from;
        for (int i = 0; i < 2; i++) {
            for (int k = from; k < to; k++) {
                double position = stateAdjoint[i][k + width];
                double velocity = stateAdjoint[i + 2][k + width] + timeStep * position;
                double acceleration = timeStep * velocity;
                double squashed = Math.tanh(action[i][k]);
                stateAdjoint[i][k] += position;
                stateAdjoint[i + 2][k] += velocity - friction * acceleration;
                actionAdjoint[i][k] += acceleration * thrust * (1 - squashed * squashed);
            }
        }
    }

    @Override
    public void features(double[][] state, double[][] action, double[][] feature, int from, int to) {
        for (int k = from; k < to; k++) {
            double x = state[0][k];
            double y = state[1][k];
            double repulsion = 0;
            for (double[] centre : obstacles) {
                repulsion += repulsion(x - centre[0], y - centre[1]);
            }
            feature[0][k] = x * x + y * y;
            feature[1][k] = repulsion;
            feature[2][k] = action[0][k] * action[0][k] + action[1][k] * action[1][k];
        }
    }

    private double repulsion(double x, double y) {
        return Math.exp(-(x * x + y * y) / (2 * radius * radius));
    }

    @Override
    public void featuresAdjoint(
            double[][] state,
            double[][] action,
            double[] weights,
            double[][] stateAdjoint,
            double[][] actionAdjoint,
            int from,
            int to) {
        for (int k = from; k < to; k++) {
            double x = state[0][k];
            double y = state[1][k];
            stateAdjoint[0][k] += 2 * weights[0] * x;
            stateAdjoint[1][k] += 2 * weights[0] * y;
            for (double[] centre : obstacles) {
                double slope = -weights[1] * repulsion(x - centre[0], y - centre[1]) / (radius * radius);
                stateAdjoint[0][k] += slope * (x - centre[0]);
                stateAdjoint[1][k] += slope * (y - centre[1]);
            }
            actionAdjoint[0][k] += 2 * weights[2] * action[0][k];
            actionAdjoint[1][k] += 2 * weights[2] * action[1][k];
        }
    }
}
