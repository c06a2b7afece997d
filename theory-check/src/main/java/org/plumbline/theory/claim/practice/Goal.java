package org.plumbline.theory.claim.practice;

import org.plumbline.problem.control.ControlTask;
import org.plumbline.problem.control.PendulumSwingUp;
import org.plumbline.problem.control.SampleAverage;

/**
 * What a task is about, beside its costs. The first feature of cost says how far it is: on the pendulum the height that is
 * missing, on the point mass the squared distance.
 *
 * @param reached what it is to get there, in words
 * @param ever below what the feature counts as there, at any step
 * @param held what it is to end there, in words
 * @param end below what it counts, at the last step
 */
record Goal(String reached, double ever, String held, double end) {
    static Goal of(ControlTask task) {
        return task.system() instanceof PendulumSwingUp
                ? new Goal("reaches a height above 1.9", 0.1, "ends above 1.8", 0.2)
                : new Goal("comes within 0.3 of the goal", 0.09, "ends within 0.3 of it", 0.09);
    }

    double[] shares(SampleAverage average, double[] lambda, int horizon) {
        return new double[] {average.share(lambda, 0, ever, 0), average.share(lambda, 0, end, horizon - 1)};
    }
}
