package org.plumbline.theory.claim.practice;

import org.plumbline.problem.control.ControlTask;
import org.plumbline.problem.control.SampleAverage;
import org.plumbline.random.RandomStream;
import org.plumbline.theory.measure.Descent;
import org.plumbline.theory.measure.Landscape;
import org.plumbline.theory.measure.PlStationary;

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

    /** The same with a given start. */
    Landscape from(double[] lambda) {
        return new Landscape() {
            @Override
            public double gradient(double[] point, double[] gradient) {
                return AgentLandscape.this.gradient(point, gradient);
            }

            @Override
            public double[] start(RandomStream stream) {
                return lambda.clone();
            }
        };
    }

    /** The best constant policy, up to rounding of the gradient: few dimensions, so that Newton's steps are cheap. */
    double[] bestConstant() {
        Landscape constants = ofConstants();
        double[] near = new Descent(constants, new double[task.policy().outputs()])
                .run(50)
                .lambda();
        return task.policy().constant(PlStationary.search(constants, near, 20).end());
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
