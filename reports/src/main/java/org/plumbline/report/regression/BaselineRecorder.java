package org.plumbline.report.regression;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.plumbline.report.model.Baseline;
import org.plumbline.report.model.MeasuredEffect;
import org.plumbline.report.model.Report;

/**
 * Writes what a run measured into the text of {@code expectations.yaml}, behind verdict and why, which it leaves alone: those
 * are written by people, before a run. Everything else in the text stays as it is, so that the difference can be reviewed.
 */
public final class BaselineRecorder {
    /** A claim's line: its name, verdict and why, and what was recorded of it before. */
    private static final Pattern LINE = Pattern.compile("  ([^ :]+): \\{(verdict: \\w+, why: \"[^\"]*\")(, .*)?\\}");

    private static final Pattern PROFILE = Pattern.compile("(\\w+):.*");

    private BaselineRecorder() {}

    /**
     * A text with what a run measured.
     *
     * @param text the new text
     * @param missing claims of the run for which the text has no line
     */
    public record Recorded(String text, List<String> missing) {}

    /**
     * Writes the effects and costs of a run.
     *
     * @param text that of an expectations file
     * @param report the run; only its profile's section and its claims change
     * @param since the date that is noted
     * @return the new text, and what found no place in it
     */
    public static Recorded record(String text, Report report, String since) {
        Map<String, Baseline> measured = new TreeMap<>();
        report.claims().forEach(row -> measured.put(row.id(), Baseline.of(row.evidence(), since)));
        StringBuilder result = new StringBuilder();
        String profile = "";
        for (String line : text.lines().toList()) {
            Matcher section = PROFILE.matcher(line);
            profile = section.matches() ? section.group(1) : profile;
            Matcher claim = LINE.matcher(line);
            Baseline ours = profile.equals(report.settings().profile().label()) && claim.matches()
                    ? measured.remove(claim.group(1))
                    : null;
            result.append(ours == null ? line : "  " + claim.group(1) + ": {" + claim.group(2) + fields(ours) + "}")
                    .append('\n');
        }
        return new Recorded(result.toString(), List.copyOf(measured.keySet()));
    }

    private static String fields(Baseline baseline) {
        StringBuilder fields = new StringBuilder();
        baseline.effect().ifPresent(effect -> fields.append(", effect: ").append(effect));
        return fields.append(", margin: ")
                .append(baseline.margin())
                .append(others(baseline))
                .append(", samples: ")
                .append(baseline.samples())
                .append(", since: \"")
                .append(baseline.since())
                .append("\", arithmetic: \"")
                .append(baseline.arithmetic())
                .append("\"")
                .toString();
    }

    /** Each name with its estimate, where that is finite, and its margin; nothing for a claim with one effect. */
    private static String others(Baseline baseline) {
        return baseline.others().isEmpty()
                ? ""
                : baseline.others().entrySet().stream()
                        .map(other -> quoted(other.getKey()) + ": " + numbers(other.getValue()))
                        .collect(Collectors.joining(", ", ", others: {", "}"));
    }

    private static String numbers(MeasuredEffect measured) {
        return measured.value().isPresent()
                ? "[" + measured.value().getAsDouble() + ", " + measured.margin() + "]"
                : "[]";
    }

    private static String quoted(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
