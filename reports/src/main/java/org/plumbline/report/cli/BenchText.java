package org.plumbline.report.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.numeric.Vectors;
import org.plumbline.oracle.Draw;
import org.plumbline.problem.KnownOptimum;
import org.plumbline.report.bench.BenchExponent;
import org.plumbline.report.bench.BenchRow;
import org.plumbline.report.bench.BenchRow.Status;
import org.plumbline.report.bench.BenchRun;
import org.plumbline.report.bench.BenchRun.Measure;
import org.plumbline.report.bench.BenchSearch;
import org.plumbline.report.bench.Contender;
import org.plumbline.report.bench.Ground;
import org.plumbline.report.bench.Summary;
import org.plumbline.run.StopReason;
import org.plumbline.theory.panel.SampleExponent;

/**
 * A matrix of runs for people, instance by instance.
 *
 * @param output the matrix
 * @param quiet whether to leave out what was drawn and searched
 */
record BenchText(BenchOutput output, boolean quiet) {
    private static final String NO_TARGET = "–";

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Ground ground : output.result().order().grounds()) {
            lines.addAll(lines(ground));
        }
        return lines;
    }

    private List<String> lines(Ground ground) {
        List<BenchRow> rows = output.result().rows().stream()
                .filter(row -> row.ground().equals(ground))
                .toList();
        List<BenchRow> ran =
                rows.stream().filter(row -> row.status() == Status.RAN).toList();
        List<String> lines = new ArrayList<>();
        String file = ground.given().equals(ground.problem().id()) ? "" : " (" + ground.given() + ")";
        lines.add(ground.problem().id() + file + ", answers: " + ground.sampling() + ", "
                + output.result().order().seeds() + " seeds of master seed "
                + output.result().order().settings().masterSeed());
        if (!quiet && !ran.isEmpty()) {
            lines.add("drawn by a run, median over seeds:");
            lines.addAll(drawn(ran));
        }
        if (!ran.isEmpty()) {
            lines.add(
                    "reached, median over seeds and (interquartile mean); the interval is that of the interquartile mean:");
            lines.addAll(reached(ran, ground.problem().truth().knownOptimum().map(KnownOptimum::kind)));
        }
        start(ground, ran, lines);
        reasons(rows, lines);
        ran.forEach(row -> note(row, lines));
        exponents(ground, lines);
        if (!quiet) {
            searches(ground, lines);
        }
        return lines;
    }

    private List<String> drawn(List<BenchRow> rows) {
        List<Draw> kinds = Stream.of(Draw.values())
                .filter(kind -> rows.stream().anyMatch(row -> output.drawn(row, kind) > 0))
                .toList();
        List<List<String>> cells = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("method", "ε", "T", "N"));
        kinds.forEach(kind -> header.add(kind.label()));
        if (!output.prices().isEmpty()) {
            header.add("cost");
        }
        BenchOutput.STOPS.forEach(stop -> header.add(stop.name()));
        cells.add(header);
        for (BenchRow row : rows) {
            List<String> line = new ArrayList<>(List.of(label(row.contender()), epsilon(row)));
            line.add(count(row.median(BenchRun::iterations)));
            line.add(count(output.samples(row)));
            kinds.forEach(kind -> line.add(count(output.drawn(row, kind))));
            if (!output.prices().isEmpty()) {
                line.add(Columns.number(output.cost(row)));
            }
            BenchOutput.STOPS.forEach(stop -> line.add(Long.toString(row.ended(stop))));
            cells.add(line);
        }
        return Columns.aligned(cells);
    }

    private static List<String> reached(List<BenchRow> rows, Optional<KnownOptimum.Kind> optimum) {
        List<List<String>> cells = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of(
                "method",
                "ε",
                "tail mean ‖∇Φ‖²",
                "95 % interval",
                "average ‖∇Φ‖²",
                "random iterate ‖∇Φ‖²",
                "last ‖∇Φ‖²",
                "best ‖∇Φ‖²"));
        optimum.ifPresent(kind -> header.add("last Φ−Φ(φ̄), " + kind + " φ̄"));
        cells.add(header);
        for (BenchRow row : rows) {
            List<String> line = new ArrayList<>(List.of(label(row.contender()), epsilon(row)));
            for (Measure measure : Measure.values()) {
                Summary summary = row.summary(measure);
                if (measure != Measure.GAP || optimum.isPresent()) {
                    line.add(Columns.number(summary.median()) + " (" + Columns.number(summary.interquartileMean())
                            + ")");
                }
                if (measure == Measure.TAIL) {
                    line.add(summary.interval()
                            .map(i -> "[" + Columns.number(i.lower()) + ", " + Columns.number(i.upper()) + "]")
                            .orElse("–"));
                }
            }
            cells.add(line);
        }
        return Columns.aligned(cells);
    }

    /** A target that the start meets asks nothing of a method. */
    private static void start(Ground ground, List<BenchRow> rows, List<String> lines) {
        double norm = Vectors.squaredNorm(
                ground.problem().truth().hypergradient(ground.problem().start().phi()));
        List<String> met = rows.stream()
                .filter(row -> row.epsilon().orElse(0) >= norm)
                .map(BenchText::epsilon)
                .distinct()
                .toList();
        if (!met.isEmpty()) {
            lines.add("‖∇Φ‖² at the start is " + Columns.number(norm) + ", so that it meets the target ε = "
                    + String.join(", ", met) + " already, and no method has anything to do");
        }
    }

    /** Why rows are missing, or there in spite of a theorem: one line for all targets of a method for which it is the same. */
    private static void reasons(List<BenchRow> rows, List<String> lines) {
        Map<List<String>, List<String>> targets = new LinkedHashMap<>();
        for (BenchRow row : rows) {
            if (row.status() != Status.RAN || row.isForced()) {
                targets.computeIfAbsent(List.of(label(row.contender()), reason(row)), key -> new ArrayList<>())
                        .add(epsilon(row));
            }
        }
        targets.forEach((key, epsilons) ->
                lines.add(key.get(0) + (epsilons.get(0).equals(NO_TARGET) ? "" : ", ε = " + String.join(", ", epsilons))
                        + ": " + key.get(1)));
    }

    private static String reason(BenchRow row) {
        if (row.isForced()) {
            return "FORCED: " + row.unmet().orElseThrow();
        }
        // Force helps against an assumption that is not met, and not against a missing oracle.
        boolean helps = row.unmet().equals(Optional.of(row.reason()));
        return row.status() + ": " + row.reason() + (helps ? " (--force runs it all the same)" : "");
    }

    /** What a number in a table would hide. */
    private static void note(BenchRow row, List<String> lines) {
        String name = label(row.contender()) + (row.epsilon().isPresent() ? ", ε = " + epsilon(row) : "") + ": ";
        if (row.ended(StopReason.DIVERGED) > 0) {
            lines.add(
                    name + row.ended(StopReason.DIVERGED) + " of " + row.runs().size()
                            + " runs DIVERGED, the first after outer iteration " + row.firstDivergence()
                            + "; they count as infinite");
        }
        note(name, row, row.having(run -> run.leftDomainAt() >= 0), "left the domain of g", lines);
        note(
                name,
                row,
                row.having(run -> run.leftRegionAt() >= 0),
                "left the region where the PL constant is declared",
                lines);
        note(name, row, row.having(run -> run.projections() > 0), "had outer steps that a projection changed", lines);
        note(
                name,
                row,
                row.having(run -> run.tailProjections() > 0),
                "had such steps in their later half and are INCONCLUSIVE: ‖∇Φ‖² is not their criterion, and has no number here",
                lines);
    }

    private static void note(String name, BenchRow row, long runs, String what, List<String> lines) {
        if (runs > 0) {
            lines.add(name + runs + " of " + row.runs().size() + " runs " + what);
        }
    }

    private void exponents(Ground ground, List<String> lines) {
        List<BenchExponent> all = output.result().exponents().stream()
                .filter(exponent -> exponent.ground().equals(ground))
                .toList();
        List<List<String>> cells = new ArrayList<>();
        cells.add(List.of(
                "method",
                "targets",
                "seeds",
                "r for E = ‖∇Φ‖²",
                "r for E = ‖∇Φ‖",
                "schedule's r for ‖∇Φ‖²",
                "schedule's r for ‖∇Φ‖"));
        List<String> without = new ArrayList<>();
        for (BenchExponent exponent : all) {
            if (exponent.squared().isPresent()) {
                double scheduled = exponent.contender().spec().card().schedule().sampleExponent();
                SampleExponent r = exponent.squared().get();
                cells.add(List.of(
                        label(exponent.contender()),
                        Integer.toString(exponent.targets().size()),
                        Long.toString(exponent.seeds()),
                        exponent(r, 1),
                        exponent(r, 2),
                        round(scheduled),
                        round(2 * scheduled)));
            } else {
                without.add(label(exponent.contender()) + ": no exponent: " + exponent.reason());
            }
        }
        if (cells.size() > 1) {
            lines.add("samples against the tail error E that was achieved, N = Õ(E^-r), with 95 % interval:");
            lines.addAll(Columns.aligned(cells));
        }
        lines.addAll(quiet ? List.of() : without);
    }

    private static String exponent(SampleExponent r, int factor) {
        return round(factor * r.estimate()) + " [" + round(factor * r.lower()) + ", " + round(factor * r.upper()) + "]";
    }

    private void searches(Ground ground, List<String> lines) {
        for (BenchSearch search : output.result().searches()) {
            if (search.ground().equals(ground)) {
                lines.add(label(search.contender()) + ": the search at ε = " + search.epsilon() + " drew "
                        + search.found().samples() + " samples in " + search.trials() + " trials, of which "
                        + search.found().failedTrials() + " failed; target reached: "
                        + search.found().reached() + "; "
                        + search.found().constants().entrySet().stream()
                                .map(c -> c.getKey() + " = " + String.format(Locale.ROOT, "%.4g", c.getValue()))
                                .collect(Collectors.joining(", ")));
            }
        }
    }

    private static String label(Contender contender) {
        boolean named = contender.kind() == Contender.Kind.CALIBRATED;
        return contender.name() + (named ? "" : " (" + contender.given() + ")");
    }

    private static String epsilon(BenchRow row) {
        return row.epsilon().isPresent() ? Double.toString(row.epsilon().getAsDouble()) : NO_TARGET;
    }

    /** A median of whole numbers may end in a half. */
    private static String count(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
    }

    private static String round(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        return Double.isInfinite(value) ? "∞" : String.format(Locale.ROOT, "%.3g", value);
    }
}
