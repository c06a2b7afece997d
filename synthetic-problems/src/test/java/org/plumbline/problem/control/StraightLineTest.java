package org.plumbline.problem.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.plumbline.random.RandomStream;

/**
 * The costs of one scenario, with the tasks' equations and numbers of docs/theory.md written down again one step after the other. Both
 * sides make the same roundings up to their order: forty steps that amplify them by some hundreds leave 1e-12.
 */
class StraightLineTest {
    private static final double[] PHI = {0.4, -0.7};

    private static double weight(double phi) {
        return 2 / (1 + Math.exp(-phi));
    }

    /** One layer of 8 units; rows of parameters as {@code NeuralPolicy} documents them. */
    private static double[] mean(double[] lambda, int actions, double... o) {
        double[] mean = new double[actions];
        int rows = 8 * o.length;
        for (int a = 0; a < actions; a++) {
            mean[a] = lambda[lambda.length - actions + a];
            for (int j = 0; j < 8; j++) {
                double z = lambda[rows + j];
                for (int i = 0; i < o.length; i++) {
                    z += lambda[j * o.length + i] * o[i];
                }
                mean[a] += lambda[rows + 8 + 8 * a + j] * Math.tanh(z);
            }
        }
        return mean;
    }

    private static void assertLosses(ControlTask task, double[] lambda, double agent, double designer) {
        SampleAverage.Losses losses =
                task.sampleAverage(1, new RandomStream(91)).losses(PHI, lambda);
        assertEquals(agent, losses.agent().mean(), 1e-12 * agent);
        assertEquals(designer, losses.designer().mean(), 1e-12 * designer);
    }

    @Test
    void thePendulumIsWhatTheoryMdSays() {
        ControlTask task = ControlTasks.pendulum();
        double[] lambda = task.policy().random(new RandomStream(92));
        RandomStream stream = new RandomStream(91);
        double angle = Math.PI + 0.1 * stream.gaussian();
        double speed = 0.1 * stream.gaussian();
        double agent = 0;
        double designer = 0;
        for (int t = 0; t < 60; t++) {
            double u = mean(lambda, 1, Math.cos(angle), Math.sin(angle), speed)[0] + 0.3 * stream.gaussian();
            double height = 1 - Math.cos(angle);
            double factor = Math.pow(0.97, t);
            agent += factor * (weight(PHI[0]) * height + weight(PHI[1]) * speed * speed + 0.05 * u * u);
            designer += factor * (height + 0.05 * speed * speed + 0.02 * u * u);
            speed += 0.2 * (Math.sin(angle) - 0.1 * speed + 0.7 * Math.tanh(u));
            angle += 0.2 * speed;
        }
        assertLosses(task, lambda, agent, designer);
    }

    @Test
    void thePointMassIsWhatTheoryMdSays() {
        ControlTask task = ControlTasks.pointMass();
        double[] lambda = task.policy().random(new RandomStream(93));
        RandomStream stream = new RandomStream(91);
        double[] q = {-1.5 + 0.1 * stream.gaussian(), -0.1 + 0.1 * stream.gaussian()};
        double[] v = new double[2];
        double agent = 0;
        double designer = 0;
        for (int t = 0; t < 30; t++) {
            double[] u = mean(lambda, 2, q[0], q[1], v[0], v[1]);
            u[0] += 0.3 * stream.gaussian();
            u[1] += 0.3 * stream.gaussian();
            double distance = q[0] * q[0] + q[1] * q[1];
            double first = Math.exp(-(Math.pow(q[0] + 0.75, 2) + q[1] * q[1]) / (2 * 0.3 * 0.3));
            double second = Math.exp(-(Math.pow(q[0] + 0.3, 2) + Math.pow(q[1] + 0.65, 2)) / (2 * 0.3 * 0.3));
            double obstacle = first + second;
            double effort = u[0] * u[0] + u[1] * u[1];
            double factor = Math.pow(0.97, t);
            agent += factor * (weight(PHI[0]) * distance + weight(PHI[1]) * obstacle + 0.05 * effort);
            designer += factor * (distance + 4 * obstacle + 0.02 * effort);
            for (int i = 0; i < 2; i++) {
                v[i] += 0.1 * (2 * Math.tanh(u[i]) - 0.3 * v[i]);
                q[i] += 0.1 * v[i];
            }
        }
        assertLosses(task, lambda, agent, designer);
    }
}
