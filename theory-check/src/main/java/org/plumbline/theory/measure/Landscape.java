package org.plumbline.theory.measure;

import org.plumbline.numeric.Vectors;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.random.RandomStream;

/** A loss of λ alone, with its gradient and a law of starts: what may or may not be PL. */
public interface Landscape {
    /**
     * The loss and its gradient.
     *
     * @param lambda length d
     * @param gradient receives the gradient, length d
     * @return the loss
     */
    double gradient(double[] lambda, double[] gradient);

    /**
     * A random start.
     *
     * @param stream the randomness
     * @return length d
     */
    double[] start(RandomStream stream);

    /**
     * Whether constants are declared for a point.
     *
     * @param lambda length d
     * @return true unless the landscape says otherwise
     */
    default boolean contains(double[] lambda) {
        return true;
    }

    /**
     * The lower loss of a problem at the upper variable of its start.
     *
     * @param problem the instance
     * @return \(g(\varphi_0,\cdot)\), with starts in the region of its constants
     */
    static Landscape of(BilevelProblem problem) {
        return of(problem, problem.start().phi());
    }

    /**
     * The lower loss of a problem.
     *
     * @param problem the instance
     * @param phi upper variable, length p
     * @return \(g(\varphi,\cdot)\), with starts in the region of its constants
     */
    static Landscape of(BilevelProblem problem, double[] phi) {
        return penalised(problem, phi, 0);
    }

    /**
     * What the second chain descends, and the first one at σ = 0.
     *
     * @param problem the instance
     * @param phi upper variable, length p
     * @param sigma at least 0
     * @return \(g(\varphi,\cdot) + \sigma f(\varphi,\cdot)\), with starts in the region of the constants of g
     */
    static Landscape penalised(BilevelProblem problem, double[] phi, double sigma) {
        BilevelFunctions functions = problem.truth().functions();
        double[] unused = new double[phi.length];
        return new Landscape() {
            @Override
            public double gradient(double[] lambda, double[] gradient) {
                functions.lowerGradient(phi, lambda, unused, gradient);
                if (sigma == 0) {
                    return functions.lower(phi, lambda);
                }
                double[] upper = new double[lambda.length];
                functions.upperGradient(phi, lambda, unused, upper);
                Vectors.add(sigma, upper, gradient);
                return functions.lower(phi, lambda) + sigma * functions.upper(phi, lambda);
            }

            @Override
            public double[] start(RandomStream stream) {
                return problem.sampleLower(phi, stream);
            }

            @Override
            public boolean contains(double[] lambda) {
                return problem.inRegion(phi, lambda);
            }
        };
    }
}
