package org.plumbline.oracle;

/**
 * Stochastic products with the second derivatives of the lower loss, beside its gradients. A type of its own: a
 * method that declares only {@link FirstOrderOracle} is handed an object that does not implement this interface.
 */
public interface SecondOrderOracle extends FirstOrderOracle {
    /**
     * Hessian-vector product of the lower loss.
     *
     * @param batch the samples
     * @param phi upper variable, length p
     * @param lambda lower variable, length d
     * @param vector length d
     * @param product receives \(\hat\nabla^2_{\lambda\lambda} g\, v\), length d
     */
    void hessianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product);

    /**
     * Product with the cross derivative (Jacobian) of the lower loss.
     *
     * @param batch the samples
     * @param phi upper variable, length p
     * @param lambda lower variable, length d
     * @param vector length d
     * @param product receives \(\hat\nabla^2_{\varphi\lambda} g\, v\), length p
     */
    void jacobianVector(Batch batch, double[] phi, double[] lambda, double[] vector, double[] product);
}
