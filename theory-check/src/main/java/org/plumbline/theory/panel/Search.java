package org.plumbline.theory.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
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
 * <p>A trial is a point of the Halton sequence (its digits permuted after Kocis and Whiten, as Commons Math does) in the unit
 * cube of the method's free constants, mapped to the range of each constant's {@link Role} on a logarithmic scale; the first
 * trial is the centre. All methods get the same number of trials, the same seeds and the same limits. A trial runs at the
 * target \(\epsilon\); the number of iterations T is read off: the first such that the tail mean of \(\|\nabla\Phi\|^2\), averaged
 * over the seeds, is at most \(\epsilon\) both at T and at T/2, so that neither a lucky dip nor a dying transient counts. Of the
 * trials that reach the target the one with the fewest samples wins; a trial is cut off at the samples of the best one so
 * far, since it cannot win any more.
 *
 * <p>Constants for a theorem's schedule must hold at all targets, and some that serve at one do not (an inner loop just long
 * enough there is too short for a smaller σ). So a trial wins only if its constants, carried by the theorem's exponents to the
 * smallest target of the contest that its runs can afford, end there within {@value #SLACK} times that target. Where no trial
 * does, the best that reaches \(\epsilon\) is taken, and where none does, the one with the smallest error; the result says which.
 *
 * <p>A method with more free constants is searched more thinly: this is the price of having them.
 *
 * @param arena where
 * @param spec the method
 * @param effort how many trials, seeds and queries
 * @param targets at which the constants are to serve, the largest first
 */
record Search(Arena arena, AlgorithmSpec spec, Effort effort, List<Double> targets) {
    /** Iterates measured along a trial. */
    private static final int POINTS = 64;

    /** Two seeds scatter; divergence and a floor, against which the rule guards, miss by more. */
    private static final double SLACK = 2;

    /** The search of a contest, whose constants must carry over the arena's own targets. */
    Search(Arena arena, AlgorithmSpec spec, Effort effort) {
        this(
                arena,
                spec,
                effort,
                Arrays.stream(arena.targets(effort.targets())).boxed().toList());
    }

    /**
     * What a search found.
     *
     * @param constants c by name, that of the iterations among them
     * @param grade what the winner reached
     * @param samples N of the winner, one run
     * @param drawn what the search itself drew, all trials and seeds and what it took to price them
     * @param failed how many trials diverged
     */
    record Chosen(Map<String, Double> constants, Grade grade, double samples, OracleCounts drawn, int failed) {}

    /** How far a trial got. */
    enum Grade {
        /** Not to the target. */
        SHORT("no: the best trial is taken"),
        /** To the target. */
        REACHED("yes"),
        /** To the target and, with the same constants, to the smallest target that can be afforded. */
        CARRIED("yes, and the smallest affordable one");

        private final String words;

        Grade(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /**
     * The constants for a target.
     *
     * @param epsilon the target
     * @param carry whether they must serve at smaller targets as well
     * @param branch the randomness
     */
    Chosen at(double epsilon, boolean carry, SeedTree branch) {
        List<Law> free = spec.card().schedule().laws().stream()
                .filter(law -> law.role() != Role.FIXED && law.role() != Role.ITERATIONS)
                .toList();
        Tally tally = new Tally(epsilon, carry);
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
        if (dimension == 0) {
            return points; // nothing to search but T, which is read off
        }
        HaltonSequenceGenerator halton = new HaltonSequenceGenerator(dimension);
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
        private final boolean carry;
        private final double iterationsPerConstant;
        private final MeasuredRun runs = new MeasuredRun(arena, POINTS);
        private Map<String, Double> best = Map.of();
        private Grade grade = Grade.SHORT;
        private double samples = Double.POSITIVE_INFINITY;
        private double error = Double.POSITIVE_INFINITY;
        private OracleCounts drawn = OracleCounts.NONE;
        private int failed;

        Tally(double epsilon, boolean carry) {
            this.epsilon = epsilon;
            this.carry = carry;
            Law law = spec.card().schedule().laws().stream()
                    .filter(each -> each.parameter().equals(Law.ITERATIONS))
                    .findFirst()
                    .orElseThrow();
            iterationsPerConstant = law.at(1, epsilon);
        }

        void add(Map<String, Double> constants, SeedTree branch) {
            try {
                run(constants, method(constants, epsilon), branch);
            } catch (RefusedException e) {
                failed++; // a corner of the cube that the method's own ranges exclude
            }
        }

        private BilevelAlgorithm method(Map<String, Double> constants, double target) {
            Map<String, Double> complete = new LinkedHashMap<>(constants);
            complete.putIfAbsent("cT", 1.0);
            return spec.create(spec.card().schedule().at(target, complete).values());
        }

        /** Only a trial of the highest grade cuts others off. */
        private double limit() {
            return grade == (carry ? Grade.CARRIED : Grade.REACHED) ? samples : Double.POSITIVE_INFINITY;
        }

        private void run(Map<String, Double> constants, BilevelAlgorithm method, SeedTree branch) {
            MeasuredRun.Price price = price(method, branch);
            if (!price.failure().isEmpty()) {
                failed++;
                return;
            }
            double budget = limit();
            long iterations =
                    (long) Math.max(4, Math.min(budget / price.samples(), effort.trialQueries() / price.queries()));
            TrialRuns trial = runs(method, iterations, budget, branch.child("at " + epsilon));
            if (trial.failed()) {
                failed++;
            } else {
                judge(constants, trial, branch);
            }
        }

        private MeasuredRun.Price price(BilevelAlgorithm method, SeedTree branch) {
            MeasuredRun.Price price = runs.price(method, branch.child("price"));
            drawn = drawn.plus(price.drawn());
            return price;
        }

        private TrialRuns runs(BilevelAlgorithm method, long iterations, double budget, SeedTree branch) {
            TrialRuns trial = TrialRuns.run(runs, method, iterations, budget, effort.searchSeeds(), branch);
            drawn = drawn.plus(trial.drawn());
            return trial;
        }

        private void judge(Map<String, Double> constants, TrialRuns trial, SeedTree branch) {
            OptionalInt end = trial.reaches(epsilon);
            int last = trial.length() - 1;
            if (end.isPresent()) {
                Map<String, Double> complete = complete(constants, trial, end.getAsInt());
                double spent = trial.samples(end.getAsInt());
                Grade reached = carry && carries(complete, branch) ? Grade.CARRIED : Grade.REACHED;
                if (reached.compareTo(grade) > 0 || (reached == grade && spent < samples)) {
                    keep(complete, reached, spent);
                }
            } else if (grade == Grade.SHORT && last > 3 && trial.tail(last) < error) {
                error = trial.tail(last);
                keep(complete(constants, trial, last), Grade.SHORT, Double.POSITIVE_INFINITY);
            }
        }

        private boolean carries(Map<String, Double> constants, SeedTree branch) {
            try {
                return holds(constants, branch);
            } catch (RefusedException e) {
                return false; // further down the schedule leaves the method's own ranges
            }
        }

        private boolean holds(Map<String, Double> constants, SeedTree branch) {
            for (int i = targets.size() - 1; i > 0; i--) {
                double target = targets.get(i);
                TheoremSchedule.Point point = spec.card().schedule().at(target, constants);
                BilevelAlgorithm method = spec.create(point.values());
                long iterations = Math.max(4, point.iterations());
                MeasuredRun.Price price = price(method, branch);
                if (!price.failure().isEmpty()) {
                    return false;
                }
                if (price.affordable(iterations, effort.queries())) {
                    TrialRuns trial =
                            runs(method, iterations, price.budget(effort.queries()), branch.child("at " + target));
                    return trial.length() > 1 && trial.tail(trial.length() - 1) <= SLACK * target;
                }
            }
            // Nothing smaller can be afforded: untested is not carried, or dear constants would win by being dear.
            return false;
        }

        private Map<String, Double> complete(Map<String, Double> constants, TrialRuns trial, int end) {
            Map<String, Double> complete = new LinkedHashMap<>(constants);
            complete.put("cT", trial.iterations(end) / iterationsPerConstant);
            return complete;
        }

        private void keep(Map<String, Double> constants, Grade reached, double spent) {
            best = constants;
            grade = reached;
            samples = spent;
        }

        Chosen chosen() {
            return new Chosen(best, grade, samples, drawn, failed);
        }
    }
}
