package org.plumbline.theory.claim.bias;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.plumbline.numeric.Vectors;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;

/**
 * The penalty hypergradient at chains that have converged under the mean of a real estimator, whose bias is known in closed
 * form at every point. The first chain rests where \(g_\lambda + B = 0\), the second where
 * \(g_\lambda + B' + \sigma(f_\lambda + B'_f) = 0\). Both are found by Newton's method; the derivative is by central
 * differences, whose error slows the iteration down and does not move its limit, and its pseudo-inverse leaves directions
 * alone in which a policy does not change. The outer gradients are exact.
 *
 * @param problem the instance
 * @param phi \(\varphi\)
 * @param start where the search for the first chain's rest begins
 */
record EstimatorChains(BilevelProblem problem, double[] phi, double[] start) {
    /** Relative to the largest singular value: far above what differences leave, far below what turns a policy. */
    private static final double NO_CHANGE = 1e-6;

    private static final double DIFFERENCE = 1e-5;
    /** Of a mean, norm units: what is left of it at a zero. */
    private static final double FOUND = 1e-9;

    private static final double LEAST_PART = 1e-3;
    private static final int MOST = 50;
    /** The factor in a squared length that one step has to gain: a tenth of the length. */
    private static final double WELL = 0.01;

    /** Chains that are looked for from \(\lambda^*(\varphi)\) on. */
    EstimatorChains(BilevelProblem problem, double[] phi) {
        this(problem, phi, problem.truth().lowerSolution(phi));
    }

    /** The same from another start. */
    EstimatorChains from(double[] other) {
        return new EstimatorChains(problem, phi, other);
    }

    /**
     * Where a chain rests.
     *
     * @param at λ
     * @param left the norm of the mean there
     */
    record Rest(double[] at, double left) {
        /** Whether the mean vanishes there. */
        boolean isFound() {
            return left <= FOUND;
        }
    }

    /** \(\|\hat\nabla - \nabla\Phi\|\) with one bias in both chains, at several σ; NaN where a chain was not brought to rest. */
    double[] errors(ChainBias common, double[] sigmas) {
        return errors(common, common, sigmas);
    }

    /** The same with one bias in the first chain and another in the second. */
    double[] errors(ChainBias first, ChainBias second, double[] sigmas) {
        Rest lower = rest(first, 0, start);
        Rest near = first.equals(second) ? lower : rest(second, 0, lower.at());
        return Arrays.stream(sigmas)
                .map(sigma -> error(sigma, lower, rest(second, sigma, near.at())))
                .toArray();
    }

    /**
     * The zero of the mean near a point. A derivative is kept for as long as it does well, and where a whole step of a new one
     * gains nothing, a part of it may.
     */
    Rest rest(ChainBias bias, double sigma, double[] from) {
        double[] at = from;
        double[] field = field(bias, sigma, at);
        double length = Vectors.squaredNorm(field);
        SingularValueDecomposition derivative = derivative(bias, sigma, at);
        boolean fresh = true;
        double part = 1;
        for (int i = 0; i < MOST; i++) {
            double[] next = new ArrayRealVector(at)
                    .subtract(solve(derivative, field).mapMultiply(part))
                    .toArray();
            double[] nextField = field(bias, sigma, next);
            double nextLength = Vectors.squaredNorm(nextField);
            boolean less = nextLength < length;
            if (!less && fresh) {
                if (length <= FOUND * FOUND || part <= LEAST_PART) {
                    return new Rest(at, Math.sqrt(length));
                }
                part /= 2;
                continue;
            }
            fresh = !(nextLength < length * WELL);
            part = 1;
            if (less) {
                at = next;
                field = nextField;
                length = nextLength;
            }
            if (fresh) {
                derivative = derivative(bias, sigma, at);
            }
        }
        return new Rest(at, Math.sqrt(length));
    }

    private SingularValueDecomposition derivative(ChainBias bias, double sigma, double[] at) {
        RealMatrix derivative = new Array2DRowRealMatrix(at.length, at.length);
        for (int j = 0; j < at.length; j++) {
            double[] up = at.clone();
            double[] down = at.clone();
            up[j] += DIFFERENCE;
            down[j] -= DIFFERENCE;
            RealVector change =
                    new ArrayRealVector(field(bias, sigma, up)).subtract(new ArrayRealVector(field(bias, sigma, down)));
            derivative.setColumnVector(j, change.mapDivide(2 * DIFFERENCE));
        }
        return new SingularValueDecomposition(derivative);
    }

    private static RealVector solve(SingularValueDecomposition derivative, double[] field) {
        RealVector rotated = derivative.getUT().operate(new ArrayRealVector(field));
        double[] singular = derivative.getSingularValues();
        for (int i = 0; i < singular.length; i++) {
            rotated.setEntry(i, singular[i] > NO_CHANGE * singular[0] ? rotated.getEntry(i) / singular[i] : 0);
        }
        return derivative.getV().operate(rotated);
    }

    /** The mean of the estimator at a point. */
    double[] field(ChainBias bias, double sigma, double[] lambda) {
        BilevelFunctions functions = problem.truth().functions();
        double[] unused = new double[phi.length];
        double[] field = new double[lambda.length];
        functions.lowerGradient(phi, lambda, unused, field);
        Vectors.add(1, bias.lower().at(phi, lambda), field);
        if (sigma > 0) {
            double[] upper = new double[lambda.length];
            functions.upperGradient(phi, lambda, unused, upper);
            Vectors.add(sigma, upper, field);
            Vectors.add(sigma, bias.upper().at(phi, lambda), field);
        }
        return field;
    }

    private double error(double sigma, Rest first, Rest second) {
        if (!first.isFound() || !second.isFound()) {
            return Double.NaN;
        }
        double[] lower = first.at();
        double[] penalised = second.at();
        BilevelFunctions functions = problem.truth().functions();
        double[] unused = new double[lower.length];
        double[] error = new double[phi.length];
        double[] atPenalised = new double[phi.length];
        double[] atLower = new double[phi.length];
        functions.upperGradient(phi, penalised, error, unused);
        functions.lowerGradient(phi, penalised, atPenalised, unused);
        functions.lowerGradient(phi, lower, atLower, unused);
        Vectors.add(-1, atLower, atPenalised);
        Vectors.add(1 / sigma, atPenalised, error);
        Vectors.add(-1, problem.truth().hypergradient(phi), error);
        return Math.sqrt(Vectors.squaredNorm(error));
    }
}
