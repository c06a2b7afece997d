package org.plumbline.theory.panel;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.plumbline.algorithm.AlgorithmSpec;
import org.plumbline.algorithm.BilevelAlgorithm;
import org.plumbline.algorithm.Law;
import org.plumbline.algorithm.TheoremSchedule;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Settings;

/**
 * One method in one arena under one mode: the search for its constants on the calibration branch of the seed tree, then fresh
 * runs at every target on the verdict branch. One cell, as the runs need what the search finds.
 *
 * @param spec the method
 * @param arena where
 * @param mode how the constants follow the target
 * @param effort how much is spent
 * @param curves whether it is measured, on a branch of its own, how much the first constants matter
 */
record Contest(AlgorithmSpec spec, Arena arena, Mode mode, Effort effort, boolean curves) {
    static final String TARGETS = "targets";
    static final String SAMPLES = "samples";
    static final String REACHED = "reached";
    static final String FAILED = "failed";
    static final String SEARCH = "searched";
    static final String LOGARITHMS = "logarithms";
    /** Before the name of a constant: N to the largest target at the factors of {@link Sensitivity}. */
    static final String CURVE = "curve ";
    /** Iterates measured along a fresh run. */
    private static final int POINTS = 128;

    /** Series of one number a seed, at a target. */
    enum Criterion {
        /** Mean over the later half; decides. */
        TAIL,
        /** Mean over all iterates: what theorems bound, with the start-up transient in it. */
        AVERAGE,
        /** A uniformly random iterate. */
        RANDOM,
        /** The last iterate. */
        LAST,
        /** The smallest value along the run. */
        BEST;

        String series(int target) {
            return name() + " " + target;
        }
    }

    Contest(AlgorithmSpec spec, Arena arena, Mode mode, Effort effort) {
        this(spec, arena, mode, effort, false);
    }

    Cell cell(Settings settings) {
        return new Cell(key(settings), () -> compute(settings));
    }

    String key(Settings settings) {
        return "contest|" + spec.card().name() + '|' + spec.card().schedule().laws() + '|'
                + arena.name() + '|' + arena.problem().id() + '|'
                + arena.sampling() + "|1/L=" + arena.inverseL() + "|ε₀=" + arena.largest() + '|' + mode + '|' + effort
                + (curves ? "|curves|" : "|") + settings.masterSeed();
    }

    private CellResult compute(Settings settings) {
        Book book = new Book();
        double[] targets = arena.targets(effort.targets());
        Search search = new Search(arena, spec, effort);
        // Named by arena and target, not by method: every method meets the same randomness.
        SeedTree searching = settings.seeds("calibration").child("contest").child(arena.name());
        SeedTree deciding = settings.seeds("verdict").child("contest").child(arena.name());
        Search.Chosen chosen = null;
        for (int i = 0; i < targets.length; i++) {
            if (i == 0 || mode == Mode.TUNED) {
                chosen = search.at(targets[i], mode == Mode.THEOREM, searching.child("target " + targets[i]));
                book.searched(chosen);
            }
            if (i == 0 && curves && chosen.grade() != Search.Grade.SHORT) {
                book.moved(new Sensitivity(arena, spec, effort)
                        .around(
                                chosen.constants(),
                                targets[0],
                                settings.seeds("sensitivity").child("contest").child(arena.name())));
            }
            if (chosen.constants().isEmpty() || !fresh(chosen, i, targets[i], deciding, book)) {
                break; // later targets cost more still
            }
        }
        return book.result();
    }

    /** The fresh runs at one target; false where they would be too costly for the profile. */
    private boolean fresh(Search.Chosen chosen, int index, double epsilon, SeedTree branch, Book book) {
        TheoremSchedule.Point point = spec.card().schedule().at(epsilon, chosen.constants());
        BilevelAlgorithm method = spec.create(point.values());
        MeasuredRun runs = new MeasuredRun(arena, POINTS);
        SeedTree node = branch.child("target " + epsilon);
        MeasuredRun.Price price = runs.price(method, node.child("price"));
        book.drew(price.drawn());
        long iterations = Math.max(2, point.iterations());
        if (!price.affordable(iterations, effort.queries())) {
            return false;
        }
        Curve[] curves = new Curve[effort.seeds()];
        for (int seed = 0; seed < curves.length; seed++) {
            curves[seed] = runs.run(method, iterations, price.budget(effort.queries()), node.child("seed", seed));
            book.drew(curves[seed].counts());
            if (!curves[seed].failed() && !curves[seed].completed()) {
                return false;
            }
        }
        MeasuredRun.Price frozen = runs.price(frozen(point, chosen.constants()), node.child("price"));
        book.drew(frozen.drawn());
        book.enter(index, chosen, price.samples() / frozen.samples(), curves, node.child("iterate"));
        return true;
    }

    /**
     * The method with its logarithmic hyper-parameters as they are at the largest target. The quotient of the two prices is the
     * factor that the logarithms put into N: less than their power where only some of the draws grow with them.
     */
    private BilevelAlgorithm frozen(TheoremSchedule.Point point, Map<String, Double> constants) {
        Map<String, Object> values = new LinkedHashMap<>(point.values());
        for (Law law : spec.card().schedule().laws()) {
            if (law.logarithmic()) {
                values.put(law.parameter(), law.at(constants.get(law.constant()), arena.largest()));
            }
        }
        return spec.create(values);
    }

    /** Collects what the cell found. */
    private final class Book {
        private final Map<String, double[]> values = new TreeMap<>();
        private final double[] samples = empty();
        private final double[] reached = empty();
        private final double[] failed = empty();
        private final double[] logarithms = empty();
        private OracleCounts drawn = OracleCounts.NONE;
        private OracleCounts search = OracleCounts.NONE;
        private int entered;

        private double[] empty() {
            return new double[effort.targets()];
        }

        void searched(Search.Chosen chosen) {
            search = search.plus(chosen.drawn());
            if (!values.containsKey("constants")) {
                Map<String, Double> constants = new LinkedHashMap<>(chosen.constants());
                constants.forEach((name, c) -> values.put("c " + name, new double[] {c}));
                values.put("failed trials", new double[] {chosen.failed()});
            }
        }

        void moved(Sensitivity.Measured measured) {
            measured.samples().forEach((name, curve) -> values.put(CURVE + name, curve));
            drew(measured.drawn());
        }

        void drew(OracleCounts counts) {
            drawn = drawn.plus(counts);
        }

        void enter(int i, Search.Chosen chosen, double logs, Curve[] curves, SeedTree iterates) {
            samples[i] = mean(curves, counts -> (double) counts.samples());
            reached[i] = chosen.grade().ordinal();
            logarithms[i] = logs;
            for (Draw kind : Draw.values()) {
                double count = mean(curves, counts -> (double) counts.of(kind));
                if (count > 0) {
                    values.computeIfAbsent("N " + kind.label(), name -> empty())[i] = count;
                }
            }
            double[][] errors = new double[Criterion.values().length][curves.length];
            for (int seed = 0; seed < curves.length; seed++) {
                Curve curve = curves[seed];
                int end = curve.length() - 1;
                boolean usable = !curve.failed() && end >= 2;
                failed[i] += usable ? 0 : 1;
                int random = iterates.child("seed", seed).stream().nextInt(Math.max(1, end));
                errors[Criterion.TAIL.ordinal()][seed] = usable ? curve.tail(end) : Double.NaN;
                errors[Criterion.AVERAGE.ordinal()][seed] = usable ? curve.average(end) : Double.NaN;
                errors[Criterion.RANDOM.ordinal()][seed] = usable ? curve.squared()[random] : Double.NaN;
                errors[Criterion.LAST.ordinal()][seed] = usable ? curve.squared()[end] : Double.NaN;
                errors[Criterion.BEST.ordinal()][seed] = usable ? curve.best(end) : Double.NaN;
            }
            for (Criterion criterion : Criterion.values()) {
                values.put(criterion.series(i), errors[criterion.ordinal()]);
            }
            entered = i + 1;
        }

        /** Of the runs that finished, as one that diverges draws less; equal numbers for most methods. */
        private static double mean(Curve[] curves, ToDoubleFunction<OracleCounts> number) {
            return Arrays.stream(curves)
                    .filter(curve -> curve.completed() && !curve.failed())
                    .map(Curve::counts)
                    .mapToDouble(number)
                    .average()
                    .orElse(Double.NaN);
        }

        CellResult result() {
            values.put(TARGETS, Arrays.copyOf(arena.targets(effort.targets()), entered));
            values.put(SAMPLES, Arrays.copyOf(samples, entered));
            values.put(REACHED, Arrays.copyOf(reached, entered));
            values.put(FAILED, Arrays.copyOf(failed, entered));
            values.put(LOGARITHMS, Arrays.copyOf(logarithms, entered));
            values.put(SEARCH, new double[] {search.samples()});
            return new CellResult(values, spec.card().name(), drawn.plus(search), "");
        }
    }
}
