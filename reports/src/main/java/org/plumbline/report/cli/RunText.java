package org.plumbline.report.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.oracle.Draw;
import org.plumbline.report.trial.Returned;
import org.plumbline.report.trial.TrialResult;
import org.plumbline.report.trial.TrialRow;
import org.plumbline.run.StopReason;

/**
 * A run for people.
 *
 * @param output the run
 * @param quiet whether to leave the rows out
 */
record RunText(RunOutput output, boolean quiet) {
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(output.file().name() + " on " + output.trial().problem().id() + ", seed " + output.seed());
        lines.add("  "
                + output.file().values().entrySet().stream()
                        .map(value -> value.getKey() + " = " + value.getValue())
                        .collect(Collectors.joining(", ")));
        lines.add("  answers: " + output.sampling());
        if (output.isForced()) {
            lines.add("  FORCED: " + output.result().unmet().orElseThrow());
        }
        if (!quiet && output.result().stop() != StopReason.NOT_APPLICABLE) {
            lines.addAll(table());
        }
        lines.addAll(summary(output.result()));
        return lines;
    }

    /** Kinds of draws that never happened are left out. */
    private List<String> table() {
        List<Draw> kinds = Stream.of(Draw.values())
                .filter(kind -> output.result().counts().of(kind) > 0)
                .toList();
        List<List<String>> cells = new ArrayList<>();
        cells.add(header(kinds));
        output.result().rows().forEach(row -> cells.add(row(row, kinds)));
        return Columns.aligned(cells);
    }

    private List<String> header(List<Draw> kinds) {
        List<String> header = new ArrayList<>(List.of("t", "N"));
        kinds.forEach(kind -> header.add(kind.label()));
        if (!output.prices().isEmpty()) {
            header.add("cost");
        }
        header.add("‖∇Φ‖²");
        output.optimum().ifPresent(optimum -> header.add("Φ−Φ(φ̄)"));
        header.add("g−g*");
        return header;
    }

    private List<String> row(TrialRow row, List<Draw> kinds) {
        List<String> cells = new ArrayList<>();
        cells.add(Long.toString(row.iteration()));
        cells.add(Long.toString(row.counts().samples()));
        kinds.forEach(kind -> cells.add(Long.toString(row.counts().of(kind))));
        if (!output.prices().isEmpty()) {
            cells.add(Columns.number(row.counts().cost(output.prices())));
        }
        cells.add(row.measured() ? Columns.number(row.squaredNorm()) : "diverged");
        output.optimum().ifPresent(optimum -> cells.add(Columns.number(row.objectiveGap())));
        cells.add(Columns.number(row.lowerGap()));
        return cells;
    }

    private List<String> summary(TrialResult result) {
        List<String> lines = new ArrayList<>();
        String detail = result.detail().isEmpty() ? "" : ": " + result.detail();
        if (result.stop() == StopReason.NOT_APPLICABLE) {
            String advice =
                    result.unmet().isPresent() && !output.trial().force() ? " (--force runs it all the same)" : "";
            lines.add(result.stop() + detail + "; nothing was drawn" + advice);
            return lines;
        }
        lines.add(result.stop() + " after " + result.end().orElseThrow().iteration() + " outer iterations" + detail);
        lines.add("drawn: " + result.counts().samples() + " samples (" + result.counts() + ")");
        result.returned().ifPresent(returned -> lines.add(returned(returned)));
        output.optimum()
                .ifPresent(optimum -> lines.add("Φ(φ̄) = " + optimum.value() + ", " + optimum.kind() + " optimum"));
        left("the domain of g", result.leftDomainAt(), lines);
        left("the region where the PL constant is declared", result.leftRegionAt(), lines);
        if (result.projections() > 0) {
            lines.add("outer steps changed by a projection: " + result.projections() + ", in the later half "
                    + result.tailProjections()
                    + (result.tailProjections() > 0
                            ? ": INCONCLUSIVE, as ‖∇Φ‖² is not the criterion of this run"
                            : ""));
        }
        return lines;
    }

    private static String returned(Returned returned) {
        boolean moved = returned.randomAt() >= 0;
        return "‖∇Φ‖²: last " + Columns.number(returned.last()) + ", best " + Columns.number(returned.best()) + " (t = "
                + returned.bestAt() + ")"
                + (moved
                        ? ", random iterate " + Columns.number(returned.random()) + " (t = " + returned.randomAt()
                                + "), tail mean " + Columns.number(returned.tail()) + ", average "
                                + Columns.number(returned.average())
                        : "");
    }

    private static void left(String what, long at, List<String> lines) {
        if (at >= 0) {
            lines.add("a chain left " + what + " at outer iteration " + at);
        }
    }
}
