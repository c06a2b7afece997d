package org.plumbline.report.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.plumbline.report.model.Expectation;
import org.plumbline.report.model.FalseAlarms;
import org.plumbline.report.regression.Calibrations;
import org.plumbline.report.regression.Expectations;
import org.plumbline.report.render.JsonText;
import org.plumbline.report.verify.Repetitions;
import org.plumbline.report.verify.Shard;
import org.plumbline.theory.CellSink;
import org.plumbline.theory.Claim;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.statistics.Interval;

/**
 * {@code verify --profile calibrate}: the share of wrong decisions of each claim over many master seeds. Ends with 1 where
 * one errs more often than 5 %, by an interval of 95 %.
 *
 * @param claims the claims
 * @param settings the quick profile, and the master seed behind which the others come
 * @param expectations which decision would be wrong
 * @param shard which part to run
 * @param common threads and form of the output
 * @param progress of a number of repetitions
 * @param out where to print
 */
record CalibrationRun(
        List<Claim> claims,
        Settings settings,
        Expectations expectations,
        Shard shard,
        CommonOptions common,
        java.util.function.LongFunction<Progress> progress,
        PrintWriter out) {
    int run(CellSink sink, Path record) throws IOException {
        Calibrations before = record == null ? Calibrations.recorded() : Calibrations.parse(Files.readString(record));
        Repetitions repetitions = new Repetitions(claims, settings, before::seeds, common.threads());
        int planned = repetitions.part(shard).size();
        Results results = repetitions.run(shard, common.threads(), sink, progress.apply(planned));
        if (!shard.isWhole()) {
            out.println(
                    "Part " + shard.index() + " of " + shard.count() + ": " + planned
                            + " repetitions are in the store. Join the stores of all parts with merge, and run without --shard.");
            out.flush();
            return Main.AS_RECORDED;
        }
        Map<String, FalseAlarms> found =
                repetitions.count(results, LocalDate.now(ZoneOffset.UTC).toString());
        if (record != null) {
            Files.writeString(record, before.with(found).text(head(Files.readString(record))));
        }
        print(found, repetitions.seconds(results));
        return found.entrySet().stream().anyMatch(entry -> entry.getValue().tooMany(expected(entry.getKey())))
                ? Main.DIFFERS
                : Main.AS_RECORDED;
    }

    private Verdict expected(String id) {
        return expectations.of(id).map(Expectation::verdict).orElse(Verdict.SUPPORTED);
    }

    /** The comment that a file begins with. */
    private static String head(String text) {
        return text.lines()
                .takeWhile(line -> line.startsWith("#"))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private void print(Map<String, FalseAlarms> found, Map<String, Double> seconds) {
        if (common.json()) {
            List<Object> rows = new ArrayList<>();
            found.forEach((id, alarms) -> rows.add(content(id, alarms, seconds.get(id))));
            out.print(JsonText.of(Map.of("claims", rows)));
        } else {
            int width = found.keySet().stream().mapToInt(String::length).max().orElse(0);
            found.forEach((id, alarms) -> out.println(line(id, width, alarms, seconds.get(id))));
            int decisions = found.values().stream().mapToInt(FalseAlarms::seeds).sum();
            int wrong = found.entrySet().stream()
                    .mapToInt(entry -> entry.getValue().count(FalseAlarms.wrong(expected(entry.getKey()))))
                    .sum();
            out.println("Wrong decisions: " + wrong + " of " + decisions + ".");
        }
        out.flush();
    }

    private String line(String id, int width, FalseAlarms alarms, double seconds) {
        Verdict wrong = FalseAlarms.wrong(expected(id));
        Interval share = alarms.share(wrong);
        return String.format(
                Locale.ROOT,
                "%s  %d seeds, %.2f s each: %s; wrong: %s %d, share in [%.4f, %.4f]%s",
                id + " ".repeat(width - id.length()),
                alarms.seeds(),
                seconds,
                alarms.verdicts().entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", ")),
                wrong,
                alarms.count(wrong),
                share.lower(),
                share.upper(),
                alarms.tooMany(expected(id)) ? ", MORE THAN STATED" : "");
    }

    private Map<String, Object> content(String id, FalseAlarms alarms, double seconds) {
        Map<String, Object> content = new LinkedHashMap<>();
        Verdict wrong = FalseAlarms.wrong(expected(id));
        content.put("id", id);
        content.put("seeds", alarms.seeds());
        Map<String, Object> verdicts = new LinkedHashMap<>();
        alarms.verdicts().forEach((verdict, count) -> verdicts.put(verdict.name(), count));
        content.put("verdicts", verdicts);
        content.put("wrong", wrong.name());
        content.put(
                "interval",
                List.of(alarms.share(wrong).lower(), alarms.share(wrong).upper()));
        content.put("tooMany", alarms.tooMany(expected(id)));
        content.put("secondsPerSeed", seconds);
        return content;
    }
}
