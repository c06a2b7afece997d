package org.plumbline.theory.measure;

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
 * @param effort how hard
 */
public record PlSearch(Searched instance, Effort effort) {
    /**
     * How hard to search.
     *
     * @param samples random points
     * @param starts how many of the worst are the starts of a local minimisation
     * @param evaluationsPerDimension evaluations of one pass of it, per dimension
     */
    public record Effort(int samples, int starts, int evaluationsPerDimension) {
        /** For a ratio in closed form. */
        public static final Effort CHEAP_RATIO = new Effort(10_000, 100, 500);
        /** For a ratio that solves a matrix equation at every point. */
        public static final Effort COSTLY_RATIO = new Effort(2_000, 6, 50);
        /** For a certificate, which looks at every instance that a claim uses and at several σ. */
        public static final Effort CERTIFICATE = new Effort(300, 3, 40);
    }

    /** A lower level that can be searched: the ratio at a joint point, and random joint points. */
    public interface Searched {
        /**
         * The ratio at a joint point.
         *
         * @param point φ and λ, one after the other
         * @return +∞ where it is not defined or to be avoided
         */
        double ratio(double[] point);

        /**
         * A random joint point.
         *
         * @param stream the randomness
         * @return φ and λ, one after the other
         */
        double[] sample(RandomStream stream);

        /**
         * Joint points at which a small ratio is likely, as starts beside the worst random points.
         *
         * @param stream the randomness
         * @return possibly none
         */
        default List<double[]> likely(RandomStream stream) {
            return List.of();
        }
    }

    /**
     * The outcome of a search.
     *
     * @param sampled the least ratio of the random points
     * @param ratio the least ratio found
     * @param point where it was found
     */
    public record Worst(double sampled, double ratio, double[] point) {}

    private static final int RESTARTS = 3;

    /**
     * Beyond some dozens of dimensions a simplex gets nowhere, and where every ratio solves matrix equations it takes
     * hours to get there: then only random and likely points count.
     */
    private static final int LARGEST_SIMPLEX = 50;

    /** How many numbers the random points may take together: 160 MB. */
    private static final int MOST_NUMBERS = 20_000_000;

    /**
     * Searches.
     *
     * @param stream the randomness of the samples
     * @return the worst point found
     */
    public Worst search(RandomStream stream) {
        double[] first = instance.sample(stream);
        int samples = Math.min(effort.samples(), Math.max(10, MOST_NUMBERS / first.length));
        double[][] points = new double[samples][];
        double[] ratios = new double[samples];
        for (int i = 0; i < samples; i++) {
            points[i] = i == 0 ? first : instance.sample(stream);
            ratios[i] = instance.ratio(points[i]);
        }
        List<Integer> order = IntStream.range(0, samples)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> ratios[i]))
                .toList();
        double sampled = ratios[order.get(0)];
        Worst worst = new Worst(sampled, sampled, points[order.get(0)]);
        for (double[] point : instance.likely(stream)) {
            double ratio = instance.ratio(point);
            if (ratio < worst.ratio()) {
                worst = new Worst(sampled, ratio, point);
            }
        }
        int starts = first.length <= LARGEST_SIMPLEX ? effort.starts() : 0;
        for (int index : order.subList(0, starts)) {
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
        Best best = new Best(from);
        try {
            new SimplexOptimizer(new SimpleValueChecker(1e-10, 1e-14))
                    .optimize(
                            new MaxEval(effort.evaluationsPerDimension() * edges.length),
                            new ObjectiveFunction(best::value),
                            GoalType.MINIMIZE,
                            new InitialGuess(from.getPoint()),
                            new NelderMeadSimplex(edges));
        } catch (TooManyEvaluationsException e) {
            // The budget is spent; what was found stands.
        }
        return best.found;
    }

    /** Remembers the best point that the optimiser has asked for, however it ends. */
    private final class Best {
        private PointValuePair found;

        Best(PointValuePair from) {
            this.found = from;
        }

        double value(double[] point) {
            double ratio = instance.ratio(point);
            if (ratio < found.getValue()) {
                found = new PointValuePair(point, ratio);
            }
            return ratio;
        }
    }
}
