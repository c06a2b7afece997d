package org.plumbline.theory.claim.practice;

import org.plumbline.problem.control.ControlTask;
import org.plumbline.problem.control.SampleAverage;
import org.plumbline.random.RandomStream;
import org.plumbline.theory.measure.Landscape;

/** The agent's loss \(g(\varphi,\cdot)\) over fixed scenarios; starts are networks as they are initialised. One thread. */
record AgentLandscape(ControlTask task, SampleAverage average, double[] phi) implements Landscape {
    @Override
    public double gradient(double[] lambda, double[] gradient) {
        return average.agentGradient(phi, lambda, gradient);
    }

    @Override
    public double[] start(RandomStream stream) {
        return task.policy().random(stream);
    }

    /** The same over the policies that do the same everywhere; a point is their action. */
    Landscape ofConstants() {
        double[] full = new double[task.lowerDimension()];
        return new Landscape() {
            @Override
            public double gradient(double[] action, double[] gradient) {
                double value = average.agentGradient(phi, task.policy().constant(action), full);
                System.arraycopy(full, full.length - action.length, gradient, 0, action.length);
                return value;
            }

            @Override
            public double[] start(RandomStream stream) {
                return new double[task.policy().outputs()];
            }
        };
    }
}
