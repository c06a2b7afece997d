package org.plumbline.report.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.plumbline.oracle.Draw;
import org.plumbline.report.bench.BenchExponent;
import org.plumbline.report.bench.BenchResult;
import org.plumbline.report.bench.BenchRow;
import org.plumbline.report.bench.BenchRun;
import org.plumbline.report.bench.BenchRun.Measure;
import org.plumbline.report.bench.BenchSearch;
import org.plumbline.report.bench.Contender;
import org.plumbline.report.bench.Ground;
import org.plumbline.report.bench.Summary;
import org.plumbline.report.input.AlgorithmFile;
import org.plumbline.report.render.JsonText;
import org.plumbline.run.StopReason;
import org.plumbline.theory.Table;
import org.plumbline.theory.panel.SampleExponent;
import org.plumbline.theory.statistics.Interval;

/**
 * A matrix of runs for programs. The keys are documented in {@code docs/algorithm-files.md}.
 *
 * @param result what was found
 * @param prices of one draw, by kind; may be empty
 */
record BenchOutput(BenchResult result, Map<Draw, Double> prices) {
    /** Why a run can end, once it has begun. */
    static final List<StopReason> STOPS = List.of(StopReason.COMPLETED, StopReason.BUDGET_SPENT, StopReason.DIVERGED);

    private static final List<Measure> NORMS = Arrays.stream(Measure.values())
            .filter(measure -> measure != Measure.GAP)
            .toList();

    /** Copies the map. */
    BenchOutput {
        prices = Map.copyOf(prices);
    }

    /** Everything, for JSON. */
    Map<String, Object> content() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("schemaVersion", 1);
        root.put("masterSeed", result.order().settings().masterSeed());
        root.put("seeds", result.order().seeds());
        root.put("epsilons", result.order().epsilons());
        root.put("profile", result.order().settings().profile().label());
        root.put("rows", result.rows().stream().map(this::content).toList());
        root.put(
                "exponents",
                result.exponents().stream().map(BenchOutput::content).toList());
        root.put(
                "searches", result.searches().stream().map(BenchOutput::content).toList());
        return root;
    }

    private static Map<String, Object> names(Ground ground, Contender contender) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("problem", ground.problem().id());
        content.put("problemGiven", ground.given());
        content.put("algorithm", contender.name());
        content.put("algorithmGiven", contender.given());
        return content;
    }

    private Map<String, Object> content(BenchRow row) {
        Map<String, Object> content = names(row.ground(), row.contender());
        content.put("epsilon", orNull(row.epsilon()));
        content.put("status", row.status().name());
        content.put("reason", row.reason());
        content.put("unmetRequirement", row.unmet().orElse(null));
        content.put("forced", row.isForced());
        content.put("hyperparameters", row.method().map(AlgorithmFile::values).orElse(null));
        content.put("sampling", row.ground().sampling());
        Map<String, Object> stops = new LinkedHashMap<>();
        STOPS.forEach(stop -> stops.put(stop.name(), row.ended(stop)));
        content.put("stops", stops);
        content.put("firstDivergedAt", orNull(row.firstDivergence()));
        content.put("leftDomain", row.having(run -> run.leftDomainAt() >= 0));
        content.put("leftRegion", row.having(run -> run.leftRegionAt() >= 0));
        content.put("projected", row.having(run -> run.projections() > 0));
        content.put("tailProjected", row.having(run -> run.tailProjections() > 0));
        content.put("iterations", JsonText.orNull(row.median(BenchRun::iterations)));
        content.put("samples", JsonText.orNull(samples(row)));
        Map<String, Object> counts = new LinkedHashMap<>();
        for (Draw kind : Draw.values()) {
            counts.put(kind.name(), JsonText.orNull(drawn(row, kind)));
        }
        content.put("counts", counts);
        content.put("cost", prices.isEmpty() ? null : JsonText.orNull(cost(row)));
        Map<String, Object> norms = new LinkedHashMap<>();
        NORMS.forEach(measure -> norms.put(measure.key(), content(row.summary(measure))));
        content.put("squaredHypergradientNorm", norms);
        content.put("objectiveGap", content(row.summary(Measure.GAP)));
        content.put("runs", row.runs().stream().map(BenchOutput::content).toList());
        return content;
    }

    private static Map<String, Object> content(Summary summary) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("median", JsonText.orNull(summary.median()));
        content.put("interquartileMean", JsonText.orNull(summary.interquartileMean()));
        content.put(
                "lower95",
                summary.interval().map(i -> JsonText.orNull(i.lower())).orElse(null));
        content.put(
                "upper95",
                summary.interval().map(i -> JsonText.orNull(i.upper())).orElse(null));
        return content;
    }

    private static Map<String, Object> content(BenchRun run) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("seed", run.seed());
        content.put("stop", run.stop().name());
        content.put("iterations", run.iterations());
        content.put("divergedAt", orNull(run.divergedAt()));
        content.put("samples", run.counts().samples());
        content.put("projections", run.projections());
        content.put("tailProjections", run.tailProjections());
        for (Measure measure : Measure.values()) {
            content.put(measure.key(), JsonText.orNull(run.value(measure)));
        }
        return content;
    }

    private static Map<String, Object> content(BenchExponent exponent) {
        Map<String, Object> content = names(exponent.ground(), exponent.contender());
        content.put("targets", exponent.targets());
        content.put("seedsUsed", exponent.seeds());
        content.put("reason", exponent.reason());
        content.put("squaredNorm", exponent.squared().map(r -> content(r, 1)).orElse(null));
        content.put("norm", exponent.squared().map(r -> content(r, 2)).orElse(null));
        double scheduled = exponent.contender().spec().card().schedule().sampleExponent();
        content.put("scheduleSquaredNorm", scheduled);
        content.put("scheduleNorm", 2 * scheduled);
        return content;
    }

    private static Map<String, Object> content(SampleExponent r, int factor) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("estimate", JsonText.orNull(factor * r.estimate()));
        content.put("lower95", JsonText.orNull(factor * r.lower()));
        content.put("upper95", JsonText.orNull(factor * r.upper()));
        return content;
    }

    private static Map<String, Object> content(BenchSearch search) {
        Map<String, Object> content = names(search.ground(), search.contender());
        content.put("epsilon", search.epsilon());
        content.put("constants", search.found().constants());
        content.put("reached", search.found().reached());
        content.put("trials", search.trials());
        content.put("failedTrials", search.found().failedTrials());
        content.put("samples", search.found().samples());
        return content;
    }

    double samples(BenchRow row) {
        return row.median(run -> (double) run.counts().samples());
    }

    double drawn(BenchRow row, Draw kind) {
        return row.median(run -> (double) run.counts().of(kind));
    }

    double cost(BenchRow row) {
        return row.median(run -> run.counts().cost(prices));
    }

    Optional<BenchExponent> exponent(BenchRow row) {
        return result.exponents().stream()
                .filter(e -> e.ground().equals(row.ground()) && e.contender().equals(row.contender()))
                .findFirst();
    }

    Optional<BenchSearch> search(BenchRow row) {
        return result.searches().stream()
                .filter(s -> s.ground().equals(row.ground()) && s.contender().equals(row.contender()))
                .findFirst();
    }

    /** The rows with all digits; what is not known is empty, what is infinite says so. */
    Table table() {
        List<List<Object>> rows = new ArrayList<>();
        List<String> header = List.of();
        for (BenchRow row : result.rows()) {
            Map<String, Object> cells = cells(row);
            header = List.copyOf(cells.keySet());
            rows.add(List.copyOf(cells.values()));
        }
        return new Table("bench", "A matrix of runs", header, rows);
    }

    private Map<String, Object> cells(BenchRow row) {
        Map<String, Object> cells = names(row.ground(), row.contender());
        cells.put("epsilon", digits(row.epsilon().orElse(Double.NaN)));
        cells.put("status", row.status().name());
        cells.put("reason", row.reason());
        cells.put("forced", row.isForced());
        cells.put("sampling", row.ground().sampling());
        cells.put("runs", row.runs().size());
        STOPS.forEach(stop -> cells.put(stop.name(), row.ended(stop)));
        cells.put("firstDivergedAt", row.firstDivergence() < 0 ? "" : row.firstDivergence());
        cells.put("iterations", digits(row.median(BenchRun::iterations)));
        cells.put("samples", digits(samples(row)));
        for (Draw kind : Draw.values()) {
            cells.put(kind.name(), digits(drawn(row, kind)));
        }
        cells.put("cost", prices.isEmpty() ? "" : digits(cost(row)));
        for (Measure measure : Measure.values()) {
            Summary summary = row.summary(measure);
            String name = measure == Measure.GAP ? "objectiveGap" : measure.key() + "SquaredNorm";
            cells.put(name + "Median", digits(summary.median()));
            cells.put(name + "InterquartileMean", digits(summary.interquartileMean()));
            if (measure == Measure.TAIL) {
                cells.put(
                        name + "Lower95",
                        summary.interval()
                                .map(Interval::lower)
                                .map(BenchOutput::digits)
                                .orElse(""));
                cells.put(
                        name + "Upper95",
                        summary.interval()
                                .map(Interval::upper)
                                .map(BenchOutput::digits)
                                .orElse(""));
            }
        }
        Optional<SampleExponent> r = exponent(row).flatMap(BenchExponent::squared);
        for (int factor = 1; factor <= 2; factor++) {
            String name = factor == 1 ? "exponentSquaredNorm" : "exponentNorm";
            cells.put(name, digits(factor * r.map(SampleExponent::estimate).orElse(Double.NaN)));
            cells.put(
                    name + "Lower95",
                    digits(factor * r.map(SampleExponent::lower).orElse(Double.NaN)));
            cells.put(
                    name + "Upper95",
                    digits(factor * r.map(SampleExponent::upper).orElse(Double.NaN)));
        }
        cells.put(
                "samplesOfSearch",
                search(row).map(s -> "" + s.found().samples()).orElse(""));
        return cells;
    }

    private static String digits(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }

    private static Double orNull(OptionalDouble value) {
        return value.isPresent() ? (Double) value.getAsDouble() : null;
    }

    private static Long orNull(long index) {
        return index < 0 ? null : (Long) index;
    }
}
