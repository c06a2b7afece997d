package org.plumbline.theory.claim.failure;

import org.plumbline.numeric.Vectors;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;

/**
 * One outer iteration of Algorithm 1 with a cold start and exact gradients. Every iteration of such a run begins its chains
 * at the same points, so that one iteration at \(\varphi\) is all iterations that come by there.
 *
 * @param problem the instance
 * @param phi \(\varphi\)
 * @param lambda where the first chain starts
 * @param penalised where the second chain starts
 * @param step \(\tau\), of both chains
 */
record ColdIteration(BilevelProblem problem, double[] phi, double[] lambda, double[] penalised, double step) {
    /** \(\delta_K = g(\lambda^K) - g^*\). */
    double gap(int steps) {
        return problem.truth().functions().lower(phi, chain(lambda, 0, steps))
                - problem.truth().lowerOptimum(phi);
    }

    /** \(g(\lambda'^K) - g^*\), of the second chain. */
    double penalisedGap(double sigma, int steps) {
        return problem.truth().functions().lower(phi, chain(penalised, sigma, steps))
                - problem.truth().lowerOptimum(phi);
    }

    /** \(\|d - \nabla\Phi_\sigma\|^2\), d the outer direction after K inner steps. */
    double squaredError(double sigma, int steps) {
        BilevelFunctions functions = problem.truth().functions();
        double[] first = chain(lambda, 0, steps);
        double[] second = chain(penalised, sigma, steps);
        double[] unused = new double[lambda.length];
        double[] error = new double[phi.length];
        double[] atSecond = new double[phi.length];
        double[] atFirst = new double[phi.length];
        functions.upperGradient(phi, second, error, unused);
        functions.lowerGradient(phi, second, atSecond, unused);
        functions.lowerGradient(phi, first, atFirst, unused);
        Vectors.add(-1, atFirst, atSecond);
        Vectors.add(1 / sigma, atSecond, error);
        Vectors.add(-1, problem.truth().penaltyHypergradient(phi, sigma), error);
        return Vectors.squaredNorm(error);
    }

    /** K steps down \(g + \sigma f\). */
    private double[] chain(double[] start, double sigma, int steps) {
        BilevelFunctions functions = problem.truth().functions();
        double[] at = start.clone();
        double[] unused = new double[phi.length];
        double[] lower = new double[at.length];
        double[] upper = new double[at.length];
        for (int k = 0; k < steps; k++) {
            functions.lowerGradient(phi, at, unused, lower);
            functions.upperGradient(phi, at, unused, upper);
            Vectors.add(sigma, upper, lower);
            Vectors.add(-step, lower, at);
        }
        return at;
    }
}
