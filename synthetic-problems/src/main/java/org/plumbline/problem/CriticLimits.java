package org.plumbline.problem;

/**
 * What policy gradients with a fitted Q-function tend to as the number of trajectories of a fixed horizon grows, less the exact
 * gradient: the biases that more trajectories do not remove. For measuring only.
 */
public interface CriticLimits {
    /**
     * With all features and a solved system.
     *
     * @return the limit minus \(\nabla_\lambda g\), length d
     */
    double[] complete();

    /**
     * With too few features and a solved system.
     *
     * @return the limit minus \(\nabla_\lambda g\), length d
     */
    double[] poor();

    /**
     * With sweeps of temporal differences in all features.
     *
     * @param step α, positive
     * @param sweeps K, at least 1
     * @return the limit minus \(\nabla_\lambda g\), length d
     */
    double[] swept(double step, int sweeps);

    /**
     * With sweeps of temporal differences in too few features; defined whether or not more sweeps would come nearer to
     * {@link #poor}.
     *
     * @param step α, positive
     * @param sweeps K, at least 1
     * @return the limit minus \(\nabla_\lambda g\), length d
     */
    double[] sweptPoor(double step, int sweeps);
}
