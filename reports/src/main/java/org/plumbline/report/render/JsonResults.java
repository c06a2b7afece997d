package org.plumbline.report.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.report.model.Chance;
import org.plumbline.report.model.ClaimRow;
import org.plumbline.report.model.FalseAlarms;
import org.plumbline.report.model.GateLine;
import org.plumbline.report.model.RegisterRow;
import org.plumbline.report.model.Report;
import org.plumbline.report.model.SaboteurRow;
import org.plumbline.report.model.TrapRow;
import org.plumbline.source.Citation;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Table;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.statistics.Interval;

/** The report for programs. A number that is not finite becomes null; {@code environment} alone may change. */
final class JsonResults {
    private static final int SCHEMA_VERSION = 1;

    private JsonResults() {}

    static String of(Report report) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("schemaVersion", SCHEMA_VERSION);
        root.put("profile", report.settings().profile().label());
        root.put("masterSeed", report.settings().masterSeed());
        root.put("asExpected", report.asExpected());
        Map<String, Object> counts = new LinkedHashMap<>();
        report.counts().forEach(count -> counts.put(count.verdict().name(), count.claims()));
        root.put("verdicts", counts);
        root.put(
                "audits",
                report.audits().stream()
                        .map(a -> ordered("id", a.id(), "verdict", a.verdict().name(), "rows", a.rows()))
                        .toList());
        root.put("claims", report.claims().stream().map(JsonResults::claim).toList());
        root.put("register", report.register().stream().map(JsonResults::item).toList());
        root.put("expectedWithoutClaim", report.unclaimed());
        root.put(
                "saboteurs",
                report.saboteurs().stream().map(JsonResults::saboteur).toList());
        root.put("gate", report.gate().stream().map(JsonResults::line).toList());
        Map<String, Object> ledger = new LinkedHashMap<>();
        report.ledger().forEach(row -> ledger.put(row.method(), counts(row.counts())));
        root.put("ledger", ledger);
        Map<String, Object> environment =
                new LinkedHashMap<>(report.environment().facts());
        report.environment().benchmarks().forEach(table -> environment.put(table.name(), rows(table)));
        root.put("environment", environment);
        return JsonText.of(root);
    }

    private static List<Map<String, Object>> rows(Table table) {
        return table.rows().stream()
                .map(row -> {
                    Map<String, Object> cells = new LinkedHashMap<>();
                    for (int i = 0; i < row.size(); i++) {
                        cells.put(table.columns().get(i), row.get(i));
                    }
                    return cells;
                })
                .toList();
    }

    private static Map<String, Object> item(RegisterRow row) {
        Map<String, Object> item = ordered(
                "kind",
                row.item().kind(),
                "statement",
                row.item().statement(),
                "criterion",
                row.item().criterion());
        item.put("claims", row.rows().stream().map(ClaimRow::id).toList());
        Map<String, Object> bearings = new LinkedHashMap<>();
        row.groups()
                .forEach(group -> bearings.put(
                        group.bearing().name().toLowerCase(Locale.ROOT),
                        group.rows().stream().map(ClaimRow::id).toList()));
        item.put("bearings", bearings);
        item.put("verdict", row.verdict().map(Verdict::name).orElse(null));
        item.put("boundary", row.item().boundary());
        return item;
    }

    private static Map<String, Object> saboteur(SaboteurRow row) {
        Map<String, Object> saboteur =
                ordered("id", row.id(), "description", row.description(), "caughtBy", row.caughtBy());
        saboteur.put("traps", row.traps().stream().map(JsonResults::trap).toList());
        return saboteur;
    }

    private static Map<String, Object> line(GateLine line) {
        Map<String, Object> content = ordered(
                "case",
                line.name(),
                "quantity",
                line.quantity(),
                "verdict",
                line.ending().name());
        content.put("account", line.account());
        return content;
    }

    private static Map<String, Object> trap(TrapRow row) {
        Map<String, Object> trap = ordered(
                "claim",
                row.claim(),
                "ending",
                row.ending().name(),
                "sound",
                row.sound().name());
        trap.put("broken", row.broken().name());
        trap.put("reason", row.reason());
        return trap;
    }

    private static Map<String, Object> claim(ClaimRow row) {
        Evidence evidence = row.evidence();
        Map<String, Object> claim = new LinkedHashMap<>();
        claim.put("id", row.id());
        claim.put("statement", row.card().statement());
        claim.put("criterion", row.card().criterion());
        claim.put("guarantee", row.card().guarantee().label());
        claim.put("source", source(row.card().source()));
        claim.put("assumptions", row.card().assumptions());
        claim.put("prediction", row.card().prediction());
        claim.put("rule", row.card().rule());
        claim.put("ruleHash", row.ruleHash());
        claim.put("negativeControl", row.card().negativeControl());
        claim.put("verdict", row.verdict().name());
        claim.put("expected", row.expectation().map(e -> e.verdict().name()).orElse(null));
        claim.put("expectedWhy", row.expectation().map(e -> e.why()).orElse(null));
        claim.put("asExpected", row.asExpected());
        claim.put("chance", row.chance().map(c -> chance(c)).orElse(null));
        claim.put("departures", row.departures());
        claim.put("reason", evidence.reason());
        claim.put("effect", evidence.effect().name());
        claim.put("estimate", JsonText.orNull(evidence.effect().estimate()));
        claim.put("interval", interval(evidence.effect().interval()));
        claim.put(
                "otherEffects",
                evidence.others().stream().map(JsonResults::effect).toList());
        claim.put(
                "controls",
                evidence.controls().stream()
                        .map(c ->
                                ordered("description", c.description(), "rejected", c.rejected(), "detail", c.detail()))
                        .toList());
        claim.put("power", evidence.power());
        claim.put("falseAlarms", row.alarms().map(a -> alarms(row, a)).orElse(null));
        claim.put("seeds", evidence.seeds());
        claim.put("rerun", row.rerun());
        Map<String, Object> ledger = new LinkedHashMap<>();
        evidence.ledger().forEach((method, counts) -> ledger.put(method, counts(counts)));
        claim.put("ledger", ledger);
        claim.put("csv", row.csv());
        return claim;
    }

    private static Map<String, Object> effect(Evidence.Effect effect) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("effect", effect.name());
        content.put("estimate", JsonText.orNull(effect.estimate()));
        content.put("interval", interval(effect.interval()));
        return content;
    }

    private static Map<String, Object> chance(Chance chance) {
        Map<String, Object> content =
                ordered("otherwise", chance.otherwise(), "seeds", chance.seeds(), "adjusted", chance.adjusted());
        content.put("together", chance.together());
        return content;
    }

    private static Map<String, Object> alarms(ClaimRow row, FalseAlarms alarms) {
        Verdict wrong =
                FalseAlarms.wrong(row.expectation().map(e -> e.verdict()).orElse(Verdict.SUPPORTED));
        Map<String, Object> content = ordered(
                "wrong",
                wrong.name(),
                "count",
                alarms.count(wrong),
                "interval",
                interval(Optional.of(alarms.share(wrong))));
        content.put("seeds", alarms.seeds());
        content.put("ruleHash", alarms.ruleHash());
        content.put("since", alarms.since());
        return content;
    }

    private static Map<String, Object> source(Citation source) {
        return ordered(
                "work",
                source.work(),
                "place",
                source.place(),
                "provenance",
                source.provenance().name());
    }

    private static List<Double> interval(Optional<Interval> interval) {
        if (interval.isEmpty()) {
            return null;
        }
        List<Double> ends = new ArrayList<>();
        ends.add(JsonText.orNull(interval.get().lower()));
        ends.add(JsonText.orNull(interval.get().upper()));
        return ends;
    }

    private static Map<String, Long> counts(OracleCounts counts) {
        Map<String, Long> byKind = new LinkedHashMap<>();
        for (Draw kind : Draw.values()) {
            byKind.put(kind.name(), counts.of(kind));
        }
        return byKind;
    }

    private static Map<String, Object> ordered(
            String a, Object valueA, String b, Object valueB, String c, Object valueC) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(a, valueA);
        map.put(b, valueB);
        map.put(c, valueC);
        return map;
    }
}
