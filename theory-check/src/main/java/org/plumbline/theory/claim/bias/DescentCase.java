package org.plumbline.theory.claim.bias;

import java.util.Arrays;
import org.plumbline.numeric.Vectors;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.measure.PenalisedLevel;
import org.plumbline.theory.measure.PlSearch;

/**
 * Where a descent of BIAS-2 starts, and which way its bias points: at the solution, in a random direction; a distance away from
 * it, against the gradient there; or at the point with the least PL ratio that the certificate's search finds, with a bias up
 * to minus the gradient there, which would hold the run at a gap of \(b^2/(2\mu)\), the floor of the envelope.
 *
 * @param problem the instance
 * @param bias the largest b, where the start does not decide it
 * @param distance from the solution, at least 0
 * @param searched whether the start is searched for
 */
record DescentCase(BilevelProblem problem, double bias, double distance, boolean searched) {
    /** The descent with a share of the largest bias. */
    InnerDescent descent(double share, double radius, double step, int steps, SeedTree seeds) {
        RandomStream stream = seeds.child("case").stream();
        double[] phi = problem.box().sample(stream);
        double[] lambda = problem.truth().lowerSolution(phi);
        double[] direction = new double[lambda.length];
        stream.fillGaussian(direction);
        if (searched) {
            double[] worst = leastRatio(seeds.child("search").stream());
            phi = Arrays.copyOf(worst, phi.length);
            lambda = Arrays.copyOfRange(worst, phi.length, worst.length);
        } else {
            Vectors.add(distance / norm(direction), direction, lambda);
        }
        if (searched || distance > 0) {
            problem.truth().functions().lowerGradient(phi, lambda, new double[phi.length], direction);
        }
        double[] against = new double[direction.length];
        Vectors.add(-share * (searched ? 1 : bias / norm(direction)), direction, against);
        return new InnerDescent(problem, phi, lambda, against, radius, step, steps);
    }

    private double[] leastRatio(RandomStream stream) {
        return new PlSearch(PenalisedLevel.of(problem, 0, stream), PlSearch.Effort.CERTIFICATE)
                .search(stream)
                .point();
    }

    private static double norm(double[] x) {
        return Math.sqrt(Vectors.squaredNorm(x));
    }
}
