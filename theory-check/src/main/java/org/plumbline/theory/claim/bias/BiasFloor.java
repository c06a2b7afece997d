package org.plumbline.theory.claim.bias;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.plumbline.numeric.Vectors;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.RandomStream;
import org.plumbline.theory.CellResult;

/**
 * Where inner gradient descent with a constant bias and no noise comes to rest: \(\nabla_\lambda g = -\beta\). As
 * \(\lambda - \lambda^* = -(\nabla^2_{\lambda\lambda}g)^{-1}\beta + O(b^2)\), the gap there is
 * \(\tfrac12\beta^\top(\nabla^2_{\lambda\lambda}g)^{-1}\beta + O(b^3)\): of order \(b^2\). The bias is the image of a random
 * vector under the Hessian, because there is no rest for a bias in a direction along which g is constant.
 *
 * @param problem the instance
 * @param step \(\tau \le 1/L\)
 * @param biases b, falling
 */
record BiasFloor(BilevelProblem problem, double step, double[] biases) {
    /** How far from −β a gradient may be at rest, relative to b: the gap is off by a share of this order. */
    private static final double AT_REST = 1e-7;

    private static final int MOST_STEPS = 20_000;

    /** Gaps at rest, one a bias; a failure where descent did not come to rest. */
    CellResult measure(RandomStream stream) {
        double[] phi = problem.box().sample(stream);
        double[] solution = problem.truth().lowerSolution(phi);
        double[] direction = direction(phi, solution, stream);
        double optimum = problem.truth().lowerOptimum(phi);
        double[] gaps = new double[biases.length];
        for (int i = 0; i < biases.length; i++) {
            double[] bias = new double[direction.length];
            Vectors.add(biases[i], direction, bias);
            Optional<double[]> rest = rest(phi, solution, bias);
            if (rest.isEmpty()) {
                return failed("no rest within " + MOST_STEPS + " steps at b = " + biases[i]);
            }
            gaps[i] = problem.truth().functions().lower(phi, rest.get()) - optimum;
        }
        return CellResult.of(Map.of("gaps", gaps));
    }

    private static CellResult failed(String why) {
        CellResult nothing = CellResult.of(Map.of());
        return new CellResult(nothing.values(), nothing.method(), nothing.counts(), why);
    }

    private double[] direction(double[] phi, double[] solution, RandomStream stream) {
        double[] vector = new double[solution.length];
        double[] image = new double[solution.length];
        stream.fillGaussian(vector);
        problem.truth().functions().hessianVector(phi, solution, vector, image);
        double length = Math.sqrt(Vectors.squaredNorm(image));
        return Arrays.stream(image).map(x -> x / length).toArray();
    }

    private Optional<double[]> rest(double[] phi, double[] start, double[] bias) {
        BilevelFunctions functions = problem.truth().functions();
        double[] at = start.clone();
        double[] gradient = new double[at.length];
        double enough = AT_REST * Math.sqrt(Vectors.squaredNorm(bias));
        for (int k = 0; k < MOST_STEPS; k++) {
            functions.lowerGradient(phi, at, new double[phi.length], gradient);
            Vectors.add(1, bias, gradient);
            if (Math.sqrt(Vectors.squaredNorm(gradient)) <= enough) {
                return Optional.of(at);
            }
            Vectors.add(-step, gradient, at);
        }
        return Optional.empty();
    }
}
