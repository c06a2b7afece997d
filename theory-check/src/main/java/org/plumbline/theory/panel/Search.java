package org.plumbline.theory.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.random.HaltonSequenceGenerator;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.Law;
import org.plumbline.algorithm.Role;
import org.plumbline.algorithm.TheoremSchedule;
import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.random.SeedTree;

/**
 * The one rule by which the free constants of every method are found, so that no favourite is tuned.
 *
 * <p>A trial is a point of the Halton sequence in the unit cube of the method's free constants, mapped to the range of each
 * constant's {@link Role} on a logarithmic scale; the first trial is the centre. All methods get the same number of trials,
 * the same seeds and the same limits. A trial runs at the target \(\epsilon\); the number of iterations T is read off: the
 * first such that the tail mean of \(\|\nabla\Phi\|^2\), averaged over the seeds, is at most \(\epsilon\) both at T and at T/2, so that
 * neither a lucky dip nor a dying transient counts. The trial with the fewest samples wins.
 * A trial is cut off at the samples of the best one so far, since it cannot win any more. Where no trial reaches the target,
 * the one with the smallest error at its end is taken, and the result says so.
 *
 * <p>A method with more free constants is searched more thinly: this is the price of having them.
 *
 * @param arena where
 * @param spec the method
 * @param effort how many trials, seeds and queries
 */
record Search(Arena arena, AlgorithmSpec spec, Effort effort) {
    /** Iterates measured along a trial. */
    private static final int POINTS = 64;

    /**
     * What a search found.
     *
     * @param constants c by name, that of the iterations among them
     * @param reached whether a trial reached the target
     * @param samples N of the winner, one run
     * @param drawn what the search itself drew, all trials and seeds
     * @param failed how many trials diverged
     */
    record Chosen(Map<String, Double> constants, boolean reached, double samples, OracleCounts drawn, int failed) {}

    /** The constants for a target. */
    Chosen at(double epsilon, SeedTree branch) {
        List<Law> free = spec.card().schedule().laws().stream()
                .filter(law -> law.role() != Role.FIXED && law.role() != Role.ITERATIONS)
                .toList();
        Tally tally = new Tally(epsilon);
        for (double[] point : points(free.size())) {
            Map<String, Double> constants = new LinkedHashMap<>();
            for (int i = 0; i < point.length; i++) {
                Law law = free.get(i);
                constants.put(law.constant(), law.role().at(point[i], arena.inverseL()));
            }
            tally.add(constants, branch);
        }
        return tally.chosen();
    }

    private List<double[]> points(int dimension) {
        List<double[]> points = new ArrayList<>();
        double[] centre = new double[dimension];
        Arrays.fill(centre, 0.5);
        points.add(centre);
        HaltonSequenceGenerator halton = new HaltonSequenceGenerator(Math.max(1, dimension));
        halton.nextVector(); // the origin, a corner of every range
        halton.nextVector(); // one half in the first coordinate, like the centre
        while (points.size() < effort.trials()) {
            points.add(halton.nextVector());
        }
        return points;
    }

    /** The best trial so far. */
    private final class Tally {
        private final double epsilon;
        private final double iterationsPerConstant;
        private final MeasuredRun runs = new MeasuredRun(arena, POINTS);
        private Map<String, Double> best = Map.of();
        private boolean reached;
        private double samples = Double.POSITIVE_INFINITY;
        private double error = Double.POSITIVE_INFINITY;
        private OracleCounts drawn = OracleCounts.NONE;
        private int failed;

        Tally(double epsilon) {
            this.epsilon = epsilon;
            Law law = spec.card().schedule().laws().stream()
                    .filter(each -> each.parameter().equals(Law.ITERATIONS))
                    .findFirst()
                    .orElseThrow();
            iterationsPerConstant = law.at(1, epsilon);
        }

        void add(Map<String, Double> constants, SeedTree branch) {
            Map<String, Double> complete = new LinkedHashMap<>(constants);
            complete.put("cT", 1.0);
            try {
                TheoremSchedule.Point point = spec.card().schedule().at(epsilon, complete);
                run(constants, spec.create(point.values()), branch);
            } catch (RefusedException e) {
                failed++; // a corner of the cube that the method's own ranges exclude
            }
        }

        private void run(Map<String, Double> constants, BilevelAlgorithm method, SeedTree branch) {
            MeasuredRun.Price price = runs.price(method, branch.child("price"));
            if (!price.failure().isEmpty()) {
                failed++;
                return;
            }
            double budget = samples;
            long iterations =
                    (long) Math.max(2, Math.min(budget / price.samples(), effort.trialQueries() / price.queries()));
            List<Curve> curves = new ArrayList<>();
            for (int seed = 0; seed < effort.searchSeeds(); seed++) {
                Curve curve = runs.run(method, iterations, budget, branch.child("seed", seed));
                drawn = drawn.plus(curve.counts());
                if (curve.failed()) {
                    failed++;
                    return;
                }
                curves.add(curve);
            }
            judge(constants, curves);
        }

        private void judge(Map<String, Double> constants, List<Curve> curves) {
            int length = curves.stream().mapToInt(Curve::length).min().orElse(0);
            for (int end = 4; end < length; end++) {
                if (tail(curves, end / 2) <= epsilon && tail(curves, end) <= epsilon) {
                    double spent = curves.get(0).samples()[end];
                    if (!reached || spent < samples) {
                        keep(constants, curves.get(0), end);
                        reached = true;
                    }
                    return;
                }
            }
            if (!reached && length > 2 && tail(curves, length - 1) < error) {
                error = tail(curves, length - 1);
                keep(constants, curves.get(0), length - 1);
                samples = Double.POSITIVE_INFINITY; // a trial that fell short must not cut others off
            }
        }

        private void keep(Map<String, Double> constants, Curve curve, int end) {
            Map<String, Double> complete = new LinkedHashMap<>(constants);
            complete.put("cT", curve.iterations()[end] / iterationsPerConstant);
            best = complete;
            samples = curve.samples()[end];
        }

        private double tail(List<Curve> curves, int end) {
            return curves.stream()
                    .mapToDouble(curve -> curve.tail(end))
                    .average()
                    .orElse(Double.NaN);
        }

        Chosen chosen() {
            return new Chosen(best, reached, samples, drawn, failed);
        }
    }
}
