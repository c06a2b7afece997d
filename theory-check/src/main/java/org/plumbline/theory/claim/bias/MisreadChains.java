package org.plumbline.theory.claim.bias;

import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.apache.commons.math3.optim.univariate.UnivariatePointValuePair;
import org.plumbline.numeric.Vectors;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.GroundTruth;

/**
 * The penalty hypergradient at chains that have converged under biased gradients. The bias is a smooth field: a chain
 * descends \(\nabla_\lambda g(\varphi + ts, \cdot)\) in place of \(\nabla_\lambda g(\varphi,\cdot)\), as if it misread the upper
 * variable, so that its limit is in closed form. With \(t = b/\|\nabla^2_{\lambda\varphi}g\,s\|\) the bias at
 * \(\lambda^*\) has the length b, up to \(O(b^2)\). \(\nabla_\lambda f\) does not depend on \(\varphi\) in the families that are
 * used. The outer gradients are exact, and taken at \(\varphi\).
 *
 * @param problem the instance
 * @param phi \(\varphi\)
 * @param direction s, a unit vector
 * @param rate \(\|\nabla^2_{\lambda\varphi}g\,s\|\) at \((\varphi,\lambda^*)\)
 * @param exact \(\nabla\Phi(\varphi)\)
 * @param second what the second chain reads where the first reads \(\varphi + ts\)
 */
record MisreadChains(
        BilevelProblem problem, double[] phi, double[] direction, double rate, double[] exact, Reading second) {
    /** The second chain reads \(\varphi + cts\). */
    enum Reading {
        /** c = 1. */
        COMMON,
        /** c = −1. */
        OPPOSITE,
        /** c = 0.8: nine tenths of the bias are common and one tenth is opposite. A defect of what passes for common. */
        NEARLY_COMMON,
        /** c = 1 − 2σ: what is opposite enters through σf alone. A defect of what passes for opposite. */
        FADING;

        private double factor(double sigma) {
            return switch (this) {
                case COMMON -> 1;
                case OPPOSITE -> -1;
                case NEARLY_COMMON -> 0.8;
                case FADING -> 1 - 2 * sigma;
            };
        }
    }

    /** σ and b at which the sign of s is chosen: small enough for the leading terms to show. */
    private static final double REFERENCE = 0x1p-10;

    /** A step for a derivative by central differences that need not be accurate. */
    private static final double DIFFERENCE = 1e-5;

    /** The best σ and its error. */
    record Best(double sigma, double error) {}

    /** The chains of a direction, with its sign such that the errors of bias and penalty do not point apart. */
    static MisreadChains adding(BilevelProblem problem, double[] phi, double[] direction, Reading second) {
        double rate = rate(problem, phi, direction);
        double[] exact = problem.truth().hypergradient(phi);
        MisreadChains chains = new MisreadChains(problem, phi, direction, rate, exact, second);
        double[] penalty = chains.errorVector(REFERENCE, 0);
        double[] both = chains.errorVector(REFERENCE, REFERENCE);
        if (Vectors.dot(penalty, both) >= Vectors.squaredNorm(penalty)) {
            return chains;
        }
        double[] reversed = new double[direction.length];
        Vectors.add(-1, direction, reversed);
        return new MisreadChains(problem, phi, reversed, rate, exact, second);
    }

    private static double rate(BilevelProblem problem, double[] phi, double[] direction) {
        double[] lambda = problem.truth().lowerSolution(phi);
        double[] up = new double[lambda.length];
        double[] down = new double[lambda.length];
        BilevelFunctions functions = problem.truth().functions();
        functions.lowerGradient(moved(phi, direction, DIFFERENCE), lambda, new double[phi.length], up);
        functions.lowerGradient(moved(phi, direction, -DIFFERENCE), lambda, new double[phi.length], down);
        Vectors.add(-1, down, up);
        return Math.sqrt(Vectors.squaredNorm(up)) / (2 * DIFFERENCE);
    }

    private static double[] moved(double[] phi, double[] direction, double length) {
        double[] result = phi.clone();
        Vectors.add(length, direction, result);
        return result;
    }

    /** \(\|\hat\nabla - \nabla\Phi\|\) at the penalty σ and the bias b. */
    double error(double sigma, double bias) {
        return Math.sqrt(Vectors.squaredNorm(errorVector(sigma, bias)));
    }

    private double[] errorVector(double sigma, double bias) {
        double shift = bias / rate;
        GroundTruth truth = problem.truth();
        BilevelFunctions functions = truth.functions();
        double[] lambda = truth.lowerSolution(moved(phi, direction, shift));
        double[] penalised = truth.penalisedSolution(moved(phi, direction, second.factor(sigma) * shift), sigma);
        double[] unused = new double[lambda.length];
        double[] error = new double[phi.length];
        double[] atPenalised = new double[phi.length];
        double[] atLower = new double[phi.length];
        functions.upperGradient(phi, penalised, error, unused);
        functions.lowerGradient(phi, penalised, atPenalised, unused);
        functions.lowerGradient(phi, lambda, atLower, unused);
        Vectors.add(-1, atLower, atPenalised);
        Vectors.add(1 / sigma, atPenalised, error);
        Vectors.add(-1, exact, error);
        return error;
    }

    /** The least error over σ in an interval, in which it must have one minimum; by Brent's method in ln σ. */
    Best best(double smallestSigma, double largestSigma, double bias) {
        UnivariatePointValuePair least = new BrentOptimizer(1e-6, 1e-9)
                .optimize(
                        new UnivariateObjectiveFunction(s -> error(Math.exp(s), bias)),
                        GoalType.MINIMIZE,
                        new SearchInterval(Math.log(smallestSigma), Math.log(largestSigma)),
                        new MaxEval(200));
        return new Best(Math.exp(least.getPoint()), least.getValue());
    }
}
