package org.plumbline.report.regression;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.plumbline.report.model.Baseline;
import org.plumbline.report.model.ClaimRow;
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
     * The text with the effects and costs of a run.
     *
     * @param text that of an expectations file
     * @param report the run; only its profile's section and its claims change
     * @param since the date that is noted
     * @return the new text
     */
    public static String record(String text, Report report, String since) {
        Map<String, Baseline> measured = new TreeMap<>();
        for (ClaimRow row : report.claims()) {
            measured.put(row.id(), Baseline.of(row.evidence(), since));
        }
        String[] profile = {""};
        return text.lines()
                        .map(line -> {
                            Matcher section = PROFILE.matcher(line);
                            if (section.matches()) {
                                profile[0] = section.group(1);
                            }
                            Matcher claim = LINE.matcher(line);
                            boolean ours = profile[0].equals(
                                            report.settings().profile().label())
                                    && claim.matches()
                                    && measured.containsKey(claim.group(1));
                            return ours
                                    ? "  " + claim.group(1) + ": {" + claim.group(2)
                                            + fields(measured.get(claim.group(1))) + "}"
                                    : line;
                        })
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    private static String fields(Baseline baseline) {
        StringBuilder fields = new StringBuilder();
        baseline.effect().ifPresent(effect -> fields.append(", effect: ").append(effect));
        return fields.append(", margin: ")
                .append(baseline.margin())
                .append(", samples: ")
                .append(baseline.samples())
                .append(", since: \"")
                .append(baseline.since())
                .append("\"")
                .toString();
    }
}
