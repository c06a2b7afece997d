package org.plumbline.report.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.plumbline.report.model.ClaimRow;
import org.plumbline.report.model.GateLine;
import org.plumbline.report.model.Report;
import org.plumbline.report.model.SaboteurRow;
import org.plumbline.report.render.JsonText;
import org.plumbline.report.render.ReportFiles;

/** What {@code verify} prints at its end. */
final class Outcome {
    private Outcome() {}

    static void print(Report report, Path folder, CommonOptions common, PrintWriter out) {
        if (common.json()) {
            out.print(JsonText.of(content(report, folder)));
        } else {
            text(report, folder, common.quiet, out);
        }
        out.flush();
    }

    private static void text(Report report, Path folder, boolean quiet, PrintWriter out) {
        report.survivors().forEach(row -> out.println("saboteur " + row.id() + "  SURVIVED: no claim rejects it"));
        report.regressions().forEach(line -> out.println("gate " + line.text()));
        List<ClaimRow> shown = quiet ? report.differing() : report.claims();
        int width = shown.stream().mapToInt(row -> row.id().length()).max().orElse(0);
        for (ClaimRow row : shown) {
            String id = row.id() + " ".repeat(width - row.id().length());
            out.println(id + "  " + row.verdict() + ", "
                    + (row.asExpected() ? row.comparison() : "DIFFERS: " + row.account()));
        }
        report.unclaimed().forEach(id -> out.println(id + "  DIFFERS: a verdict is recorded, but there is no claim"));
        out.println("Verdicts: "
                + report.counts().stream()
                        .map(count -> count.claims() + " " + count.verdict())
                        .collect(Collectors.joining(", ")));
        if (!report.saboteurs().isEmpty()) {
            int survivors = report.survivors().size();
            out.println(
                    "Saboteurs: " + (report.saboteurs().size() - survivors) + " caught, " + survivors + " survived");
        }
        if (!report.gate().isEmpty()) {
            int broken = report.regressions().size();
            out.println("Gate: " + (report.gate().size() - broken) + " lines pass, " + broken + " do not");
        }
        if (!report.explained().isEmpty()) {
            out.println("Otherwise than recorded, as chance explains: "
                    + report.explained().stream().map(ClaimRow::id).collect(Collectors.joining(", ")));
        }
        long differing = report.differing().size()
                + (long) report.unclaimed().size()
                + report.survivors().size()
                + report.regressions().size();
        out.println(
                differing == 0 ? "Everything is as recorded." : "Differing from what is recorded: " + differing + ".");
        out.println("Report: " + folder.resolve(ReportFiles.PAGE));
    }

    private static Map<String, Object> content(Report report, Path folder) {
        Map<String, Object> root = new LinkedHashMap<>();
        Map<String, Object> counts = new LinkedHashMap<>();
        report.counts().forEach(count -> counts.put(count.verdict().name(), count.claims()));
        root.put("verdicts", counts);
        root.put("asExpected", report.asExpected());
        root.put("claims", report.claims().stream().map(Outcome::content).toList());
        root.put("expectedWithoutClaim", report.unclaimed());
        root.put("survivors", report.survivors().stream().map(SaboteurRow::id).toList());
        root.put(
                "regressions", report.regressions().stream().map(GateLine::text).toList());
        root.put("report", folder.resolve(ReportFiles.PAGE).toString());
        return root;
    }

    private static Map<String, Object> content(ClaimRow row) {
        Map<String, Object> claim = new LinkedHashMap<>();
        claim.put("id", row.id());
        claim.put("verdict", row.verdict().name());
        claim.put("expected", row.expectation().map(e -> e.verdict().name()).orElse(null));
        claim.put("asExpected", row.asExpected());
        claim.put("departures", row.departures());
        return claim;
    }
}
