package org.plumbline.problem.preference;

import org.apache.commons.math3.linear.RealMatrix;

/**
 * The lower loss of one φ around its minimiser, as a function of \(\delta = \lambda - \lambda^*\). Differences to the
 * minimiser are computed as such, never as differences of two values, so that they keep their digits as δ → 0: the
 * penalty divides them by σ. Outside the domain of g values are +∞ and derivatives NaN. Outputs are overwritten.
 */
interface Neighbourhood {
    /** \(\lambda^*\), a copy. */
    double[] solution();

    /** \(g(\varphi,\lambda^*+\delta) - g^*(\varphi)\). */
    double gap(double[] delta);

    /** \(\nabla_\lambda g(\varphi,\lambda^*+\delta)\), whose relative error is small also where it is small. */
    void gradient(double[] delta, double[] out);

    /** \(\nabla_\varphi g(\varphi,\lambda^*+\delta) - \nabla_\varphi g(\varphi,\lambda^*)\), length p. */
    void upperGradientChange(double[] delta, double[] out);

    /**
     * \(\nabla^2_{\lambda\lambda} g(\varphi,\lambda^*+\delta)\), plus the orthogonal projection to the directions along
     * which every loss of a policy is constant, where λ has such directions: a minimiser without conditions on them.
     */
    RealMatrix hessian(double[] delta);

    /** \((D\lambda^*(\varphi))^\top v\), length p, for v orthogonal to the directions along which losses are constant. */
    double[] pullBack(double[] covector);
}
