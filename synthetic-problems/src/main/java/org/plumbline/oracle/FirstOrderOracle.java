package org.plumbline.oracle;

import org.plumbline.random.RandomStream;

/**
 * Stochastic gradients of the lower loss \(g(\varphi,\lambda)\) and of the upper loss \(f(\varphi,\lambda)\), both
 * with respect to both variables. Each answer is the mean over a batch; every (batch, point) pair that is asked for is
 * charged to the ledger. With trajectories, f and g at one (batch, point) share one charge, also if one other point
 * is asked for in between.
 *
 * <p>Points are not changed; output arrays are overwritten, never null and never an input. A value outside the domain
 * (a policy that does not stabilise, say) is answered by NaN or infinity, which the runner turns into DIVERGED.
 */
public interface FirstOrderOracle {
    /**
     * Dimension of the upper variable.
     *
     * @return p, at least 1
     */
    int upperDimension();

    /**
     * Dimension of the lower variable.
     *
     * @return d, at least 1
     */
    int lowerDimension();

    /**
     * Draws a batch; nothing is charged until it is used.
     *
     * @param size number of samples, at least 1
     * @param stream the caller's randomness
     * @return the batch
     */
    default Batch draw(long size, RandomStream stream) {
        return new Batch(size, stream);
    }

    /**
     * Gradients of the lower loss at a point.
     *
     * @param batch the samples
     * @param phi upper variable, length p
     * @param lambda lower variable, length d
     * @param gradPhi receives \(\hat\nabla_\varphi g\), length p
     * @param gradLambda receives \(\hat\nabla_\lambda g\), length d
     */
    void lower(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda);

    /**
     * Gradients of the upper loss at a point.
     *
     * @param batch the samples
     * @param phi upper variable, length p
     * @param lambda lower variable, length d
     * @param gradPhi receives \(\hat\nabla_\varphi f\), length p
     * @param gradLambda receives \(\hat\nabla_\lambda f\), length d
     */
    void upper(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda);

    /**
     * Gradients of the lower loss at a point that is displaced on purpose, so that their difference stands for a product
     * with second derivatives. The answer is that of {@link #lower}; the charge goes to
     * {@link Draw#DISPLACED_GRADIENT}, so that what a method saves in products and spends in gradients can be seen.
     *
     * @param batch the samples
     * @param phi upper variable, length p
     * @param lambda lower variable, length d
     * @param gradPhi receives \(\hat\nabla_\varphi g\), length p
     * @param gradLambda receives \(\hat\nabla_\lambda g\), length d
     */
    default void displaced(Batch batch, double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda) {
        lower(batch, phi, lambda, gradPhi, gradLambda);
    }
}
