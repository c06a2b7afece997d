package org.plumbline.theory.claim.penalty;

import org.apache.commons.math3.linear.ArrayRealVector;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.GroundTruth;

/** The distance of a penalty gradient, formed from exact pieces, to the hypergradient. */
final class PenaltyBias {
    private PenaltyBias() {}

    /**
     * \(\|\nabla_\varphi f(\lambda_\sigma) + [\nabla_\varphi g(\lambda_\sigma) - \nabla_\varphi g(\lambda^*)]/s -
     * \nabla\Phi\|\). The proxy's gradient has the divisor s = σ; another divisor is a broken method.
     */
    static double at(GroundTruth truth, double[] phi, double sigma, double divisor) {
        BilevelFunctions functions = truth.functions();
        double[] unused = new double[functions.lowerDimension()];
        double[] upper = new double[phi.length];
        double[] penalised = new double[phi.length];
        double[] lower = new double[phi.length];
        double[] lambda = truth.penalisedSolution(phi, sigma);
        functions.upperGradient(phi, lambda, upper, unused);
        functions.lowerGradient(phi, lambda, penalised, unused);
        functions.lowerGradient(phi, truth.lowerSolution(phi), lower, unused);
        double[] exact = truth.hypergradient(phi);
        double sum = 0;
        for (int i = 0; i < phi.length; i++) {
            double gap = upper[i] + (penalised[i] - lower[i]) / divisor - exact[i];
            sum += gap * gap;
        }
        return Math.sqrt(sum);
    }

    /** A hundred times the rounding of the difference quotient and of the hypergradient: below it a bias means nothing. */
    static double rounding(GroundTruth truth, double[] phi, double sigma) {
        double[] unused = new double[truth.functions().lowerDimension()];
        double[] lower = new double[phi.length];
        truth.functions().lowerGradient(phi, truth.penalisedSolution(phi, sigma), lower, unused);
        double exact = new ArrayRealVector(truth.hypergradient(phi), false).getNorm();
        double divided = new ArrayRealVector(lower, false).getNorm() / sigma;
        return 100 * Math.ulp(1.0) * (exact + divided);
    }
}
