package org.plumbline.theory.claim.rl;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.plumbline.numeric.Vectors;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.theory.Table;

/**
 * Where methods end without noise and with the lower level solved: descent from the start along the direction that each of
 * them estimates, in closed form. No run, no seed.
 *
 * @param problem has the closed forms
 * @param step \(\eta\), as in the runs
 */
record NoiseFreeEnds(BilevelProblem problem, double step) {
    /** Of the squared direction: far below any end that is not 0. */
    private static final double STOPPED = 1e-24;

    private static final int ITERATIONS = 100_000;

    /** \(\|\nabla\Phi\|^2\) where \(f_\varphi(\varphi,\lambda^*(\varphi)) = 0\). */
    double alternating() {
        return end(phi -> {
            double[] direct = new double[phi.length];
            double[] unused = new double[problem.lowerDimension()];
            problem.truth().functions().upperGradient(phi, problem.truth().lowerSolution(phi), direct, unused);
            return direct;
        });
    }

    /** \(\|\nabla\Phi\|^2\) where \(\nabla\Phi_\sigma = 0\). */
    double penalty(double sigma) {
        return end(phi -> problem.truth().penaltyHypergradient(phi, sigma));
    }

    /** \(\|\nabla\Phi\|^2\) where \(\nabla\Phi = 0\): 0, up to where descent stops. */
    double hypergradient() {
        return end(problem.truth()::hypergradient);
    }

    private double end(UnaryOperator<double[]> direction) {
        double[] phi = problem.start().phi();
        for (int t = 0; t < ITERATIONS; t++) {
            double[] along = direction.apply(phi);
            if (Vectors.squaredNorm(along) <= STOPPED) {
                return Vectors.squaredNorm(problem.truth().hypergradient(phi));
            }
            Vectors.add(-step, along, phi);
        }
        throw new IllegalStateException(
                "Noise-free descent on " + problem.id() + " with step " + step + " did not come to rest.");
    }

    Table table(double... sigmas) {
        double alternating = alternating();
        List<List<Object>> rows = new ArrayList<>();
        rows.add(List.of("alternating", "", alternating, 1.0));
        for (double sigma : sigmas) {
            double end = penalty(sigma);
            rows.add(List.of("penalty (algorithm-1, pbrl)", sigma, end, end / alternating));
        }
        double end = hypergradient();
        rows.add(List.of("hypergradient (the others)", "", end, end / alternating));
        return new Table(
                "noise-free",
                "Ends without noise, in closed form: ‖∇Φ‖² (squared units). σ = ¼ was chosen with these in view: at a larger"
                        + " one the penalty's bias alone leaves less between the methods and the alternating scheme",
                List.of("direction", "σ", "‖∇Φ‖² at the end", "of the alternating scheme's"),
                rows);
    }
}
