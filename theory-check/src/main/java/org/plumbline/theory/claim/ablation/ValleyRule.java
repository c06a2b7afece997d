package org.plumbline.theory.claim.ablation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
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
import org.plumbline.theory.statistics.StudentInterval;

/**
 * Decides whether a map over σ (rows) and n (columns) is that of \(a\sigma^2 + c/(\sigma^2n)\), and whether the theorem's
 * choice is where it is low enough and nothing can be spared.
 *
 * @param sigmas rising
 * @param batches n, rising, by a power of 4 from one to the next
 * @param cSigma \(c_\sigma\) of the theorem's \(\sigma = c_\sigma\sqrt\epsilon\)
 * @param cBatch \(c_n\) of its \(n = c_n\epsilon^{-2}\)
 */
record ValleyRule(double[] sigmas, double[] batches, double cSigma, double cBatch) {
    static final int RUNS = 10;

    private static final double LEVEL = 0.99;

    /** Half the distance from −1/4 to −1/3, which \(\sigma^2 + 1/(\sigma n)\) would give; −1/6 from σ⁴ is as far off. */
    private static final SlopeRule PLACE = new SlopeRule(-0.25, 0.04, LEVEL, RUNS);

    /** Half the distance from −1/2 to −2/3 and −1/3, which the same two would give. */
    private static final SlopeRule DEPTH = new SlopeRule(-0.5, 0.08, LEVEL, RUNS);

    /** Errors and targets are compared by factors, so that what must be found is a factor of 2. */
    private static final BoundRule REACHED = new BoundRule(0.01, 1e-9, 1, 0.8);

    /** σ off by this factor multiplies one of the two terms by 64. */
    private static final double OFF = 8;

    /** n smaller by this factor multiplies the other by 16. */
    private static final double FEWER = 16;

    /** What the rule found. */
    record Decision(Verdict verdict, String reason, SlopeDecision place, SlopeDecision depth, BoundDecision reached) {
        String power() {
            return "place: " + PLACE.power(place) + "; depth: " + DEPTH.power(depth)
                    + "; a ratio of twice its bound would have been found with probability at least "
                    + Math.floor(100 * reached.leastPower()) / 100;
        }

        double pValue() {
            return Conjunction.pValue(
                    List.of(PLACE.pValue(place), DEPTH.pValue(depth), reached.worstCorrectedPValue()));
        }
    }

    static String describe(int quick, int full) {
        return "From " + quick + " seeds (quick) or " + full
                + " (full). Place of the valley, the middle, by logarithms, of the"
                + " stretch where E is at most four times the least of its n, against n: " + PLACE.describe()
                + " Depth against n: " + DEPTH.describe()
                + " The theorem's choice at each n of the map: E/ε ≤ 1; where the map has them, ε/E ≤ 1 with σ eight times"
                + " larger or smaller and with n sixteen times smaller. " + REACHED.describe()
                + " SUPPORTED iff all three are; NOT_SUPPORTED iff one is, or a run at a theorem's choice diverges.";
    }

    /** ε of a column under the theorem. */
    private double target(int column) {
        return Math.sqrt(cBatch / batches[column]);
    }

    /** The row of a σ, or −1 where the map has none within a hundredth. */
    private int row(double sigma) {
        return IntStream.range(0, sigmas.length)
                .filter(i -> Math.abs(sigmas[i] / sigma - 1) < 0.01)
                .findFirst()
                .orElse(-1);
    }

    boolean isTheorem(int row, int column) {
        return row == row(cSigma * Math.sqrt(target(column)));
    }

    Decision decide(ErrorMap map) {
        SlopeDecision place = PLACE.decide(slopes(map, Valley::place));
        SlopeDecision depth = DEPTH.decide(slopes(map, Valley::depth));
        BoundDecision reached = REACHED.decide(cases(map));
        return new Decision(
                Conjunction.of(List.of(place.verdict(), depth.verdict(), reached.verdict())),
                "Place: " + place.reason() + " Depth: " + depth.reason() + " The theorem's choice: " + reached.reason(),
                place,
                depth,
                reached);
    }

    private List<Valley> valleys(ErrorMap map, int seed) {
        return IntStream.range(0, batches.length)
                .mapToObj(column -> Valley.of(sigmas, map.column(seed, column)))
                .toList();
    }

    /** Of the seeds with a finite error at every n. */
    private double[] slopes(ErrorMap map, ToDoubleFunction<Valley> of) {
        return IntStream.range(0, map.seeds())
                .mapToObj(seed -> valleys(map, seed).stream().mapToDouble(of).toArray())
                .filter(values -> Arrays.stream(values).allMatch(Double::isFinite))
                .mapToDouble(values -> LogLogFit.of(batches, values).slope())
                .toArray();
    }

    private List<BoundCase> cases(ErrorMap map) {
        List<BoundCase> cases = new ArrayList<>();
        for (int column = 0; column < batches.length; column++) {
            double target = target(column);
            double sigma = cSigma * Math.sqrt(target);
            String at = "n = " + (long) batches[column];
            cases.add(theCase(at, map.at(row(sigma), column), error -> error / target));
            for (double factor : new double[] {OFF, 1 / OFF}) {
                if (row(factor * sigma) >= 0) {
                    cases.add(theCase(
                            at + ", σ × " + factor, map.at(row(factor * sigma), column), error -> target / error));
                }
            }
            int fewer = column(batches[column] / FEWER);
            if (fewer >= 0) {
                cases.add(theCase(at + "/16", map.at(row(sigma), fewer), error -> target / error));
            }
        }
        return cases;
    }

    private int column(double batch) {
        return IntStream.range(0, batches.length)
                .filter(i -> batches[i] == batch)
                .findFirst()
                .orElse(-1);
    }

    /** A run that diverged violates E/ε ≤ 1 beyond doubt, and satisfies ε/E ≤ 1. */
    private static BoundCase theCase(String name, double[] errors, DoubleUnaryOperator ratio) {
        double[] ratios = Arrays.stream(errors).map(ratio).toArray();
        if (!Arrays.stream(ratios).allMatch(Double::isFinite)) {
            return new BoundCase(name, Double.POSITIVE_INFINITY, 1, 0, Double.POSITIVE_INFINITY, 1);
        }
        StudentInterval mean = StudentInterval.of(ratios);
        return new BoundCase(name, mean.mean(), 1, mean.standardError(), ratios.length - 1.0, 1);
    }

    Table table(ErrorMap map) {
        List<List<Object>> rows = new ArrayList<>();
        for (int column = 0; column < batches.length; column++) {
            int at = column;
            double[] places = IntStream.range(0, map.seeds())
                    .mapToDouble(seed -> valleys(map, seed).get(at).place())
                    .toArray();
            double[] depths = IntStream.range(0, map.seeds())
                    .mapToDouble(seed -> valleys(map, seed).get(at).depth())
                    .toArray();
            double sigma = cSigma * Math.sqrt(target(column));
            rows.add(List.of(
                    (long) batches[column],
                    target(column),
                    sigma,
                    map.mean(row(sigma), column),
                    Arrays.stream(places).average().orElseThrow(),
                    Arrays.stream(depths).average().orElseThrow()));
        }
        return new Table(
                "valley",
                "The valley of each n, means over seeds, beside the theorem's choice",
                List.of("n", "ε of the theorem", "σ of the theorem", "E there", "place of the valley, σ", "its depth"),
                rows);
    }
}
