package org.plumbline.problem;

/**
 * The two losses of a problem with their exact derivatives. Shapes: \(\varphi\) has length p, \(\lambda\) length d;
 * output arrays are overwritten, never null and never an input. Outside the domain values are +∞ and derivatives NaN.
 */
public interface BilevelFunctions {
    /**
     * Dimension of the upper variable.
     *
     * @return p
     */
    int upperDimension();

    /**
     * Dimension of the lower variable.
     *
     * @return d
     */
    int lowerDimension();

    /**
     * The lower loss.
     *
     * @param phi upper variable
     * @param lambda lower variable
     * @return \(g(\varphi,\lambda)\), or +∞ outside the domain
     */
    double lower(double[] phi, double[] lambda);

    /**
     * The upper loss.
     *
     * @param phi upper variable
     * @param lambda lower variable
     * @return \(f(\varphi,\lambda)\), or +∞ outside the domain
     */
    double upper(double[] phi, double[] lambda);

    /**
     * Gradients of the lower loss.
     *
     * @param phi upper variable
     * @param lambda lower variable
     * @param gradPhi receives \(\nabla_\varphi g\)
     * @param gradLambda receives \(\nabla_\lambda g\)
     */
    void lowerGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda);

    /**
     * Gradients of the upper loss.
     *
     * @param phi upper variable
     * @param lambda lower variable
     * @param gradPhi receives \(\nabla_\varphi f\)
     * @param gradLambda receives \(\nabla_\lambda f\)
     */
    void upperGradient(double[] phi, double[] lambda, double[] gradPhi, double[] gradLambda);

    /**
     * Hessian-vector product of the lower loss.
     *
     * @param phi upper variable
     * @param lambda lower variable
     * @param vector length d
     * @param product receives \(\nabla^2_{\lambda\lambda} g\, v\), length d
     */
    void hessianVector(double[] phi, double[] lambda, double[] vector, double[] product);

    /**
     * Product with the cross derivative of the lower loss.
     *
     * @param phi upper variable
     * @param lambda lower variable
     * @param vector length d
     * @param product receives \(\nabla^2_{\varphi\lambda} g\, v\), length p
     */
    void jacobianVector(double[] phi, double[] lambda, double[] vector, double[] product);
}
