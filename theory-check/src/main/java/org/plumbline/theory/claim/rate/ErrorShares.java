package org.plumbline.theory.claim.rate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.Oracles;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Results;
import org.plumbline.theory.Table;

/**
 * What each term of the error budget contributes to the tail error at one target: paired runs with one source switched
 * off. Shares need not add to one, and one may be negative, since the errors are vectors that can cancel: while the
 * start-up transient and the penalty bias point apart, switching either off makes the error larger.
 * These runs draw from the calibration branch of the seed tree, disjoint from the verdict's.
 */
record ErrorShares(RateColumn column, double epsilon, int seeds, SeedTree branch) {
    private static final int FACTOR = 8;

    /** A term of the budget, with what switches it off. */
    enum Source {
        ALL("all", "as scheduled"),
        NOISE("sampling noise", "exact gradients"),
        INNER("inner loop", "8 K"),
        PENALTY("penalty", "σ/8, and n so that the noise stays"),
        TRANSIENT("start-up transient", "4 T");

        private final String title;
        private final String how;

        Source(String title, String how) {
            this.title = title;
            this.how = how;
        }

        String title() {
            return title;
        }

        String how() {
            return how;
        }
    }

    private record Variant(Source source, Oracles oracles, BilevelAlgorithm method, long iterations) {}

    /**
     * What a source adds to the error, squared norm.
     *
     * @param value the mean over seeds of the error with it less the error without it
     * @param deviation the standard error of that mean
     */
    record Contribution(double value, double deviation) {}

    BudgetMethod method() {
        return BudgetMethod.of(column.method(epsilon));
    }

    long iterations() {
        return column.iterations(epsilon);
    }

    private Variant variant(Source source) {
        BudgetMethod method = method();
        Oracles sampled = column.oraclesAt(epsilon);
        Oracles exact = column.problem().oracles(NoiseModel.NONE);
        return switch (source) {
            case ALL -> new Variant(source, sampled, method.method(), iterations());
            case NOISE -> new Variant(source, exact, method.method(), iterations());
            case INNER -> new Variant(source, sampled, method.scaled(1, 1, FACTOR), iterations());
            case PENALTY ->
                new Variant(
                        source,
                        sampled,
                        method.scaled(1.0 / FACTOR, method.coupled() ? 1 : FACTOR * FACTOR, 1),
                        iterations());
            case TRANSIENT -> new Variant(source, sampled, method.method(), 4 * iterations());
        };
    }

    List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Source source : Source.values()) {
            for (int seed = 0; seed < seeds; seed++) {
                SeedTree stream = stream(seed);
                cells.add(new Cell(key(source, seed), () -> measure(variant(source), stream)));
            }
        }
        return cells;
    }

    /** The run with all sources also says what two of them must be. */
    private CellResult measure(Variant variant, SeedTree stream) {
        RateRun run = new RateRun(column.problem(), variant.oracles(), variant.method(), variant.iterations(), stream);
        if (variant.source() != Source.ALL) {
            return run.measure();
        }
        BudgetProbe probe = new BudgetProbe(column.problem(), method(), variant.iterations());
        return run.measure(probe, probe::found);
    }

    private SeedTree stream(int seed) {
        return branch.child(column.problem().id()).child("shares " + epsilon).child("seed", seed);
    }

    private String key(Source source, int seed) {
        return "budget|" + column.problem().id() + '|' + column.sampling() + '|' + source + '|' + column.method(epsilon)
                + "|T=" + iterations() + '|' + stream(seed);
    }

    /** The seeds that finished with every source on and off, so that differences are paired. */
    private int[] common(Results results) {
        return IntStream.range(0, seeds)
                .filter(seed -> Arrays.stream(Source.values())
                        .allMatch(source ->
                                results.get(key(source, seed)).failure().isEmpty()))
                .toArray();
    }

    Contribution contribution(Results results, Source source) {
        int[] common = common(results);
        double[] all = values(results, Source.ALL, common, RateRun.TAIL);
        double[] without = values(results, source, common, RateRun.TAIL);
        double[] differences = new double[common.length];
        Arrays.setAll(differences, i -> all[i] - without[i]);
        return new Contribution(
                StatUtils.mean(differences), Math.sqrt(StatUtils.variance(differences) / common.length));
    }

    /** The mean over seeds of what {@link BudgetProbe} found, or NaN where it does not say. */
    double computed(Results results, Source source) {
        return switch (source) {
            case NOISE -> StatUtils.mean(values(results, Source.ALL, common(results), BudgetProbe.NOISE));
            case PENALTY -> StatUtils.mean(values(results, Source.ALL, common(results), BudgetProbe.PENALTY));
            default -> Double.NaN;
        };
    }

    /** The mean tail error of the runs with all sources. */
    double whole(Results results) {
        return StatUtils.mean(values(results, Source.ALL, common(results), RateRun.TAIL));
    }

    Table table(Results results) {
        List<List<Object>> rows = new ArrayList<>();
        int[] common = common(results);
        double whole = whole(results);
        for (Source source : Source.values()) {
            Contribution contribution = contribution(results, source);
            rows.add(List.of(
                    source.title(),
                    source.how(),
                    StatUtils.mean(values(results, source, common, RateRun.TAIL)),
                    contribution.value() / whole,
                    contribution.deviation() / whole,
                    (long) common.length));
        }
        return new Table(
                "shares-at-" + epsilon,
                "Error budget at ε = " + epsilon + ": tail error with one source switched off",
                List.of("source", "switched off by", "tail E‖∇Φ‖²", "share of the whole", "± (1 s.e.)", "paired seeds"),
                rows);
    }

    private double[] values(Results results, Source source, int[] common, String name) {
        return Arrays.stream(common)
                .mapToDouble(seed -> results.get(key(source, seed)).value(name))
                .toArray();
    }
}
