package org.plumbline.sampling;

/** How the gradients of the upper loss are read off trajectories of a finite process. */
public interface UpperEstimator {
    /**
     * How many answers of a person the upper loss takes.
     *
     * @param trajectories how many there are
     * @return 0 where rewards are known
     */
    default long labels(long trajectories) {
        return 0;
    }

    /**
     * Whether it reads values off the estimation, and not visits alone: what is not read need not be fitted, nor be
     * determined by the data.
     *
     * @return false if {@link TabularEstimation#advantageSums} is never asked
     */
    default boolean needsValues() {
        return true;
    }

    /**
     * Estimates both gradients.
     *
     * @param paths the trajectories
     * @param estimation what the Q-function estimator has made of them; finished if values are needed
     * @param phi upper variable, length p
     * @param gradPhi receives \(\hat\nabla_\varphi f\), length p
     * @param gradLambda receives \(\hat\nabla_\lambda f\) of the logits, length S·A
     */
    void gradient(
            SampledPaths paths, TabularEstimation estimation, double[] phi, double[] gradPhi, double[] gradLambda);
}
