package org.plumbline.theory.claim.rate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.plumbline.algorithm.penalty.FirstOrderPenalty;
import org.plumbline.oracle.NoiseModel;
import org.plumbline.oracle.Oracles;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Cell;
import org.plumbline.theory.Results;
import org.plumbline.theory.Table;

/**
 * What each term of the error budget contributes to the tail error at one target: paired runs with one source switched
 * off. Shares need not add to one, and one may be negative, since the errors are vectors that can cancel: while the
 * start-up transient and the penalty bias point apart, switching either off makes the error larger.
 * These runs draw from the calibration branch of the seed tree, disjoint from the verdict's.
 */
record ErrorShares(RateInstance instance, double epsilon, int seeds, SeedTree branch) {
    private static final int FACTOR = 8;

    private record Variant(String source, String how, Oracles oracles, FirstOrderPenalty method, long iterations) {}

    private List<Variant> variants() {
        FirstOrderPenalty method = instance.method(epsilon);
        Oracles sampled = instance.oracles().apply(epsilon);
        long iterations = instance.schedule().outerIterations(epsilon);
        return List.of(
                new Variant("all", "as scheduled", sampled, method, iterations),
                new Variant(
                        "sampling noise",
                        "exact gradients",
                        instance.problem().oracles(NoiseModel.NONE),
                        method,
                        iterations),
                new Variant("inner loop", "8 K", sampled, scaled(method, 1, 1, FACTOR), iterations),
                new Variant(
                        "penalty",
                        "σ/8, and 64 n to keep σ²n",
                        sampled,
                        scaled(method, 1.0 / FACTOR, FACTOR * FACTOR, 1),
                        iterations),
                new Variant("start-up transient", "4 T", sampled, method, 4 * iterations));
    }

    private static FirstOrderPenalty scaled(FirstOrderPenalty m, double sigma, int batch, int inner) {
        return new FirstOrderPenalty(
                m.sigma() * sigma,
                m.batch() * batch,
                m.innerSteps() * inner,
                m.lowerStep(),
                m.penalisedStep(),
                m.outerStep(),
                m.coupling(),
                m.coldStart());
    }

    List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Variant variant : variants()) {
            for (int seed = 0; seed < seeds; seed++) {
                SeedTree stream = stream(seed);
                cells.add(new Cell(
                        key(variant, seed),
                        () -> new RateRun(
                                        instance.problem(),
                                        variant.oracles(),
                                        variant.method(),
                                        variant.iterations(),
                                        stream)
                                .measure()));
            }
        }
        return cells;
    }

    private SeedTree stream(int seed) {
        return branch.child(instance.problem().id()).child("shares " + epsilon).child("seed", seed);
    }

    private String key(Variant variant, int seed) {
        return "shares|" + instance.problem().id() + '|' + instance.sampling() + '|' + variant.how() + '|'
                + instance.method(epsilon) + "|T=" + variant.iterations() + '|' + stream(seed);
    }

    /** Over the seeds that finished with every source on and off, so that each row is paired. */
    Table table(Results results) {
        int[] common = IntStream.range(0, seeds)
                .filter(seed -> variants().stream()
                        .allMatch(variant ->
                                results.get(key(variant, seed)).failure().isEmpty()))
                .toArray();
        List<List<Object>> rows = new ArrayList<>();
        double[] all = errors(results, variants().get(0), common);
        for (Variant variant : variants()) {
            double[] errors = errors(results, variant, common);
            double[] differences = new double[common.length];
            Arrays.setAll(differences, i -> all[i] - errors[i]);
            double whole = StatUtils.mean(all);
            double deviation = Math.sqrt(StatUtils.variance(differences) / common.length);
            rows.add(List.of(
                    variant.source(),
                    variant.how(),
                    StatUtils.mean(errors),
                    StatUtils.mean(differences) / whole,
                    deviation / whole,
                    (long) common.length));
        }
        return new Table(
                "shares-at-" + epsilon,
                "Error budget at ε = " + epsilon + ": tail error with one source switched off",
                List.of("source", "switched off by", "tail E‖∇Φ‖²", "share of the whole", "± (1 s.e.)", "paired seeds"),
                rows);
    }

    private double[] errors(Results results, Variant variant, int[] common) {
        return Arrays.stream(common)
                .mapToDouble(seed -> results.get(key(variant, seed)).value(RateRun.TAIL))
                .toArray();
    }
}
