package org.plumbline.problem.preference;

import java.util.Map;
import org.plumbline.problem.BilevelProblem;

/** An environment with an agent that is best for the learnt reward: the lower level of a preference problem. */
interface LearnerEnvironment {
    /**
     * The reward-design problem of the environment whose designer wants nothing: f = 0. Its g, solutions, constants,
     * box, start and region are those of the preference problem.
     *
     * @return the same instance at every call
     */
    BilevelProblem lowerLevel();

    /**
     * The lower level around its solution.
     *
     * @param phi length p
     * @return at \(\lambda^*(\varphi)\)
     */
    Neighbourhood around(double[] phi);

    /**
     * What a problem file says of the environment.
     *
     * @return the keys under {@code environment} with their values
     */
    Map<String, Object> data();
}
