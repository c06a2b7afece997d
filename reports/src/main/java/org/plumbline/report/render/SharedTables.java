package org.plumbline.report.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.plumbline.algorithm.AlgorithmCard;
import org.plumbline.algorithm.Rate;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.report.model.ClaimRow;
import org.plumbline.report.model.Report;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Table;
import org.plumbline.theory.statistics.Interval;

/** The numbers of a report that belong to no single chart or table of a claim, as files with all their digits. */
final class SharedTables {
    private SharedTables() {}

    /** The tables that are not empty, by path. */
    static SortedMap<String, Table> of(Report report) {
        SortedMap<String, Table> files = new TreeMap<>();
        Stream.of(
                        report.registered(),
                        verdicts(report),
                        claims(report),
                        effects(report),
                        controls(report),
                        draws(report),
                        ledger(report),
                        methods(report),
                        report.kills(),
                        gate(report))
                .filter(table -> !table.rows().isEmpty())
                .forEach(table -> files.put(path(table), table));
        report.environment().benchmarks().forEach(table -> files.put(path(table), table));
        return files;
    }

    private static String path(Table table) {
        return "data/" + table.name() + ".csv";
    }

    private static Table claims(Report report) {
        return new Table(
                "claims",
                "Verdicts and the quantities that decided them",
                List.of(
                        "claim",
                        "verdict",
                        "expected",
                        "effect",
                        "estimate",
                        "lower",
                        "upper",
                        "p",
                        "reason",
                        "power",
                        "seeds",
                        "criterion",
                        "rule",
                        "rule hash",
                        "run again"),
                report.claims().stream().map(SharedTables::claim).toList());
    }

    private static List<Object> claim(ClaimRow row) {
        Evidence evidence = row.evidence();
        Evidence.Effect effect = evidence.effect();
        return List.of(
                row.id(),
                row.verdict().name(),
                row.expectation().map(e -> e.verdict().name()).orElse(""),
                effect.name(),
                effect.estimate(),
                effect.interval().<Object>map(Interval::lower).orElse(""),
                effect.interval().<Object>map(Interval::upper).orElse(""),
                evidence.refutation().isPresent() ? evidence.refutation().getAsDouble() : "",
                evidence.reason().replaceAll("\\s+", " "),
                evidence.power(),
                evidence.seeds(),
                row.card().criterion(),
                row.card().rule(),
                row.ruleHash(),
                row.rerun());
    }

    private static Table verdicts(Report report) {
        return new Table(
                "verdicts",
                "How often each verdict was given",
                List.of("verdict", "claims"),
                report.counts().stream()
                        .map(count -> List.<Object>of(count.verdict().name(), count.claims()))
                        .toList());
    }

    /** All of every claim, that which stands in its line of the table of claims first. */
    private static Table effects(Report report) {
        return new Table(
                "effects",
                "Every quantity that a claim decided on and that is compared with what is recorded",
                List.of("claim", "effect", "estimate", "lower", "upper"),
                report.claims().stream()
                        .flatMap(row -> Stream.concat(
                                        Stream.of(row.evidence().effect()), row.evidence().others().stream())
                                .map(effect -> effect(row, effect)))
                        .toList());
    }

    private static List<Object> effect(ClaimRow row, Evidence.Effect effect) {
        return List.of(
                row.id(),
                effect.name(),
                effect.estimate(),
                effect.interval().<Object>map(Interval::lower).orElse(""),
                effect.interval().<Object>map(Interval::upper).orElse(""));
    }

    private static Table controls(Report report) {
        return new Table(
                "controls",
                "What was broken on purpose, and whether the same rule rejected it",
                List.of("claim", "broken", "rejected", "numbers"),
                report.claims().stream()
                        .flatMap(row -> row.evidence().controls().stream()
                                .map(c -> List.<Object>of(
                                        row.id(), c.description(), c.rejected() ? "yes" : "no", c.detail())))
                        .toList());
    }

    private static Table draws(Report report) {
        return new Table(
                "draws",
                "What the methods of each claim drew; work that claims share is counted in each",
                counted("claim", "method"),
                report.claims().stream()
                        .flatMap(row -> row.evidence().ledger().entrySet().stream()
                                .map(e -> counts(List.of(row.id(), e.getKey()), e.getValue())))
                        .toList());
    }

    private static Table ledger(Report report) {
        return new Table(
                "ledger",
                "What each method drew in the whole run; work that claims share is counted once",
                counted("method"),
                report.ledger().stream()
                        .map(line -> counts(List.of(line.method()), line.counts()))
                        .toList());
    }

    private static List<String> counted(String... names) {
        List<String> columns = new ArrayList<>(List.of(names));
        Arrays.stream(Draw.values()).map(Draw::label).forEach(columns::add);
        columns.add("samples");
        return columns;
    }

    private static List<Object> counts(List<String> names, OracleCounts counts) {
        List<Object> cells = new ArrayList<>(names);
        Arrays.stream(Draw.values()).map(counts::of).forEach(cells::add);
        cells.add(counts.samples());
        return cells;
    }

    private static Table methods(Report report) {
        return new Table(
                "methods",
                "Exponents of 1/ε in the published numbers of samples, without logarithms",
                List.of("method", "as published", "criterion", "squared units", "norm units", "schedule", "source"),
                report.methods().stream().map(SharedTables::method).toList());
    }

    private static List<Object> method(AlgorithmCard card) {
        Rate rate = card.rate();
        boolean both = rate.criterion().isOfHypergradient();
        return List.of(
                card.name(),
                rate.exponent(),
                rate.criterion().formula(),
                both ? (Object) rate.squaredNormExponent() : "",
                both ? (Object) rate.normExponent() : "",
                card.schedule().sampleExponent(),
                rate.source().work() + ", " + rate.source().place());
    }

    private static Table gate(Report report) {
        return new Table(
                "gate",
                "Methods against what is recorded of them",
                List.of("case", "quantity", "verdict", "what moved"),
                report.gate().stream()
                        .map(line -> List.<Object>of(
                                line.name(), line.quantity(), line.ending().name(), line.account()))
                        .toList());
    }
}
