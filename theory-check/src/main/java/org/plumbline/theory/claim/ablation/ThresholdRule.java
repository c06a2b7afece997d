package org.plumbline.theory.claim.ablation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.plumbline.theory.Table;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.judge.BoundCase;
import org.plumbline.theory.judge.BoundDecision;
import org.plumbline.theory.judge.BoundRule;
import org.plumbline.theory.judge.Conjunction;
import org.plumbline.theory.judge.SlopeDecision;
import org.plumbline.theory.judge.SlopeRule;
import org.plumbline.theory.statistics.LogLogFit;

/**
 * Decides whether maps over τ (rows) and K (columns), of cold and of warm starts, follow the time constant of the inner loop.
 *
 * @param innerSteps K, the powers of 2 from 1
 * @param steps τL, rising, each below 2 but the last ones
 * @param condition L/μ of the lower level
 * @param iterations T
 * @param target ε
 */
record ThresholdRule(double[] innerSteps, double[] steps, double condition, int iterations, double target) {
    static final int RUNS = 10;

    /** The least K is known to a factor of 2 between two columns, and better by interpolation. */
    private static final SlopeRule THRESHOLD = new SlopeRule(1, 0.1, 0.99, RUNS);

    private static final BoundRule REACHED = BoundRule.standard();

    /** Above the threshold 1 of chains that start together, by half of it, as in FAIL-1. */
    private static final double SHARE = 1.5;

    /** What is left of the distance of the starts, over ε: a factor of ten thousand, as in FAIL-1. */
    private static final double ROOM = Math.log(10_000);

    /**
     * e⁻⁴⁰ of a squared distance is left at T/2. About half of it already brings the error, 10⁵ ε at the start, below ε, with
     * the factor \((KT)^2\) of chains that start together; the rest is time for φ, displaced by then, to come back.
     */
    private static final double SETTLED = 20;

    private static final double FEWER = 8;

    /** What the rule found. */
    record Decision(Verdict verdict, String reason, SlopeDecision threshold, BoundDecision reached) {}

    static String describe(int quick, int full) {
        return "From " + quick + " starts (quick) or " + full
                + " (full), without noise. The least K from which on a cold start"
                + " reaches ε, between two K by logarithms of the error, against the time constant 1/ln(1/q), for τ ≤ 1/L: "
                + THRESHOLD.describe() + " Every start counts in what follows, the worst as well. E/ε ≤ 1: cold, at"
                + " the theorem's K, the first of the map that is not below " + SHARE
                + " ln(1/ε)/ln(1/q²) + ln(10⁴)/ln(1/q²), for every τ below 2/L; warm, wherever τ is below 2/L and KT/2 ≥ "
                + (int) SETTLED + "/ln(1/q). ε/E ≤ 1: cold, at an eighth of the theorem's K; cold and warm,"
                + " at every K beyond 2/L. " + REACHED.describe()
                + " SUPPORTED iff both are; NOT_SUPPORTED iff one is.";
    }

    private double timeConstant(int row) {
        double q = Math.max(1 - steps[row] / condition, Math.abs(1 - steps[row]));
        return -1 / Math.log(q);
    }

    private boolean isStable(int row) {
        return steps[row] < 2;
    }

    /** The column of the theorem's K, or the number of columns where the map ends before it. */
    private int theorem(int row) {
        return first(timeConstant(row) * (SHARE * Math.log(1 / target) + ROOM) / 2);
    }

    private int settled(int row) {
        return first(2 * SETTLED * timeConstant(row) / iterations);
    }

    private int first(double least) {
        return (int) Arrays.stream(innerSteps).filter(k -> k < least).count();
    }

    boolean isTheorem(int row, int column) {
        return isStable(row) && column == theorem(row);
    }

    boolean isFirstSettled(int row, int column) {
        return isStable(row) && column == settled(row);
    }

    Decision decide(ErrorMap cold, ErrorMap warm) {
        SlopeDecision threshold = THRESHOLD.decide(slopes(cold));
        BoundDecision reached = REACHED.decide(cases(cold, warm));
        return new Decision(
                Conjunction.of(List.of(threshold.verdict(), reached.verdict())),
                "Least K of cold starts: " + threshold.reason() + " Errors against ε: " + reached.reason(),
                threshold,
                reached);
    }

    /** Over the rows up to 1/L, of the starts that reach ε in each of them and not with every K. */
    private double[] slopes(ErrorMap cold) {
        int rows = (int) Arrays.stream(steps).filter(step -> step <= 1).count();
        double[] constants =
                IntStream.range(0, rows).mapToDouble(this::timeConstant).toArray();
        return IntStream.range(0, cold.seeds())
                .mapToObj(seed -> IntStream.range(0, rows)
                        .mapToDouble(row -> least(cold.row(seed, row)))
                        .toArray())
                .filter(least -> Arrays.stream(least).allMatch(Double::isFinite))
                .mapToDouble(least -> LogLogFit.of(constants, least).slope())
                .toArray();
    }

    /** The K from which on errors are at most ε; NaN where the last one is above, the first K where none is. */
    double least(double[] errors) {
        int k = errors.length;
        while (k > 0 && errors[k - 1] <= target) {
            k--;
        }
        if (k == errors.length) {
            return Double.NaN;
        }
        if (k == 0) {
            return innerSteps[0];
        }
        double share = Math.log(errors[k - 1] / target) / Math.log(errors[k - 1] / errors[k]);
        return innerSteps[k - 1] + (Double.isNaN(share) ? 1 : share) * (innerSteps[k] - innerSteps[k - 1]);
    }

    private List<BoundCase> cases(ErrorMap cold, ErrorMap warm) {
        List<BoundCase> cases = new ArrayList<>();
        for (int row = 0; row < steps.length; row++) {
            String at = "τL = " + steps[row];
            if (!isStable(row)) {
                for (int column = 0; column < innerSteps.length; column++) {
                    cases.add(missed("cold, " + at + ", K = " + (int) innerSteps[column], cold, row, column));
                    cases.add(missed("warm, " + at + ", K = " + (int) innerSteps[column], warm, row, column));
                }
                continue;
            }
            int theorem = theorem(row);
            if (theorem < innerSteps.length) {
                cases.add(reached("cold, " + at + ", the theorem's K", cold, row, theorem));
                int fewer = first(innerSteps[theorem] / FEWER);
                cases.add(missed("cold, " + at + ", an eighth of the theorem's K", cold, row, fewer));
            }
            for (int column = settled(row); column < innerSteps.length; column++) {
                cases.add(reached("warm, " + at + ", K = " + (int) innerSteps[column], warm, row, column));
            }
        }
        return cases;
    }

    private BoundCase reached(String name, ErrorMap map, int row, int column) {
        return BoundCase.exact(name, map.largest(row, column) / target, 1);
    }

    private BoundCase missed(String name, ErrorMap map, int row, int column) {
        return BoundCase.exact(name, target / map.smallest(row, column), 1);
    }

    Table table(ErrorMap cold, ErrorMap warm) {
        List<List<Object>> rows = new ArrayList<>();
        for (int row = 0; row < steps.length; row++) {
            int at = row;
            boolean shown = isStable(row) && theorem(row) < innerSteps.length;
            rows.add(List.of(
                    steps[row],
                    isStable(row) ? timeConstant(row) : Double.POSITIVE_INFINITY,
                    shown ? (Object) (long) innerSteps[theorem(row)] : "none",
                    IntStream.range(0, cold.seeds())
                            .mapToDouble(seed -> least(cold.row(seed, at)))
                            .max()
                            .orElseThrow(),
                    IntStream.range(0, warm.seeds())
                            .mapToDouble(seed -> least(warm.row(seed, at)))
                            .max()
                            .orElseThrow()));
        }
        return new Table(
                "least-k",
                "The least K from which on ε = " + (float) target + " is reached, the largest over the starts",
                List.of("τL", "time constant 1/ln(1/q)", "the theorem's K", "least K, cold", "least K, warm"),
                rows);
    }
}
