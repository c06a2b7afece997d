package org.plumbline.report.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.plumbline.algorithm.TheoremSchedule;
import org.plumbline.numeric.RefusedException;
import org.plumbline.random.SeedTree;
import org.plumbline.report.bench.BenchRow.Status;
import org.plumbline.report.input.AlgorithmFile;
import org.plumbline.report.trial.Trial;
import org.plumbline.theory.Cell;
import org.plumbline.theory.Results;
import org.plumbline.theory.TimedOutException;
import org.plumbline.theory.panel.Arena;
import org.plumbline.theory.panel.Calibration;
import org.plumbline.theory.panel.SmallestSamples;
import org.plumbline.theory.panel.Unmet;

/**
 * Makes a matrix of runs in two sweeps: the searches of methods that are named without constants, and then all runs, every
 * one a cell.
 */
public final class Bench {
    private static final String BRANCH = "bench";

    private final Order order;
    private final Map<Pair, Calibration.Found> found = new LinkedHashMap<>();

    private Bench(Order order) {
        this.order = order;
    }

    private record Pair(Ground ground, Contender contender) {}

    /** What cells are. */
    public enum Stage {
        /** Searches for the constants of methods that are named without them. */
        SEARCHES("searches"),
        /** Runs. */
        RUNS("runs");

        private final String things;

        Stage(String things) {
            this.things = things;
        }

        /**
         * The cells in a sentence.
         *
         * @return a plural noun
         */
        public String things() {
            return things;
        }
    }

    /** Runs cells, wherever their results are kept. */
    @FunctionalInterface
    public interface Sweeper {
        /**
         * Runs cells.
         *
         * @param cells the plan
         * @param stage what they are
         * @return their results
         */
        Results sweep(List<Cell> cells, Stage stage);
    }

    /**
     * Makes the runs.
     *
     * @param order what to run
     * @param sweeper runs the cells
     * @return what was found, the same however often the sweeper was interrupted and whatever its threads
     */
    public static BenchResult run(Order order, Sweeper sweeper) {
        Bench bench = new Bench(order);
        List<BenchSearch> searches = bench.search(sweeper);
        List<Planned> planned = bench.plan();
        Results results = sweeper.sweep(
                planned.stream().flatMap(row -> row.cells().values().stream()).toList(), Stage.RUNS);
        List<BenchRow> rows = planned.stream().map(row -> row.with(results)).toList();
        return new BenchResult(order, searches, rows, exponents(rows));
    }

    /** A row before its runs: those by seed, none where there is something in the way. */
    private record Planned(BenchRow row, Map<Long, Cell> cells) {
        BenchRow with(Results results) {
            List<BenchRun> runs = new ArrayList<>();
            cells.forEach((seed, cell) -> runs.add(new BenchRun(seed, results.get(cell.key()))));
            Optional<String> failure = runs.stream()
                    .map(run -> run.result().failure())
                    .filter(text -> !text.isEmpty())
                    .findFirst();
            return new BenchRow(
                    row.ground(),
                    row.contender(),
                    row.epsilon(),
                    failure.map(Planned::status).orElse(row.status()),
                    failure.orElse(row.reason()),
                    row.unmet(),
                    row.method(),
                    failure.isPresent() ? List.of() : runs,
                    row.bootstrap());
        }

        private static Status status(String failure) {
            return failure.startsWith(TimedOutException.WORD) ? Status.TIMED_OUT : Status.REFUSED;
        }
    }

    private List<BenchSearch> search(Sweeper sweeper) {
        Map<Pair, Cell> cells = new LinkedHashMap<>();
        for (Pair pair : pairs()) {
            boolean searched = pair.contender().kind() == Contender.Kind.CALIBRATED
                    && obstacle(pair).isEmpty();
            if (searched) {
                cells.put(pair, calibration(pair).cell(pair.ground().identity(), order.settings()));
            }
        }
        if (cells.isEmpty()) {
            return List.of();
        }
        Results results = sweeper.sweep(List.copyOf(cells.values()), Stage.SEARCHES);
        List<BenchSearch> searches = new ArrayList<>();
        cells.forEach((pair, cell) -> {
            Calibration.Found constants = Calibration.found(results.get(cell.key()));
            found.put(pair, constants);
            searches.add(new BenchSearch(
                    pair.ground(),
                    pair.contender(),
                    order.epsilons().get(0),
                    order.effort().trials(),
                    constants));
        });
        return searches;
    }

    private List<Pair> pairs() {
        return order.grounds().stream()
                .flatMap(ground -> order.contenders().stream().map(contender -> new Pair(ground, contender)))
                .toList();
    }

    private Calibration calibration(Pair pair) {
        Ground ground = pair.ground();
        Arena arena = new Arena(
                ground.problem().id(),
                ground.problem(),
                ground.sampling(),
                ground.oracles(),
                SmallestSamples.localInverseL(ground.problem()),
                order.epsilons().get(0));
        return new Calibration(pair.contender().spec(), arena, order.epsilons(), order.effort());
    }

    private Optional<String> obstacle(Pair pair) {
        return Unmet.oracle(pair.contender().spec(), pair.ground().oracles())
                .or(() -> order.force() ? Optional.empty() : unmet(pair));
    }

    private static Optional<String> unmet(Pair pair) {
        return Unmet.assumption(pair.contender().spec(), pair.ground().problem());
    }

    private List<Planned> plan() {
        List<Planned> rows = new ArrayList<>();
        for (Pair pair : pairs()) {
            List<OptionalDouble> targets = pair.contender().targets(order.epsilons());
            for (int i = 0; i < targets.size(); i++) {
                rows.add(planned(pair, i, targets.get(i)));
            }
        }
        return rows;
    }

    private Planned planned(Pair pair, int index, OptionalDouble epsilon) {
        Optional<String> obstacle = obstacle(pair);
        if (obstacle.isPresent()) {
            return without(pair, epsilon, Status.NOT_APPLICABLE, obstacle.get());
        }
        if (pair.contender().kind() != Contender.Kind.CALIBRATED) {
            AlgorithmFile file = pair.contender().files().get(index);
            boolean explicit = pair.contender().kind() == Contender.Kind.EXPLICIT;
            return ready(pair, new Setup(epsilon, file, order.ends().apply(file.iterations(), explicit)));
        }
        Calibration.Found constants = found.get(pair);
        if (constants.constants().isEmpty()) {
            return without(pair, epsilon, Status.LEFT_OUT, "no trial of the search came through");
        }
        if (constants.queries().get(index) > order.effort().queries()) {
            String reason = String.format(
                    Locale.ROOT,
                    "a run would take about %.1e oracle queries, more than the %.1e of the profile",
                    constants.queries().get(index),
                    order.effort().queries());
            return without(pair, epsilon, Status.LEFT_OUT, reason);
        }
        return searched(
                pair, epsilon.orElseThrow(), constants, constants.budgets().get(index));
    }

    private Planned searched(Pair pair, double epsilon, Calibration.Found constants, double budget) {
        OptionalDouble target = OptionalDouble.of(epsilon);
        try {
            TheoremSchedule.Point point =
                    pair.contender().spec().card().schedule().at(epsilon, constants.constants());
            OptionalLong iterations = OptionalLong.of(point.iterations());
            AlgorithmFile method = new AlgorithmFile(
                    pair.contender().spec(), pair.contender().spec().create(point.values()), iterations, target);
            Ending ending = order.ends().apply(iterations, false).orSamples(budget);
            return ready(pair, new Setup(target, method, ending));
        } catch (RefusedException e) {
            return without(pair, target, Status.REFUSED, e.getMessage());
        }
    }

    private Planned without(Pair pair, OptionalDouble epsilon, Status status, String reason) {
        return new Planned(row(pair, epsilon, status, reason, Optional.empty()), Map.of());
    }

    private Planned ready(Pair pair, Setup setup) {
        SeedTree node = node(pair, setup.epsilon());
        Map<Long, Cell> cells = new LinkedHashMap<>();
        for (int i = 0; i < order.seeds(); i++) {
            long seed = node.child("seed", i).seed();
            cells.put(seed, cell(pair, setup, seed));
        }
        return new Planned(row(pair, setup.epsilon(), Status.RAN, "", Optional.of(setup.method())), cells);
    }

    private BenchRow row(
            Pair pair, OptionalDouble epsilon, Status status, String reason, Optional<AlgorithmFile> method) {
        SeedTree bootstrap = order.settings()
                .seeds("bootstrap")
                .child(BRANCH)
                .child(pair.ground().problem().id())
                .child(pair.contender().name())
                .child(label(epsilon));
        return new BenchRow(
                pair.ground(), pair.contender(), epsilon, status, reason, unmet(pair), method, List.of(), bootstrap);
    }

    /** Named by instance and target, not by method: every method meets the same randomness. */
    private SeedTree node(Pair pair, OptionalDouble epsilon) {
        return order.settings()
                .seeds(BRANCH)
                .child(pair.ground().problem().id())
                .child(label(epsilon));
    }

    private static String label(OptionalDouble epsilon) {
        return epsilon.isPresent() ? "target " + epsilon.getAsDouble() : "no target";
    }

    private Cell cell(Pair pair, Setup setup, long seed) {
        Ground ground = pair.ground();
        String key = "run|" + ground.identity() + '|' + ground.sampling() + '|'
                + pair.contender().name() + '|' + setup.method().method() + '|'
                + setup.ending().words() + '|' + seed + (order.timed() ? "|timed" : "");
        boolean timed = order.timed();
        return new Cell(
                key,
                () -> BenchRun.make(new Trial(
                        ground.problem(),
                        ground.oracles(),
                        pair.contender().spec(),
                        setup.method().method(),
                        setup.ending().rule(),
                        SeedTree.of(seed),
                        OptionalLong.empty(),
                        true,
                        timed)));
    }

    private static List<BenchExponent> exponents(List<BenchRow> rows) {
        Map<Pair, List<BenchRow>> series = new LinkedHashMap<>();
        for (BenchRow row : rows) {
            if (row.contender().kind() != Contender.Kind.EXPLICIT) {
                series.computeIfAbsent(new Pair(row.ground(), row.contender()), pair -> new ArrayList<>())
                        .add(row);
            }
        }
        return series.values().stream()
                .filter(each -> each.stream().anyMatch(row -> row.status() == Status.RAN))
                .map(BenchExponent::of)
                .toList();
    }
}
