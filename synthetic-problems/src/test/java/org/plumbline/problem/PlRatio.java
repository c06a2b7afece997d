package org.plumbline.problem;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.apache.commons.math3.random.Well19937c;
import org.plumbline.random.SeedTree;

/**
 * The ratio ½‖∇_λ h‖²/(h − min h) of h = g + σf, whose infimum is the PL constant.
 *
 * @param truth gives the losses and the minimum
 * @param sigma at least 0
 */
record PlRatio(GroundTruth truth, double sigma) {
    /** Stands for "not a point to look at"; finite, as the search averages values. */
    private static final double IGNORED = 1e100;

    /** Below this gap, relative to 1 + |h|, the difference h − min h has lost half of its digits. */
    private static final double SMALLEST_GAP = 1e-7;

    /** Local searches start from this many of the worst samples. */
    private static final int STARTS = 3;

    private static final int GENERATIONS = 200;

    static PlRatio of(GroundTruth truth, double sigma) {
        return new PlRatio(truth, sigma);
    }

    double at(Point x) {
        double[] best = sigma == 0 ? truth.lowerSolution(x.phi()) : truth.penalisedSolution(x.phi(), sigma);
        return at(x, value(new Point(x.phi(), best)));
    }

    private double at(Point x, double minimum) {
        double gap = value(x) - minimum;
        double gradient =
                Vectors.norm(Gradients.ofPenalised(truth.functions(), x, sigma).lambda());
        double ratio = gradient * gradient / (2 * gap);
        return gap > SMALLEST_GAP * (1 + Math.abs(minimum)) && Double.isFinite(ratio) ? ratio : IGNORED;
    }

    /** The least ratio that covariance-matrix adaptation finds over λ from the worst samples. */
    double searchedMinimum(List<Point> samples, SeedTree seeds) {
        record Start(Point point, double ratio) {}
        return samples.stream()
                .map(x -> new Start(x, at(x)))
                .sorted(Comparator.comparingDouble(Start::ratio))
                .limit(STARTS)
                .mapToDouble(start -> searchedMinimum(start.point(), seeds))
                .min()
                .orElseThrow();
    }

    private double searchedMinimum(Point x, SeedTree seeds) {
        int d = x.lambda().length;
        double minimum = value(new Point(
                x.phi(), sigma == 0 ? truth.lowerSolution(x.phi()) : truth.penalisedSolution(x.phi(), sigma)));
        double[] spread = new double[d];
        Arrays.fill(spread, 0.3);
        CMAESOptimizer search = new CMAESOptimizer(
                GENERATIONS,
                0,
                true,
                0,
                1,
                new Well19937c(seeds.child("search").seed()),
                false,
                new SimpleValueChecker(1e-12, 1e-14));
        return Math.min(
                at(x, minimum),
                search.optimize(
                                new MaxEval(11 * GENERATIONS),
                                new ObjectiveFunction(lambda -> at(new Point(x.phi(), lambda), minimum)),
                                GoalType.MINIMIZE,
                                new InitialGuess(x.lambda()),
                                SimpleBounds.unbounded(d),
                                new CMAESOptimizer.Sigma(spread),
                                new CMAESOptimizer.PopulationSize(10))
                        .getValue());
    }

    private double value(Point x) {
        return truth.functions().lower(x.phi(), x.lambda())
                + (sigma == 0 ? 0 : sigma * truth.functions().upper(x.phi(), x.lambda()));
    }
}
