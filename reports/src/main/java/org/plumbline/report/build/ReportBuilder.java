package org.plumbline.report.build;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.plumbline.algorithm.AlgorithmCard;
import org.plumbline.report.model.AuditRow;
import org.plumbline.report.model.Baseline;
import org.plumbline.report.model.ClaimRow;
import org.plumbline.report.model.Environment;
import org.plumbline.report.model.Expectation;
import org.plumbline.report.model.Figure;
import org.plumbline.report.model.GateLine;
import org.plumbline.report.model.LedgerRow;
import org.plumbline.report.model.MapFigure;
import org.plumbline.report.model.Report;
import org.plumbline.report.model.SaboteurRow;
import org.plumbline.report.model.Sheet;
import org.plumbline.report.regression.Calibrations;
import org.plumbline.report.regression.Expectations;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Verdict;

/** Puts a report together: the same arguments give the same report. */
public final class ReportBuilder {
    private final Stems anchors = new Stems();
    private final Stems files = new Stems();
    private final Run run;
    private final Expectations expectations;

    private final Calibrations calibrations;
    private final Departures verdicts;

    private ReportBuilder(Run run, Expectations expectations, Calibrations calibrations) {
        this.run = run;
        this.expectations = expectations;
        this.calibrations = calibrations;
        this.verdicts = new Departures(run, expectations, calibrations);
    }

    /**
     * Compares a run with what was recorded.
     *
     * @param run what was found
     * @param expectations what was recorded
     * @param methods the registered methods
     * @param saboteurs the broken variants
     * @param gate methods against what is recorded of them
     * @param calibrations how often claims err, as recorded
     * @param environment when and where
     * @return the report
     */
    public static Report build(
            Run run,
            Expectations expectations,
            List<AlgorithmCard> methods,
            List<SaboteurRow> saboteurs,
            List<GateLine> gate,
            Calibrations calibrations,
            Environment environment) {
        ReportBuilder builder = new ReportBuilder(run, expectations, calibrations);
        List<ClaimRow> claims = run.judged().stream()
                .sorted(Comparator.comparing(judged -> judged.card().id()))
                .map(builder::claim)
                .toList();
        return new Report(
                run.settings(),
                claims,
                audits(claims),
                Register.rows(claims, run.complete()),
                builder.unclaimed(claims),
                run.drawn().entrySet().stream()
                        .map(entry -> new LedgerRow(entry.getKey(), entry.getValue()))
                        .toList(),
                methods,
                saboteurs,
                gate,
                environment);
    }

    private ClaimRow claim(Judged judged) {
        String id = judged.card().id();
        String anchor = anchors.give(id);
        List<Figure> figures = new ArrayList<>();
        judged.evidence()
                .plots()
                .forEach(plot -> figures.add(new Figure(plot, files.give(anchor + "--" + plot.name()))));
        List<MapFigure> maps = new ArrayList<>();
        judged.evidence().maps().forEach(map -> maps.add(new MapFigure(map, files.give(anchor + "--" + map.name()))));
        List<Sheet> sheets = new ArrayList<>();
        judged.evidence()
                .tables()
                .forEach(table -> sheets.add(new Sheet(table, files.give(anchor + "--" + table.name()))));
        Optional<Expectation> expectation = expectations.of(id);
        return new ClaimRow(
                judged.card(),
                judged.evidence(),
                expectation,
                RuleHash.of(judged.card()),
                run.rerunPrefix() + " --claim " + id,
                anchor,
                figures,
                maps,
                sheets,
                expectation.map(e -> departures(e, judged)).orElse(List.of()),
                calibrations.alarms(id),
                expectation.flatMap(
                        e -> verdicts.of(id, e.verdict(), judged.evidence().verdict())));
    }

    /**
     * Effects and costs are those of one master seed; on another one verdicts alone are compared. What failed is compared with
     * nothing and is a departure all the same: it is INCONCLUSIVE, which may be just what is expected of its rule.
     */
    private List<String> departures(Expectation expectation, Judged judged) {
        if (!judged.measured()) {
            return judged.evidence().verdict() == Verdict.NOT_RUN ? List.of() : List.of("Nothing was measured.");
        }
        return run.settings().masterSeed() == Settings.DEFAULT_SEED
                ? expectation
                        .baseline()
                        .map(b -> b.departures(judged.evidence(), Baseline.here()))
                        .orElse(List.of())
                : List.of();
    }

    private static List<AuditRow> audits(List<ClaimRow> claims) {
        Map<String, List<ClaimRow>> byAudit =
                claims.stream().collect(Collectors.groupingBy(ClaimRow::audit, TreeMap::new, Collectors.toList()));
        return byAudit.entrySet().stream()
                .map(entry -> new AuditRow(
                        entry.getKey(),
                        Severity.worst(
                                entry.getValue().stream().map(ClaimRow::verdict).toList()),
                        entry.getValue().stream().map(ClaimRow::id).toList()))
                .toList();
    }

    private List<String> unclaimed(List<ClaimRow> claims) {
        List<String> ids = claims.stream().map(ClaimRow::id).toList();
        return run.complete()
                ? expectations.ids().stream().filter(id -> !ids.contains(id)).toList()
                : List.of();
    }
}
