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
     * Estimates both gradients.
     *
     * @param paths the trajectories
     * @param estimation what the Q-function estimator has made of them
     * @param phi upper variable, length p
     * @param gradPhi receives \(\hat\nabla_\varphi f\), length p
     * @param gradLambda receives \(\hat\nabla_\lambda f\) of the logits, length S·A
     */
    void gradient(
            SampledPaths paths, TabularEstimation estimation, double[] phi, double[] gradPhi, double[] gradLambda);
}
