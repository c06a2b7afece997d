package org.plumbline.problem.chain;

/**
 * The function χ of a {@link Chain}, with its gradient and its tridiagonal Hessian:
 * \[ \chi(x) = -\Psi(1)\Theta(x_1) + \sum_{i=2}^T \bigl[\Psi(-x_{i-1})\Theta(-x_i) - \Psi(x_{i-1})\Theta(x_i)\bigr]. \]
 */
final class Chi {
    /**
     * ℓ, a bound of \(\|\nabla^2\chi\|\). In row i, \(\Psi(-x_{i-1})\) and \(\Psi(x_{i-1})\) are not both positive, nor
     * are \(\Psi''(-x_i)\) and \(\Psi''(x_i)\) both nonzero, so the diagonal is at most \(\sup\Psi\sup|\Theta''| +
     * \sup|\Psi''|\sup\Theta\), and each of the two entries beside it at most \(\sup\Psi'\sup\Theta'\). The norm of a
     * symmetric matrix is at most its largest row sum (Gershgorin): about 58.2.
     */
    static final double SMOOTHNESS =
            Link.PSI * Link.THETA_CURVATURE + Link.PSI_CURVATURE * Link.THETA + 2 * Link.PSI_SLOPE;

    private Chi() {}

    static double value(double[] x) {
        double sum = -Link.theta(x[0]);
        for (int i = 1; i < x.length; i++) {
            sum += Link.psi(-x[i - 1]) * Link.theta(-x[i]) - Link.psi(x[i - 1]) * Link.theta(x[i]);
        }
        return sum;
    }

    /** Every entry is at most 0. */
    static double[] gradient(double[] x) {
        double[] gradient = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double slope = Link.thetaSlope(x[i]);
            // Subtracted from 0, so that what vanishes is 0 and not −0.
            gradient[i] = 0 - (i == 0 ? slope : (Link.psi(-x[i - 1]) + Link.psi(x[i - 1])) * slope);
            if (i + 1 < x.length) {
                gradient[i] -=
                        Link.psiSlope(-x[i]) * Link.theta(-x[i + 1]) + Link.psiSlope(x[i]) * Link.theta(x[i + 1]);
            }
        }
        return gradient;
    }

    /** \(\partial_{ii}\chi\). */
    static double[] diagonal(double[] x) {
        double[] diagonal = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double curvature = Link.thetaCurvature(x[i]);
            // Θ″ is odd, so that the two terms of the link before have opposite signs.
            diagonal[i] = i == 0 ? -curvature : -(Link.psi(-x[i - 1]) + Link.psi(x[i - 1])) * curvature;
            if (i + 1 < x.length) {
                diagonal[i] += Link.psiCurvature(-x[i]) * Link.theta(-x[i + 1])
                        - Link.psiCurvature(x[i]) * Link.theta(x[i + 1]);
            }
        }
        return diagonal;
    }

    /** \(\partial_{i,i+1}\chi\), length T − 1. */
    static double[] beside(double[] x) {
        double[] beside = new double[x.length - 1];
        for (int i = 0; i < beside.length; i++) {
            beside[i] = (Link.psiSlope(-x[i]) - Link.psiSlope(x[i])) * Link.thetaSlope(x[i + 1]);
        }
        return beside;
    }
}
