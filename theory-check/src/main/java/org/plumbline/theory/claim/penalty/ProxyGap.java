package org.plumbline.theory.claim.penalty;

import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.plumbline.numeric.Vectors;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.GroundTruth;

/**
 * \(\Phi - \Phi_\sigma\) at one point, in two ways that share nothing but \(\lambda_\sigma\).
 *
 * @param truth the exact solution maps
 * @param phi upper variable
 */
record ProxyGap(GroundTruth truth, double[] phi) {
    /** Exact for polynomials of degree 15. */
    private static final GaussIntegrator QUADRATURE = new GaussIntegratorFactory().legendre(8, 0, 1);

    /**
     * By the definition, \(f(\lambda^*) - f(\lambda_\sigma) - (g(\lambda_\sigma) - g^*)/s\). The proxy has the divisor s = σ;
     * another divisor is a broken method.
     */
    double at(double sigma, double divisor) {
        BilevelFunctions functions = truth.functions();
        double[] lambda = truth.penalisedSolution(phi, sigma);
        return truth.objective(phi)
                - functions.upper(phi, lambda)
                - (functions.lower(phi, lambda) - truth.lowerOptimum(phi)) / divisor;
    }

    /**
     * By an integral without any division by σ: \(\ell(\sigma) = \min_\lambda g + \sigma f\) has \(\ell' = f(\lambda_\sigma)\)
     * (Danskin), and \(\ell(\sigma) = g^* + \sigma\Phi_\sigma\), so
     * \[ \Phi - \Phi_\sigma = \int_0^1 \bigl(\Phi - f(\lambda_{u\sigma})\bigr)\,du . \]
     */
    double integrated(double sigma) {
        double objective = truth.objective(phi);
        return QUADRATURE.integrate(u ->
                objective - truth.functions().upper(phi, truth.penalisedSolution(phi, u * sigma)));
    }

    /** What rounding leaves of {@link #at}: the values of f to a few units in the last place, those of g divided by σ. */
    double rounding(double sigma) {
        BilevelFunctions functions = truth.functions();
        double[] lambda = truth.penalisedSolution(phi, sigma);
        double upper = 1 + Math.abs(truth.objective(phi)) + Math.abs(functions.upper(phi, lambda));
        double lower = Math.abs(functions.lower(phi, lambda)) + Math.abs(truth.lowerOptimum(phi));
        return 16 * Math.ulp(1.0) * (upper + lower / sigma);
    }

    /** \(\sigma\|\nabla_\lambda f(\lambda^*)\|^2/(2\mu)\), an upper bound where μ is the modulus of \(g + \sigma f\). */
    double bound(double sigma, double mu) {
        double[] gradient = new double[truth.functions().lowerDimension()];
        truth.functions().upperGradient(phi, truth.lowerSolution(phi), new double[phi.length], gradient);
        return sigma * Vectors.squaredNorm(gradient) / (2 * mu);
    }
}
