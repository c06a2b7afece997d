package org.plumbline.theory.claim.pl;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.plumbline.random.RandomStream;

/**
 * Searches for the worst ratio \(\tfrac12\|\nabla_\lambda g\|^2/(g - g^*)\) of a lower level: random samples, then a
 * local minimisation (Nelder–Mead) from the worst of them. Sampling alone would miss an attained constant.
 *
 * @param instance what is searched
 */
record PlRatio(Searched instance) {
    /** A lower level that can be searched: the ratio at a joint point, and random joint points. */
    interface Searched {
        /** The ratio at a joint point; +∞ where it is not defined or to be avoided. */
        double ratio(double[] point);

        /** A random joint point. */
        double[] sample(RandomStream stream);
    }

    /** The outcome of a search. */
    record Worst(double sampled, double ratio, double[] point) {}

    private static final int SAMPLES = 10_000;
    private static final int STARTS = 100;
    private static final int RESTARTS = 3;
    private static final int EVALUATIONS = 3_000;

    Worst search(RandomStream stream) {
        double[][] points = new double[SAMPLES][];
        double[] ratios = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            points[i] = instance.sample(stream);
            ratios[i] = instance.ratio(points[i]);
        }
        List<Integer> order = IntStream.range(0, SAMPLES)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> ratios[i]))
                .toList();
        double sampled = ratios[order.get(0)];
        Worst worst = new Worst(sampled, sampled, points[order.get(0)]);
        for (int index : order.subList(0, STARTS)) {
            PointValuePair found = minimise(points[index]);
            if (found.getValue() < worst.ratio()) {
                worst = new Worst(sampled, found.getValue(), found.getPoint());
            }
        }
        return worst;
    }

    /** Nelder–Mead stalls on a collapsed simplex; a few restarts from where it stopped are the usual cure. */
    private PointValuePair minimise(double[] start) {
        PointValuePair best = new PointValuePair(start, instance.ratio(start));
        for (int i = 0; i < RESTARTS; i++) {
            best = once(best);
        }
        return best;
    }

    private PointValuePair once(PointValuePair from) {
        double[] edges = new double[from.getPoint().length];
        Arrays.fill(edges, 0.3);
        int[] left = {EVALUATIONS};
        try {
            PointValuePair found = new SimplexOptimizer(new SimpleValueChecker(1e-10, 1e-14))
                    .optimize(
                            new MaxEval(EVALUATIONS + 1),
                            new ObjectiveFunction(x -> left[0]-- > 0 ? instance.ratio(x) : Double.MAX_VALUE),
                            GoalType.MINIMIZE,
                            new InitialGuess(from.getPoint()),
                            new NelderMeadSimplex(edges));
            return found.getValue() < from.getValue() ? found : from;
        } catch (TooManyEvaluationsException e) {
            return from;
        }
    }
}
