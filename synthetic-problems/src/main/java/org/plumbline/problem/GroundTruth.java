package org.plumbline.problem;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The exact solution maps of a problem, for measuring only: closed form, or a deterministic solve to about 1e-12. With
 * \(h_\sigma = f + (g - g^*)/\sigma\) the penalty proxy is \(\Phi_\sigma(\varphi) = \min_\lambda h_\sigma\), attained
 * at \(\lambda_\sigma(\varphi)\), which also minimises \(g + \sigma f\).
 *
 * <p>A family supplies the two solution maps and \(\nabla\Phi\); the rest follows from the functions by the default
 * methods.
 */
public interface GroundTruth {
    /**
     * The losses and their exact derivatives.
     *
     * @return the functions
     */
    BilevelFunctions functions();

    /**
     * The lower solution that \(\Phi\) uses.
     *
     * @param phi upper variable, length p
     * @return \(\lambda^*(\varphi)\), length d
     */
    double[] lowerSolution(double[] phi);

    /**
     * The penalised solution.
     *
     * @param phi upper variable, length p
     * @param sigma penalty parameter, positive; or negative, no further than {@link
     *     org.plumbline.oracle.Constants#SIGMA_MINUS} where that is declared
     * @return \(\lambda_\sigma(\varphi)\), a global minimiser of \(g + \sigma f\), length d
     */
    double[] penalisedSolution(double[] phi, double sigma);

    /**
     * The hypergradient, in closed form.
     *
     * @param phi upper variable, length p
     * @return \(\nabla\Phi(\varphi)\), length p
     */
    double[] hypergradient(double[] phi);

    /**
     * A point whose optimality is known.
     *
     * @return the optimum, or empty where the instance defines none
     */
    Optional<KnownOptimum> knownOptimum();

    /**
     * The PL modulus of the penalised lower problem.
     *
     * @param sigma penalty parameter, at least 0; or negative, as for {@link #penalisedSolution}
     * @return \(\mu(\sigma)\), that of \(g + \sigma f\) in \(\lambda\), or empty where none is known
     */
    OptionalDouble penalisedModulus(double sigma);

    /**
     * The end of the certified range of \(\sigma\).
     *
     * @return \(\bar\sigma\) such that \(g + \sigma f\) is PL for all \(0 \le \sigma \le \bar\sigma\), possibly
     *     infinite, or empty where none is known
     */
    OptionalDouble sigmaBar();

    /**
     * The optimal lower value.
     *
     * @param phi upper variable, length p
     * @return \(g^*(\varphi)\)
     */
    default double lowerOptimum(double[] phi) {
        return functions().lower(phi, lowerSolution(phi));
    }

    /**
     * The bilevel objective.
     *
     * @param phi upper variable, length p
     * @return \(\Phi(\varphi)\)
     */
    default double objective(double[] phi) {
        return functions().upper(phi, lowerSolution(phi));
    }

    /**
     * The penalty proxy.
     *
     * @param phi upper variable, length p
     * @param sigma penalty parameter, positive
     * @return \(\Phi_\sigma(\varphi)\)
     */
    default double penaltyObjective(double[] phi, double sigma) {
        double[] lambda = penalisedSolution(phi, sigma);
        return functions().upper(phi, lambda) + (functions().lower(phi, lambda) - lowerOptimum(phi)) / sigma;
    }

    /**
     * The gradient of the penalty proxy, by Danskin's theorem:
     * \[ \nabla\Phi_\sigma(\varphi) = \nabla_\varphi f(\varphi,\lambda_\sigma)
     *    + \frac{\nabla_\varphi g(\varphi,\lambda_\sigma) - \nabla_\varphi g(\varphi,\lambda^*)}{\sigma}. \]
     *
     * @param phi upper variable, length p
     * @param sigma penalty parameter, positive
     * @return \(\nabla\Phi_\sigma(\varphi)\), length p
     */
    default double[] penaltyHypergradient(double[] phi, double sigma) {
        BilevelFunctions functions = functions();
        double[] penalised = penalisedSolution(phi, sigma);
        double[] unusedLambda = new double[functions.lowerDimension()];
        double[] result = new double[phi.length];
        double[] atPenalised = new double[phi.length];
        double[] atSolution = new double[phi.length];
        functions.upperGradient(phi, penalised, result, unusedLambda);
        functions.lowerGradient(phi, penalised, atPenalised, unusedLambda);
        functions.lowerGradient(phi, lowerSolution(phi), atSolution, unusedLambda);
        for (int i = 0; i < result.length; i++) {
            result[i] += (atPenalised[i] - atSolution[i]) / sigma;
        }
        return result;
    }
}
