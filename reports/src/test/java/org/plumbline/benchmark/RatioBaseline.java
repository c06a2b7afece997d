package org.plumbline.benchmark;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.report.input.BenchmarkFile;

/** Recorded ratios, and what has become worse than they are. */
final class RatioBaseline {
    /** By how much a ratio may be worse. */
    static final double MARGIN = 0.2;

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private RatioBaseline() {}

    /** The recorded values by name. */
    static Map<String, Double> read(Path file) throws IOException {
        return YAML.readValue(Files.readAllBytes(file), new TypeReference<TreeMap<String, Double>>() {});
    }

    static void write(Path file, List<BenchmarkFile.Ratio> ratios) throws IOException {
        StringBuilder text = new StringBuilder(
                "# Ratios of speeds in one run, as \"mvn -Pbench verify -Dplumbline.benchmark=record\" found them.\n");
        ratios.stream()
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .forEach(each -> text.append(String.format(Locale.ROOT, "%s: %.3g\n", each.id(), each.value())));
        Files.writeString(file, text);
    }

    /**
     * One line for every ratio that is worse than recorded by more than the margin, and for every one that misses a target which the
     * record meets. In both its whole interval has to be there, so that a ratio whose true value is not there is called so in at
     * most one run of forty, for each of the two.
     */
    static List<String> regressions(
            List<Quotient> quotients, List<BenchmarkFile.Ratio> ratios, Map<String, Double> recorded) {
        List<String> worse = new ArrayList<>();
        for (int i = 0; i < quotients.size(); i++) {
            BenchmarkFile.Ratio now = ratios.get(i);
            Double before = recorded.get(now.id());
            if (before == null) {
                worse.add(now.id() + " is not recorded");
                continue;
            }
            if (isWorse(quotients.get(i).better(), now, before)) {
                worse.add(line(now, before, String.format(Locale.ROOT, "worse by more than %.0f %%", 100 * MARGIN)));
            }
            if (quotients.get(i).met(before) && quotients.get(i).misses(now.lower(), now.upper())) {
                worse.add(line(now, before, "not " + now.target() + " any more"));
            }
        }
        return worse;
    }

    private static String line(BenchmarkFile.Ratio now, double before, String what) {
        return String.format(
                Locale.ROOT,
                "%s is %.3g [%.3g, %.3g], recorded %.3g: %s",
                now.id(),
                now.value(),
                now.lower(),
                now.upper(),
                before,
                what);
    }

    private static boolean isWorse(Quotient.Better better, BenchmarkFile.Ratio now, double before) {
        return switch (better) {
            case LESS -> now.lower() > before * (1 + MARGIN);
            case MORE -> now.upper() < before * (1 - MARGIN);
            case NEITHER -> false;
        };
    }
}
