package org.plumbline.report.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.problem.KnownOptimum;
import org.plumbline.report.input.AlgorithmFile;
import org.plumbline.report.render.JsonText;
import org.plumbline.report.trial.Returned;
import org.plumbline.report.trial.Trial;
import org.plumbline.report.trial.TrialResult;
import org.plumbline.report.trial.TrialRow;
import org.plumbline.run.StopReason;
import org.plumbline.run.TracePoint;

/**
 * A run for programs. The keys are documented in {@code docs/algorithm-files.md}.
 *
 * @param trial what was to be run
 * @param file the method as it was chosen
 * @param sampling what the method saw, in words
 * @param seed the master seed
 * @param prices of one draw, by kind; may be empty
 * @param result what was found
 */
record RunOutput(
        Trial trial, AlgorithmFile file, String sampling, long seed, Map<Draw, Double> prices, TrialResult result) {
    /** Copies the map. */
    RunOutput {
        prices = Map.copyOf(prices);
    }

    /** Everything, for JSON. */
    Map<String, Object> content() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("schemaVersion", 1);
        root.put("problem", trial.problem().id());
        root.put("algorithm", file.name());
        root.put("hyperparameters", file.values());
        root.put("sampling", sampling);
        root.put("seed", seed);
        root.put("stop", result.stop().name());
        root.put("detail", result.detail());
        root.put("iterations", result.end().map(TracePoint::iteration).orElse(0L));
        root.put("divergedAt", orNull(result.divergedAt()));
        root.put("unmetRequirement", result.unmet().orElse(null));
        root.put("forced", isForced());
        root.put("leftDomainAt", orNull(result.leftDomainAt()));
        root.put("leftRegionAt", orNull(result.leftRegionAt()));
        root.put("projections", result.projections());
        root.put("tailProjections", result.tailProjections());
        root.put("conclusive", result.tailProjections() == 0);
        root.put("samples", result.counts().samples());
        root.put("counts", counts(result.counts()));
        root.put("cost", prices.isEmpty() ? null : result.counts().cost(prices));
        root.put("knownOptimum", optimum().map(RunOutput::content).orElse(null));
        root.put(
                "squaredHypergradientNorm",
                result.returned().map(RunOutput::content).orElse(null));
        root.put("phi", result.end().map(TracePoint::phi).map(RunOutput::finite).orElse(null));
        root.put(
                "lambda",
                result.end().map(TracePoint::lambda).map(RunOutput::finite).orElse(null));
        root.put("rows", result.rows().stream().map(this::content).toList());
        return root;
    }

    /** Whether the method ran although its theorem says nothing about the problem. */
    boolean isForced() {
        return result.unmet().isPresent() && trial.force() && result.stop() != StopReason.NOT_APPLICABLE;
    }

    Optional<KnownOptimum> optimum() {
        return trial.problem().truth().knownOptimum();
    }

    private static Map<String, Object> content(KnownOptimum optimum) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("value", optimum.value());
        content.put("kind", optimum.kind().toString());
        return content;
    }

    private static Map<String, Object> content(Returned returned) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("last", JsonText.orNull(returned.last()));
        content.put("best", JsonText.orNull(returned.best()));
        content.put("bestAt", returned.bestAt());
        content.put("random", JsonText.orNull(returned.random()));
        content.put("randomAt", orNull(returned.randomAt()));
        content.put("tail", JsonText.orNull(returned.tail()));
        content.put("average", JsonText.orNull(returned.average()));
        return content;
    }

    private Map<String, Object> content(TrialRow row) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("t", row.iteration());
        content.put("measured", row.measured());
        content.put("samples", row.counts().samples());
        content.put("counts", counts(row.counts()));
        content.put("cost", prices.isEmpty() ? null : row.counts().cost(prices));
        content.put("squaredHypergradientNorm", JsonText.orNull(row.squaredNorm()));
        content.put("objectiveGap", JsonText.orNull(row.objectiveGap()));
        content.put("lowerGap", JsonText.orNull(row.lowerGap()));
        return content;
    }

    private static Map<String, Long> counts(OracleCounts counts) {
        Map<String, Long> byKind = new LinkedHashMap<>();
        for (Draw kind : Draw.values()) {
            byKind.put(kind.name(), counts.of(kind));
        }
        return byKind;
    }

    private static Long orNull(long index) {
        return index < 0 ? null : index;
    }

    /** JSON has no infinity. */
    private static List<Double> finite(double[] point) {
        return Arrays.stream(point).mapToObj(JsonText::orNull).toList();
    }

    /** The rows with all digits; what was not measured is empty, what is infinite says so, the last row says why the run ended. */
    String csv() {
        StringJoiner header = new StringJoiner(",", "", "\n");
        header.add("t").add("samples");
        for (Draw kind : Draw.values()) {
            header.add(kind.name());
        }
        header.add("cost")
                .add("squaredHypergradientNorm")
                .add("objectiveGap")
                .add("lowerGap")
                .add("stop");
        StringBuilder text = new StringBuilder(header.toString());
        int left = result.rows().size();
        for (TrialRow row : result.rows()) {
            left--;
            StringJoiner line = new StringJoiner(",", "", "\n");
            line.add(Long.toString(row.iteration()))
                    .add(Long.toString(row.counts().samples()));
            for (Draw kind : Draw.values()) {
                line.add(Long.toString(row.counts().of(kind)));
            }
            line.add(prices.isEmpty() ? "" : Double.toString(row.counts().cost(prices)));
            line.add(digits(row.squaredNorm())).add(digits(row.objectiveGap())).add(digits(row.lowerGap()));
            line.add(left == 0 ? result.stop().name() : "");
            text.append(line);
        }
        return text.toString();
    }

    private static String digits(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }
}
