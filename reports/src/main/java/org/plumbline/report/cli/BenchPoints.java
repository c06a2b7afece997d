package org.plumbline.report.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.oracle.Draw;
import org.plumbline.report.bench.BenchResult;
import org.plumbline.report.bench.BenchRow;
import org.plumbline.report.bench.BenchRun;
import org.plumbline.report.trial.TrialRow;
import org.plumbline.theory.Table;

/**
 * A matrix of runs in long format, a row for every recorded point of every run. The columns are documented in {@code
 * docs/interchange.md}; those that benchopt has bear its names.
 */
final class BenchPoints {
    private static final String OBJECTIVE = "bilevel";

    private BenchPoints() {}

    static Table table(BenchResult result) {
        List<List<Object>> rows = new ArrayList<>();
        for (BenchRow row : result.rows()) {
            for (int repetition = 0; repetition < row.runs().size(); repetition++) {
                BenchRun run = row.runs().get(repetition);
                for (TrialRow point : run.points()) {
                    rows.add(cells(row, repetition, run, point));
                }
            }
        }
        return new Table("points", "Every recorded point of every run", header(), rows);
    }

    private static List<String> header() {
        return Stream.of(
                        Stream.of(
                                "objective_name",
                                "data_name",
                                "solver_name",
                                "p_solver_epsilon",
                                "idx_rep",
                                "seed",
                                "sampling_strategy",
                                "stop_val",
                                "time",
                                "objective_value",
                                "objective_squared_hypergradient_norm",
                                "objective_lower_gap",
                                "samples"),
                        Stream.of(Draw.values()).map(Draw::name),
                        Stream.of("stop"))
                .flatMap(names -> names)
                .toList();
    }

    private static List<Object> cells(BenchRow row, int repetition, BenchRun run, TrialRow point) {
        List<Object> cells = new ArrayList<>(List.of(
                OBJECTIVE,
                data(row),
                solver(row),
                digits(row.epsilon().orElse(Double.NaN)),
                (long) repetition,
                run.seed(),
                "Callback",
                point.iteration(),
                digits(point.seconds()),
                digits(point.objectiveGap()),
                digits(point.squaredNorm()),
                digits(point.lowerGap()),
                point.counts().samples()));
        for (Draw kind : Draw.values()) {
            cells.add(point.counts().of(kind));
        }
        cells.add(run.stop().name());
        return cells;
    }

    private static String data(BenchRow row) {
        String id = row.ground().problem().id();
        return named(id, given(id, row.ground().given()));
    }

    /** With all that tells two rows of a matrix apart, as curves are drawn by this name. */
    private static String solver(BenchRow row) {
        String name = row.contender().name();
        Stream<String> target = row.epsilon().stream().mapToObj(epsilon -> "epsilon=" + epsilon);
        return named(name, Stream.concat(given(name, row.contender().given()), target));
    }

    private static Stream<String> given(String name, String given) {
        return given.equals(name) ? Stream.empty() : Stream.of("given=" + given);
    }

    private static String named(String name, Stream<String> parameters) {
        String list = parameters.collect(Collectors.joining(","));
        return list.isEmpty() ? name : name + "[" + list + "]";
    }

    private static String digits(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }
}
