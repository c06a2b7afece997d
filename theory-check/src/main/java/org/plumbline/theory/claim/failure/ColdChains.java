package org.plumbline.theory.claim.failure;

import java.util.Arrays;
import org.plumbline.numeric.Vectors;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;

/**
 * Both chains of a cold iteration, step by step: the error that the outer direction would have after every step, beside what the
 * chains have left to go.
 *
 * @param problem the instance
 * @param phi \(\varphi\)
 * @param lambda where the first chain starts
 * @param penalised where the second chain starts
 * @param lowerStep \(\tau\) of the first chain
 * @param penalisedStep \(\tau'\) of the second
 */
record ColdChains(
        BilevelProblem problem,
        double[] phi,
        double[] lambda,
        double[] penalised,
        double lowerStep,
        double penalisedStep) {
    /** Chains run until what is left is so much below \(\sigma^2\epsilon\): the error is then far below ε if it falls at all. */
    private static final double LEFT = 1e-4;

    private static final int MOST_STEPS = 3000;

    /**
     * {@code errors}: \(\|d - \nabla\Phi_\sigma\|^2\) after 0, 1, … steps; {@code left}: there
     * \(\|\nabla_\lambda g(\lambda^k)\|^2 + \|\nabla_\lambda(g+\sigma f)(\lambda'^k)\|^2\), which falls as the gaps do.
     */
    record Decay(double[] errors, double[] left) {
        /** The least K from which on the error is at most ε, or −1 if it is above at the end. */
        int enough(double epsilon) {
            int k = errors.length;
            while (k > 0 && errors[k - 1] <= epsilon) {
                k--;
            }
            return k == errors.length ? -1 : k;
        }

        /** The step at which what is left falls to a level, between two steps by its logarithm. */
        double falls(double level) {
            int k = left.length - 1;
            while (k > 0 && left[k - 1] <= level) {
                k--;
            }
            return k == 0 ? 0 : k - Math.log(level / left[k]) / Math.log(left[k - 1] / left[k]);
        }

        /** The error after a number of steps, or the last one. */
        double after(double steps) {
            return errors[(int) Math.min(Math.max(0, Math.ceil(steps)), errors.length - 1.0)];
        }
    }

    /** {@code descended}: the σ of the loss that the second chain descends; the method's own is σ. */
    Decay run(double sigma, double epsilon, double descended) {
        BilevelFunctions functions = problem.truth().functions();
        double[] target = problem.truth().penaltyHypergradient(phi, sigma);
        double[] first = lambda.clone();
        double[] second = penalised.clone();
        double[] downFirst = new double[first.length];
        double[] downSecond = new double[first.length];
        double[] upper = new double[first.length];
        double[] atFirst = new double[phi.length];
        double[] atSecond = new double[phi.length];
        double[] error = new double[phi.length];
        double[] errors = new double[MOST_STEPS + 1];
        double[] left = new double[MOST_STEPS + 1];
        int k = 0;
        while (true) {
            functions.lowerGradient(phi, first, atFirst, downFirst);
            functions.lowerGradient(phi, second, atSecond, downSecond);
            functions.upperGradient(phi, second, error, upper);
            Vectors.add(1 / sigma, atSecond, error);
            Vectors.add(-1 / sigma, atFirst, error);
            Vectors.add(-1, target, error);
            Vectors.add(descended, upper, downSecond);
            errors[k] = Vectors.squaredNorm(error);
            left[k] = Vectors.squaredNorm(downFirst) + Vectors.squaredNorm(downSecond);
            if (k == MOST_STEPS || left[k] <= LEFT * sigma * sigma * epsilon) {
                return new Decay(Arrays.copyOf(errors, k + 1), Arrays.copyOf(left, k + 1));
            }
            Vectors.add(-lowerStep, downFirst, first);
            Vectors.add(-penalisedStep, downSecond, second);
            k++;
        }
    }

    /** \(g(\lambda'^K) - g^*\) of the second chain. */
    double violation(double sigma, int steps) {
        BilevelFunctions functions = problem.truth().functions();
        double[] at = penalised.clone();
        double[] unused = new double[phi.length];
        double[] lower = new double[at.length];
        double[] upper = new double[at.length];
        for (int k = 0; k < steps; k++) {
            functions.lowerGradient(phi, at, unused, lower);
            functions.upperGradient(phi, at, unused, upper);
            Vectors.add(sigma, upper, lower);
            Vectors.add(-penalisedStep, lower, at);
        }
        return functions.lower(phi, at) - problem.truth().lowerOptimum(phi);
    }
}
