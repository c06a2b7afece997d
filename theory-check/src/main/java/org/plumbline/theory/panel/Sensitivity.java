package org.plumbline.theory.panel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.Law;
import org.plumbline.algorithm.Role;
import org.plumbline.numeric.RefusedException;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.random.SeedTree;

/**
 * How much it matters which constants the search found: around them one constant at a time is multiplied by the {@link
 * #factors}, the others stay, and the samples to the target are read off anew, by the rule of the search, on seeds that the
 * search has not seen. All factors meet the same seeds. Where the target is not reached within {@value #CAP} times the samples
 * of the constants found, or within the queries of a trial, there is no number. It describes and decides nothing.
 *
 * @param arena where
 * @param spec the method
 * @param effort as many seeds and queries as a trial of the search
 */
record Sensitivity(Arena arena, AlgorithmSpec spec, Effort effort) {
    static final double CAP = 8;

    /** So many that the read-off of N is good to about 3 % at the constants found, an eighth of the longest run, and to 12 % below. */
    private static final int POINTS = 256;

    private static final double[] FACTORS = {0.25, 0.5, 1, 2, 4};

    /** What the constants are multiplied by; 1 in the middle. */
    static double[] factors() {
        return FACTORS.clone();
    }

    /**
     * What was measured.
     *
     * @param samples by the name of the constant: N at each factor, NaN where the target was not reached; empty where the
     *     constants found do not reach it themselves on fresh seeds
     * @param drawn what it took
     */
    record Measured(Map<String, double[]> samples, OracleCounts drawn) {}

    /** The constants that are free, in the order of the laws. */
    static Map<String, Law> free(AlgorithmSpec spec) {
        Map<String, Law> free = new LinkedHashMap<>();
        for (Law law : spec.card().schedule().laws()) {
            if (law.role() != Role.FIXED && law.role() != Role.ITERATIONS) {
                free.put(law.constant(), law);
            }
        }
        return free;
    }

    Measured around(Map<String, Double> constants, double epsilon, SeedTree branch) {
        Count count = new Count(epsilon, branch);
        long found = spec.card().schedule().at(epsilon, constants).iterations();
        double base = count.samples(constants, CAP * found, Double.POSITIVE_INFINITY);
        Map<String, double[]> samples = new LinkedHashMap<>();
        for (String name :
                Double.isNaN(base) ? Map.<String, Law>of().keySet() : free(spec).keySet()) {
            double[] curve = new double[FACTORS.length];
            for (int i = 0; i < curve.length; i++) {
                Map<String, Double> moved = new LinkedHashMap<>(constants);
                moved.put(name, FACTORS[i] * constants.get(name));
                curve[i] = FACTORS[i] == 1 ? base : count.samples(moved, Double.POSITIVE_INFINITY, CAP * base);
            }
            samples.put(name, curve);
        }
        return new Measured(samples, count.drawn);
    }

    /** Measures, and counts what that draws. */
    private final class Count {
        private final double epsilon;
        private final SeedTree branch;
        private final MeasuredRun runs = new MeasuredRun(arena, POINTS);
        private OracleCounts drawn = OracleCounts.NONE;

        Count(double epsilon, SeedTree branch) {
            this.epsilon = epsilon;
            this.branch = branch;
        }

        /** N to the target, NaN if it is not reached. */
        double samples(Map<String, Double> constants, double mostIterations, double budget) {
            try {
                return samples(
                        spec.create(
                                spec.card().schedule().at(epsilon, constants).values()),
                        mostIterations,
                        budget);
            } catch (RefusedException e) {
                return Double.NaN; // beyond the method's own ranges
            }
        }

        private double samples(BilevelAlgorithm method, double mostIterations, double budget) {
            MeasuredRun.Price price = runs.price(method, branch.child("price"));
            drawn = drawn.plus(price.drawn());
            if (!price.failure().isEmpty()) {
                return Double.NaN;
            }
            double affordable = Math.min(budget / price.samples(), effort.trialQueries() / price.queries());
            long iterations = (long) Math.max(4, Math.min(mostIterations, affordable));
            TrialRuns trial = TrialRuns.run(runs, method, iterations, budget, effort.searchSeeds(), branch);
            drawn = drawn.plus(trial.drawn());
            OptionalInt end = trial.reaches(epsilon);
            return end.isPresent() ? trial.samples(end.getAsInt()) : Double.NaN;
        }
    }
}
