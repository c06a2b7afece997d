package org.plumbline.problem.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.junit.jupiter.api.Test;

/** The steps converge, at their order, to what an integrator of Commons Math of order 8 finds for the stated equations. */
class IntegratorTest {
    private static final double TIME = 2;
    private static final double ACTION = 0.4;

    /** Halving a small step halves the error of a method of order 1; at 2⁻¹⁰ the next order is below two per cent of it. */
    @Test
    void aPendulumFollowsItsEquation() {
        double[] exact = integrate(
                new Equation(2) {
                    @Override
                    void rates(double[] x, double[] rate) {
                        rate[0] = x[1];
                        rate[1] = Math.sin(x[0]) - 0.1 * x[1] + 1.5 * Math.tanh(ACTION);
                    }
                },
                new double[] {3, -0.5});
        double coarse = error(new PendulumSwingUp(0.1, 1.5, TIME / 1024, 0), new double[] {3, -0.5}, 1024, exact);
        double fine = error(new PendulumSwingUp(0.1, 1.5, TIME / 2048, 0), new double[] {3, -0.5}, 2048, exact);
        assertEquals(2, coarse / fine, 0.04);
    }

    /** As above. */
    @Test
    void aPointMassFollowsItsEquation() {
        double[] start = {-1, 0.5, 0.3, -0.2};
        double[] exact = integrate(
                new Equation(4) {
                    @Override
                    void rates(double[] x, double[] rate) {
                        for (int i = 0; i < 2; i++) {
                            rate[i] = x[i + 2];
                            rate[i + 2] = 2 * Math.tanh(ACTION) - 0.3 * x[i + 2];
                        }
                    }
                },
                start);
        double coarse = error(mass(TIME / 1024), start, 1024, exact);
        double fine = error(mass(TIME / 2048), start, 2048, exact);
        assertEquals(2, coarse / fine, 0.04);
    }

    private static PointMass mass(double timeStep) {
        return new PointMass(0.3, 2, timeStep, new double[2], 0, new double[0][], 1);
    }

    private static double error(ControlSystem system, double[] start, int steps, double[] exact) {
        double[][] state = new double[start.length][steps + 1];
        double[][] action = new double[system.actions()][steps];
        for (int i = 0; i < start.length; i++) {
            state[i][0] = start[i];
        }
        for (double[] row : action) {
            Arrays.fill(row, ACTION);
        }
        for (int t = 0; t < steps; t++) {
            system.advance(state, action, t, t + 1);
        }
        double squared = 0;
        for (int i = 0; i < start.length; i++) {
            squared += Math.pow(state[i][steps] - exact[i], 2);
        }
        return Math.sqrt(squared);
    }

    private static double[] integrate(Equation equation, double[] start) {
        double[] end = new double[start.length];
        new DormandPrince853Integrator(1e-6, 1, 1e-13, 1e-13).integrate(equation, 0, start, TIME, end);
        return end;
    }

    private abstract static class Equation implements FirstOrderDifferentialEquations {
        private final int dimension;

        Equation(int dimension) {
            this.dimension = dimension;
        }

        abstract void rates(double[] x, double[] rate);

        @Override
        public int getDimension() {
            return dimension;
        }

        @Override
        public void computeDerivatives(double time, double[] x, double[] rate) {
            rates(x, rate);
        }
    }

    /** The work of a constant torque is used up before the top; a torque that changes its sign once takes it over. */
    @Test
    void thePendulumHasToSwingBackFirst() {
        for (int level = -10; level <= 10; level++) {
            double torque = 0.5 * level;
            assertTrue(height(step -> torque) < 1.6, "a constant action of " + torque);
        }
        assertTrue(height(step -> step < 20 ? 5 : -5) > 1.9, "first one way, then the other");
    }

    /** The greatest height over the lowest point, from rest, within the horizon of the task; upright is 2. */
    private static double height(IntToDoubleFunction action) {
        ControlTask task = ControlTasks.pendulum();
        double[][] state = new double[2][task.horizon() + 1];
        double[][] torque = new double[1][task.horizon()];
        Arrays.setAll(torque[0], action);
        state[0][0] = Math.PI;
        double highest = 0;
        for (int t = 0; t < task.horizon(); t++) {
            task.system().advance(state, torque, t, t + 1);
            highest = Math.max(highest, 1 + Math.cos(state[0][t + 1]));
        }
        return highest;
    }
}
