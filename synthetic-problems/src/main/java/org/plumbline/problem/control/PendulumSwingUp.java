package org.plumbline.problem.control;

import org.plumbline.random.RandomStream;

/**
 * A pendulum that is to be swung up and held. Mass, length and gravity are 1, so that the unit of time is \(\sqrt{l/g}\) and that
 * of torque is \(mgl\). With \(\theta\) the angle from the upright position,
 * \[ \ddot\theta = \sin\theta - b\,\dot\theta + M\tanh u : \]
 * the motor saturates smoothly at the torque M. Below \(M = 1\) it cannot hold every angle, and below
 * \(\max_x (1-\cos x)/x = 0.7246\), x the angle from hanging, no constant torque takes the pendulum over the top from rest: it has to swing
 * back first, to gain energy. Observed are \((\cos\theta, \sin\theta, \dot\theta)\). The features of cost are
 * the height that is missing, \(1 - \cos\theta\), the squared speed \(\dot\theta^2\), and the effort \(u^2\). Starts hang:
 * \(\theta = \pi + w_1\), \(\dot\theta = w_2\), with both \(w_i\) normal.
 *
 * @param friction b, at least 0
 * @param torque M, positive
 * @param timeStep h, positive
 * @param spread the standard deviation of a start, at least 0
 */
public record PendulumSwingUp(double friction, double torque, double timeStep, double spread) implements ControlSystem {
    /** Checks the ranges. */
    public PendulumSwingUp {
        if (!(friction >= 0) || !(torque > 0) || !(timeStep > 0) || !(spread >= 0)) {
            throw new IllegalArgumentException("A pendulum's torque (" + torque + ") and time step (" + timeStep
                    + ") must be positive, its friction (" + friction + ") and spread (" + spread
                    + ") at least 0. Maybe choose 0.7, 0.2, 0.1 and 0.1.");
        }
    }

    @Override
    public int states() {
        return 2;
    }

    @Override
    public int actions() {
        return 1;
    }

    @Override
    public int observations() {
        return 3;
    }

    @Override
    public int features() {
        return 3;
    }

    @Override
    public void start(RandomStream stream, double[][] state, int column) {
        state[0][column] = Math.PI + spread * stream.gaussian();
        state[1][column] = spread * stream.gaussian();
    }

    @Override
    public void observe(double[][] state, double[][] observation, int from, int to) {
        for (int k = from; k < to; k++) {
            observation[0][k] = Math.cos(state[0][k]);
            observation[1][k] = Math.sin(state[0][k]);
            observation[2][k] = state[1][k];
        }
    }

    @Override
    public void observeAdjoint(
            double[][] observation, double[][] observationAdjoint, double[][] stateAdjoint, int from, int to) {
        for (int k = from; k < to; k++) {
            stateAdjoint[0][k] +=
                    observation[0][k] * observationAdjoint[1][k] - observation[1][k] * observationAdjoint[0][k];
            stateAdjoint[1][k] += observationAdjoint[2][k];
        }
    }

    @Override
    public void advance(double[][] state, double[][] action, int from, int to) {
        int width = to - from;
        double[] angle = state[0];
        double[] speed = state[1];
        for (int k = from; k < to; k++) {
            double acceleration = Math.sin(angle[k]) - friction * speed[k] + torque * Math.tanh(action[0][k]);
            speed[k + width] = speed[k] + timeStep * acceleration;
            angle[k + width] = angle[k] + timeStep * speed[k + width];
        }
    }

    @Override
    public void advanceAdjoint(
            double[][] state, double[][] action, double[][] stateAdjoint, double[][] actionAdjoint, int from, int to) {
        int width = to - from;
        for (int k = from; k < to; k++) {
            double position = stateAdjoint[0][k + width];
            double velocity = stateAdjoint[1][k + width] + timeStep * position;
            double acceleration = timeStep * velocity;
            double squashed = Math.tanh(action[0][k]);
            stateAdjoint[0][k] += position + acceleration * Math.cos(state[0][k]);
            stateAdjoint[1][k] += velocity - friction * acceleration;
            actionAdjoint[0][k] += acceleration * torque * (1 - squashed * squashed);
        }
    }

    @Override
    public void features(double[][] state, double[][] action, double[][] feature, int from, int to) {
        for (int k = from; k < to; k++) {
            feature[0][k] = 1 - Math.cos(state[0][k]);
            feature[1][k] = state[1][k] * state[1][k];
            feature[2][k] = action[0][k] * action[0][k];
        }
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
            stateAdjoint[0][k] += weights[0] * Math.sin(state[0][k]);
            stateAdjoint[1][k] += 2 * weights[1] * state[1][k];
            actionAdjoint[0][k] += 2 * weights[2] * action[0][k];
        }
    }
}
