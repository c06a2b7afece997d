package org.plumbline.problem.quadratic;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.Vectors;
import org.plumbline.random.RandomStream;

/** The PL inequality of g + σf with the stated modulus, at many random points of the box and around the solutions. */
public final class PlInequality {
    private PlInequality() {}

    /**
     * Requires ½‖∇h‖² ≥ μ(σ)(h − min h), h = g + σf, with the modulus of the truth.
     *
     * @param problem the instance
     * @param sigma at least 0
     * @param count how many points; their distances from the solution range from 1e-2 to 10
     * @param stream the randomness
     */
    public static void assertHolds(BilevelProblem problem, double sigma, int count, RandomStream stream) {
        GroundTruth truth = problem.truth();
        BilevelFunctions functions = truth.functions();
        double mu = truth.penalisedModulus(sigma).orElseThrow();
        double[] gPhi = new double[functions.upperDimension()];
        double[] g = new double[functions.lowerDimension()];
        double[] f = new double[functions.lowerDimension()];
        double[] phi = problem.box().sample(stream);
        for (int i = 0; i < count; i++) {
            if (i % 50 == 0) {
                phi = problem.box().sample(stream);
            }
            double[] best = sigma == 0 ? truth.lowerSolution(phi) : truth.penalisedSolution(phi, sigma);
            double[] lambda = Vectors.plus(best, Math.pow(10, -2 + i % 4), Vectors.unit(best.length, stream));
            functions.lowerGradient(phi, lambda, gPhi, g);
            functions.upperGradient(phi, lambda, gPhi, f);
            double gradient = Vectors.norm(Vectors.plus(g, sigma, f));
            double value = functions.lower(phi, lambda) + sigma * functions.upper(phi, lambda);
            double minimum = functions.lower(phi, best) + sigma * functions.upper(phi, best);
            // The difference of the two losses carries a rounding of a few ulps of their sizes.
            double slack = 1e-9 * (value - minimum) + 1e-13 * (Math.abs(value) + Math.abs(minimum));
            assertTrue(
                    gradient * gradient / 2 >= mu * (value - minimum - slack),
                    () -> "½‖∇h‖² = " + gradient * gradient / 2 + " < μ(h − min h), μ = " + mu + ", gap "
                            + (value - minimum));
        }
    }
}
