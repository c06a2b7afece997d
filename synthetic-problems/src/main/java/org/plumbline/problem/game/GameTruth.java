package org.plumbline.problem.game;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.linear.RealMatrix;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.KnownOptimum;

/**
 * Linear algebra, done once.
 *
 * @param functions the losses
 * @param shift \(Q^+R_1^\top\), d×p
 * @param response \(Q^+R_2^\top\), d×p
 * @param hessian \(\nabla^2\Phi\), p×p
 * @param drift \(R_1Q^+R_1^\top\), p×p
 * @param lowerDrift \(R_2Q^+R_2^\top\), p×p
 * @param mu \(\lambda_{\min}^+(Q)\)
 */
record GameTruth(
        BilevelFunctions functions,
        RealMatrix shift,
        RealMatrix response,
        RealMatrix hessian,
        RealMatrix drift,
        RealMatrix lowerDrift,
        double mu)
        implements GroundTruth {
    /** \(-Q^+R_2^\top\varphi\), the shortest minimiser. */
    @Override
    public double[] lowerSolution(double[] phi) {
        return penalisedSolution(phi, 0);
    }

    /** \(-Q^+(R_2 + \sigma R_1)^\top\varphi\). */
    @Override
    public double[] penalisedSolution(double[] phi, double sigma) {
        double[] lambda = response.operate(phi);
        double[] moved = shift.operate(phi);
        for (int j = 0; j < lambda.length; j++) {
            lambda[j] = -(lambda[j] + sigma * moved[j]);
        }
        return lambda;
    }

    @Override
    public double lowerOptimum(double[] phi) {
        return -form(lowerDrift, phi);
    }

    @Override
    public double objective(double[] phi) {
        return form(hessian, phi);
    }

    @Override
    public double penaltyObjective(double[] phi, double sigma) {
        return form(hessian, phi) - sigma * form(drift, phi);
    }

    @Override
    public double[] hypergradient(double[] phi) {
        return hessian.operate(phi);
    }

    @Override
    public double[] penaltyHypergradient(double[] phi, double sigma) {
        double[] gradient = hessian.operate(phi);
        double[] bias = drift.operate(phi);
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] -= sigma * bias[i];
        }
        return gradient;
    }

    /** \(\Phi \ge 0 = \Phi(0)\), as its Hessian was found positive semidefinite. */
    @Override
    public Optional<KnownOptimum> knownOptimum() {
        return Optional.of(new KnownOptimum(new double[functions.upperDimension()], 0, KnownOptimum.Kind.GLOBAL));
    }

    /** f is linear in λ and constant along ker Q, so that it moves the minimiser and nothing else. */
    @Override
    public OptionalDouble penalisedModulus(double sigma) {
        return OptionalDouble.of(mu);
    }

    @Override
    public OptionalDouble sigmaBar() {
        return OptionalDouble.of(Double.POSITIVE_INFINITY);
    }

    private static double form(RealMatrix m, double[] phi) {
        return GameFunctions.dot(phi, m.operate(phi)) / 2;
    }
}
