package org.plumbline.theory.measure;

import java.util.Arrays;
import org.plumbline.problem.BilevelFunctions;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.GroundTruth;
import org.plumbline.random.RandomStream;

/**
 * The PL ratio of \(g + \sigma f\), of g itself at σ = 0, over joint points \((\varphi,\lambda)\): φ inside the box, λ
 * where the constant is declared.
 *
 * @param problem the instance
 * @param sigma at least 0
 */
public record PenalisedLevel(BilevelProblem problem, double sigma) implements PlSearch.Searched {
    /** Below this gap, relative to the size of the values, the ratio is a quotient of rounding errors. */
    private static final double SMALLEST_GAP = 1e-10;

    @Override
    public double ratio(double[] point) {
        int p = problem.upperDimension();
        double[] phi = Arrays.copyOfRange(point, 0, p);
        double[] lambda = Arrays.copyOfRange(point, p, point.length);
        if (!inside(phi) || !problem.inRegion(phi, lambda)) {
            return Double.POSITIVE_INFINITY;
        }
        double minimum = minimum(phi);
        double gap = value(phi, lambda) - minimum;
        if (!(gap > SMALLEST_GAP * Math.max(1, Math.abs(minimum))) || Double.isInfinite(gap)) {
            return Double.POSITIVE_INFINITY;
        }
        return squaredGradient(phi, lambda) / 2 / gap;
    }

    private double minimum(double[] phi) {
        GroundTruth truth = problem.truth();
        return sigma == 0 ? truth.lowerOptimum(phi) : value(phi, truth.penalisedSolution(phi, sigma));
    }

    private double value(double[] phi, double[] lambda) {
        BilevelFunctions functions = problem.truth().functions();
        double lower = functions.lower(phi, lambda);
        return sigma == 0 ? lower : lower + sigma * functions.upper(phi, lambda);
    }

    private double squaredGradient(double[] phi, double[] lambda) {
        BilevelFunctions functions = problem.truth().functions();
        double[] unused = new double[phi.length];
        double[] lower = new double[lambda.length];
        double[] upper = new double[lambda.length];
        functions.lowerGradient(phi, lambda, unused, lower);
        if (sigma > 0) {
            functions.upperGradient(phi, lambda, unused, upper);
        }
        double squared = 0;
        for (int j = 0; j < lambda.length; j++) {
            double slope = lower[j] + sigma * upper[j];
            squared += slope * slope;
        }
        return squared;
    }

    private boolean inside(double[] phi) {
        double[] lower = problem.box().lower();
        double[] upper = problem.box().upper();
        for (int i = 0; i < phi.length; i++) {
            if (!(phi[i] >= lower[i] && phi[i] <= upper[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public double[] sample(RandomStream stream) {
        double[] phi = problem.box().sample(stream);
        double[] lambda = problem.sampleLower(phi, stream);
        double[] point = Arrays.copyOf(phi, phi.length + lambda.length);
        System.arraycopy(lambda, 0, point, phi.length, lambda.length);
        return point;
    }
}
