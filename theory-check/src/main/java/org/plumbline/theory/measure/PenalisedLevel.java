package org.plumbline.theory.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 * @param scale the size of a gap between a value and its minimum, in the units of the instance
 */
public record PenalisedLevel(BilevelProblem problem, double sigma, double scale) implements PlSearch.Searched {
    /** Below this gap, relative to the sizes of gaps and values, the ratio is a quotient of rounding errors. */
    private static final double SMALLEST_GAP = 1e-10;

    /**
     * The ratio of an instance.
     *
     * @param problem the instance
     * @param sigma at least 0
     * @param stream the randomness of the points
     * @return with the largest gap of some random points as the scale
     */
    public static PenalisedLevel of(BilevelProblem problem, double sigma, RandomStream stream) {
        PenalisedLevel plain = new PenalisedLevel(problem, sigma, 0);
        double scale = 0;
        for (int i = 0; i < 10; i++) {
            double[] phi = problem.box().sample(stream);
            double gap = plain.value(phi, problem.sampleLower(phi, stream)) - plain.minimum(phi);
            scale = Double.isFinite(gap) ? Math.max(scale, gap) : scale;
        }
        return new PenalisedLevel(problem, sigma, scale);
    }

    /** −∞ where a value lies below what is called the minimum, beyond rounding: then the minimum is wrong. */
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
        double rounding = SMALLEST_GAP * Math.max(scale, Math.abs(minimum));
        if (gap < -rounding) {
            return Double.NEGATIVE_INFINITY;
        }
        if (!(gap > rounding) || Double.isInfinite(gap)) {
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
        double squared = 0;
        for (double slope : gradient(phi, lambda)) {
            squared += slope * slope;
        }
        return squared;
    }

    private double[] gradient(double[] phi, double[] lambda) {
        BilevelFunctions functions = problem.truth().functions();
        double[] unused = new double[phi.length];
        double[] lower = new double[lambda.length];
        double[] upper = new double[lambda.length];
        functions.lowerGradient(phi, lambda, unused, lower);
        if (sigma > 0) {
            functions.upperGradient(phi, lambda, unused, upper);
        }
        for (int j = 0; j < lambda.length; j++) {
            lower[j] += sigma * upper[j];
        }
        return lower;
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

    /**
     * Points beside a lower solution along the direction of least curvature, where the ratio of a function that is
     * nearly quadratic is least: in high dimensions neither random points nor a simplex find that direction.
     */
    @Override
    public List<double[]> likely(RandomStream stream) {
        double[] phi = problem.box().sample(stream);
        double[] solution = sigma == 0
                ? problem.truth().lowerSolution(phi)
                : problem.truth().penalisedSolution(phi, sigma);
        double[] direction = LeastCurvature.of(lambda -> gradient(phi, lambda), solution, stream);
        List<double[]> points = new ArrayList<>();
        for (double length : new double[] {1e-2, 0.1, 1}) {
            for (double sign : new double[] {-1, 1}) {
                double[] point = Arrays.copyOf(phi, phi.length + solution.length);
                for (int j = 0; j < solution.length; j++) {
                    point[phi.length + j] = solution[j] + sign * length * direction[j];
                }
                points.add(point);
            }
        }
        return points;
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
