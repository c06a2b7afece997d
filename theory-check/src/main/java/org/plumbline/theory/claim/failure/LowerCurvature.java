package org.plumbline.theory.claim.failure;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.theory.claim.Presumed;

/**
 * The Hessian of g in λ at a minimiser, from its products with unit vectors, and what follows from its eigenvalues.
 *
 * @param problem the instance
 * @param phi \(\varphi\)
 */
record LowerCurvature(BilevelProblem problem, double[] phi) {
    /** Relative to the largest eigenvalue: below is rounding of a direction along which g does not change. */
    private static final double FLAT = 1e-9;

    /** Chains of the claims' lengths come to rest where the condition number is at most this: 3000 steps, 55 of it for 2⁻⁶⁴. */
    private static final double CONDITION = 50;

    private static final int LARGEST = 200;

    /** What an instance that somebody brings along lacks for the claims of FAIL-1, up to a σ. */
    static Optional<String> lacking(BilevelProblem problem, double sigma) {
        return Presumed.modulus(problem, sigma)
                .or(() -> Presumed.size(problem, LARGEST))
                .or(() -> {
                    double[] curvatures =
                            new LowerCurvature(problem, problem.start().phi()).nonzero();
                    double condition = Arrays.stream(curvatures).max().orElseThrow()
                            / Arrays.stream(curvatures).min().orElseThrow();
                    return condition > CONDITION
                            ? Optional.of(problem.id() + " has a condition number of " + condition
                                    + " at the lower solution of its start, and chains come to rest here up to "
                                    + CONDITION)
                            : Optional.empty();
                });
    }

    private EigenDecomposition eigen() {
        double[] solution = problem.truth().lowerSolution(phi);
        int d = solution.length;
        RealMatrix hessian = new Array2DRowRealMatrix(d, d);
        for (int j = 0; j < d; j++) {
            double[] unit = new double[d];
            double[] column = new double[d];
            unit[j] = 1;
            problem.truth().functions().hessianVector(phi, solution, unit, column);
            hessian.setColumn(j, column);
        }
        return new EigenDecomposition(hessian.add(hessian.transpose()).scalarMultiply(0.5));
    }

    /** The eigenvalues that are not zero. */
    double[] nonzero() {
        double[] all = eigen().getRealEigenvalues();
        double largest = Arrays.stream(all).max().orElseThrow();
        return Arrays.stream(all).filter(h -> h > FLAT * largest).toArray();
    }

    /** \(\nabla_\lambda f^\top(\nabla^2_{\lambda\lambda}g)^+\nabla_\lambda f\) at the minimiser. */
    double pull() {
        double[] solution = problem.truth().lowerSolution(phi);
        double[] upper = new double[solution.length];
        problem.truth().functions().upperGradient(phi, solution, new double[phi.length], upper);
        EigenDecomposition eigen = eigen();
        double largest = Arrays.stream(eigen.getRealEigenvalues()).max().orElseThrow();
        RealVector gradient = new ArrayRealVector(upper, false);
        double sum = 0;
        for (int i = 0; i < upper.length; i++) {
            double h = eigen.getRealEigenvalue(i);
            double along = eigen.getEigenvector(i).dotProduct(gradient);
            sum += h > FLAT * largest ? along * along / h : 0;
        }
        return sum;
    }
}
