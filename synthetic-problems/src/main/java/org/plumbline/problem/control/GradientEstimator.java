package org.plumbline.problem.control;

/** How a gradient in the policy's parameters is read off trajectories. All three have the same mean. */
public enum GradientEstimator {
    /** Score function with Monte-Carlo returns to go. */
    RETURNS,
    /** The same less a state-value baseline, cross-fitted, so that it adds no bias. */
    BASELINE,
    /** Backpropagation through the simulator, which a learner that only sees trajectories cannot do: the reference. */
    PATHWISE
}
