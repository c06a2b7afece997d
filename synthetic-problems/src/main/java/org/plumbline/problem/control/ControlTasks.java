package org.plumbline.problem.control;

import java.util.List;
import org.plumbline.problem.OuterTerms;
import org.plumbline.sampling.NeuralPolicy;

/** The tasks of the catalogue. Units and equations stand at {@link PendulumSwingUp} and {@link PointMass}. */
public final class ControlTasks {
    private ControlTasks() {}

    /**
     * A pendulum whose agent is at first paid for standing still and whose designer wants it up.
     *
     * @return the task, p = 2, d = 41
     */
    public static ControlTask pendulum() {
        ControlSystem system = new PendulumSwingUp(0.1, 0.7, 0.2, 0.1);
        return new ControlTask(
                "pendulum",
                system,
                new NeuralPolicy(system.observations(), 8, system.actions()),
                0.3,
                0.97,
                60,
                new DesignedCosts(
                        2, 0.05, new double[] {1, 0.05, 0.02}, OuterTerms.centred(0.05, new double[] {-1.5, 0})),
                new double[] {-1.5, 0},
                new double[] {0, -3});
    }

    /**
     * A point mass whose agent at first does not mind the obstacles on its way and whose designer does. One lies on the straight
     * way, the other beyond it where who evades the first to the right would pass.
     *
     * @return the task, p = 2, d = 58
     */
    public static ControlTask pointMass() {
        double[][] obstacles = {{-0.75, 0}, {-0.3, -0.65}};
        ControlSystem system = new PointMass(0.3, 2, 0.1, new double[] {-1.5, -0.1}, 0.1, obstacles, 0.3);
        return new ControlTask(
                "point-mass",
                system,
                new NeuralPolicy(system.observations(), 8, system.actions()),
                0.3,
                0.97,
                30,
                new DesignedCosts(2, 0.05, new double[] {1, 4, 0.02}, OuterTerms.centred(0.05, new double[] {0, -2.5})),
                new double[] {0, -2.5},
                new double[] {0, 0});
    }

    /**
     * All tasks.
     *
     * @return in a fixed order
     */
    public static List<ControlTask> all() {
        return List.of(pendulum(), pointMass());
    }
}
