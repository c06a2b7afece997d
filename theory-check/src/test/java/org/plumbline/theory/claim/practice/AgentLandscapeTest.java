package org.plumbline.theory.claim.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.numeric.Vectors;
import org.plumbline.problem.control.ControlTask;
import org.plumbline.problem.control.ControlTasks;
import org.plumbline.random.RandomStream;

class AgentLandscapeTest {
    private static AgentLandscape landscape(ControlTask task) {
        return new AgentLandscape(task, task.sampleAverage(8, new RandomStream(3)), task.movingPhi());
    }

    static ControlTask[] tasks() {
        return ControlTasks.all().toArray(ControlTask[]::new);
    }

    /** Zero to the last bit in all weights but the output's bias, where it is rounding: losses are of order 10. */
    @ParameterizedTest
    @MethodSource("tasks")
    void theBestConstantPolicyIsStationary(ControlTask task) {
        AgentLandscape landscape = landscape(task);
        double[] gradient = new double[task.lowerDimension()];
        landscape.gradient(landscape.bestConstant(), gradient);
        for (int i = 0; i < gradient.length - task.policy().outputs(); i++) {
            assertEquals(0, Math.abs(gradient[i]));
        }
        assertTrue(Vectors.squaredNorm(gradient) < 1e-20, () -> "‖∇g‖² = " + Vectors.squaredNorm(gradient));
    }

    /** Output weights of 0 hide the hidden layer from the policy, not from its derivatives. */
    @Test
    void theSamePolicyInOtherParametersIsNot() {
        ControlTask task = ControlTasks.pendulum();
        AgentLandscape landscape = landscape(task);
        double[] constant = landscape.bestConstant();
        double[] gradient = new double[constant.length];
        double value = landscape.gradient(constant, gradient);
        int weights = task.policy().hidden() * task.policy().inputs();
        System.arraycopy(task.policy().random(new RandomStream(4)), 0, constant, 0, weights);
        assertEquals(value, landscape.gradient(constant, gradient));
        assertTrue(Vectors.squaredNorm(gradient) > 1);
    }
}
