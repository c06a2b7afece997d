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
import org.plumbline.theory.statistics.StudentInterval;

/**
 * Decides whether a map over estimators (rows) and n (columns) is \(b^2 + v/n\) with a known b and the v of the first column,
 * and whether one row is lowest in every column.
 *
 * @param rows the estimators
 * @param batches n, rising
 * @param biases \(b^2\) of each row
 * @param best the row that is to be lowest
 */
record BudgetRule(List<String> rows, double[] batches, double[] biases, int best) {
    static final int RUNS = 30;

    /** Half of one per cent each: a false alarm of either has probability at most 1 %. */
    private static final double LEVEL = 0.005;

    /** What is left to the O(1/n²) of a fit at the smallest n, and what must be found beyond it. */
    private static final double TOLERANCE = 0.25;

    private static final double DETECTABLE = 0.5;

    private static final BoundRule BUDGET = new BoundRule(LEVEL, TOLERANCE, DETECTABLE, 0.8);

    /** In units of the other estimator's error. */
    private static final BoundRule LOWEST = new BoundRule(LEVEL, 1e-9, DETECTABLE, 0.8);

    /** What the rule found. */
    record Decision(BoundDecision budget, BoundDecision lowest) {
        Verdict verdict() {
            return Conjunction.of(List.of(budget.verdict(), lowest.verdict()));
        }

        String reason() {
            return "Against b² + v/n: " + budget.reason() + " The paper's estimator against every other: "
                    + lowest.reason();
        }

        double pValue() {
            return Conjunction.pValue(List.of(budget.worstCorrectedPValue(), lowest.worstCorrectedPValue()));
        }

        double leastPower() {
            return Math.min(budget.leastPower(), lowest.leastPower());
        }
    }

    static double found() {
        return TOLERANCE + DETECTABLE;
    }

    static String describe(int quick, int full, int repetitions) {
        return "From " + quick + " seeds (quick) or " + full + " (full), means of " + repetitions
                + " batches each. With n₀ the smallest n, error(n) − b² against (error(n₀) − b²)n₀/n, from above and from"
                + " below, seed by seed, beyond " + Math.round(100 * TOLERANCE)
                + " % of b² + v/n: " + BUDGET.describe()
                + " The error of the paper's estimator minus that of every other, at every n, at most 0, in units of the"
                + " other: " + LOWEST.describe()
                + " SUPPORTED iff both are; NOT_SUPPORTED iff one is.";
    }

    BudgetRule unbiased() {
        return new BudgetRule(rows, batches, new double[biases.length], best);
    }

    /** \(b^2 + v/n\). */
    double budget(ErrorMap map, int row, int column) {
        return biases[row] + (map.mean(row, 0) - biases[row]) * batches[0] / batches[column];
    }

    Decision decide(ErrorMap map) {
        List<BoundCase> budget = new ArrayList<>();
        List<BoundCase> lowest = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < batches.length; column++) {
                String at = rows.get(row) + ", n = " + (long) batches[column];
                if (column > 0) {
                    double[] off = off(map, row, column);
                    double scale = Math.max(budget(map, row, column), Double.MIN_NORMAL);
                    budget.add(theCase(at + " from above", off, scale));
                    budget.add(theCase(
                            at + " from below", Arrays.stream(off).map(x -> -x).toArray(), scale));
                }
                if (row != best) {
                    lowest.add(lowest(at, map, row, column));
                }
            }
        }
        return new Decision(BUDGET.decide(budget), LOWEST.decide(lowest));
    }

    /** How far an error is above its budget, by seed. */
    private double[] off(ErrorMap map, int row, int column) {
        double[] first = map.at(row, 0);
        double[] errors = map.at(row, column);
        double share = batches[0] / batches[column];
        return IntStream.range(0, errors.length)
                .mapToDouble(i -> errors[i] - biases[row] - share * (first[i] - biases[row]))
                .toArray();
    }

    /** An estimator that gives no number at some seed is above every other. */
    private BoundCase lowest(String name, ErrorMap map, int row, int column) {
        double[] lowest = map.at(best, column);
        double[] errors = map.at(row, column);
        boolean none = !Double.isFinite(map.mean(row, column)) && Double.isFinite(map.mean(best, column));
        double[] more = IntStream.range(0, errors.length)
                .mapToDouble(i -> none ? -1 : lowest[i] - errors[i])
                .toArray();
        return theCase(name, more, none ? 1 : map.mean(row, column));
    }

    private static BoundCase theCase(String name, double[] values, double scale) {
        if (!Arrays.stream(values).allMatch(Double::isFinite) || !Double.isFinite(scale)) {
            return new BoundCase(name, Double.POSITIVE_INFINITY, 0, 0, Double.POSITIVE_INFINITY, 1);
        }
        StudentInterval mean = StudentInterval.of(values);
        return new BoundCase(name, mean.mean(), 0, mean.standardError(), values.length - 1.0, scale);
    }

    Table table(ErrorMap map) {
        List<List<Object>> lines = new ArrayList<>();
        for (int row = rows.size() - 1; row >= 0; row--) {
            for (int column = 0; column < batches.length; column++) {
                lines.add(List.of(
                        rows.get(row),
                        (long) batches[column],
                        map.mean(row, column),
                        biases[row],
                        budget(map, row, column)));
            }
        }
        return new Table(
                "errors",
                "Mean squared errors beside b² + v/n, in units of ‖∇_λ g‖²; v is from the smallest n",
                List.of("estimator", "n", "error", "b²", "b² + v/n"),
                lines);
    }
}
