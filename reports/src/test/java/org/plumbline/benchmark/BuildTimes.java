package org.plumbline.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Prints how long each part of a build took beside what was planned for two cores, and the slowest tests and cells. */
public final class BuildTimes {
    private static final List<String> MODULES = List.of("synthetic-problems", "algorithms", "theory-check", "reports");

    /** The whole job shall take eight minutes, of which tests take two. */
    private static final double TESTS = 120;

    private static final double BENCHMARKS = 20;
    private static final double CLAIMS = 280;
    private static final double REST = 60;
    private static final int SHOWN = 5;

    private static final Pattern TEST =
            Pattern.compile("<testcase name=\"([^\"]*)\" classname=\"([^\"]*)\" time=\"([0-9.,]+)\"");
    private static final Pattern SUITE = Pattern.compile("<testsuite [^>]*\\btime=\"([0-9.,]+)\"");

    private BuildTimes() {}

    private record Timed(String name, double seconds) {}

    /**
     * Prints the tables.
     *
     * @param args the project's folder, and when the build began, as ISO 8601
     * @throws IOException if a file cannot be read
     */
    public static void main(String[] args) throws IOException {
        double whole = Duration.between(Instant.parse(args[1]), Instant.now()).toMillis() / 1000.0;
        System.out.print(text(Path.of(args[0]), whole, Instant.parse(args[1])));
    }

    static String text(Path root, double whole, Instant since) throws IOException {
        List<Timed> tests = new ArrayList<>();
        double allTests = 0;
        for (String module : MODULES) {
            allTests += read(root.resolve(module).resolve("target/surefire-reports"), since, tests);
        }
        Path target = root.resolve("reports/target");
        double benchmarks =
                json(target.resolve("benchmarks.json"), since).path("seconds").asDouble();
        JsonNode environment =
                json(target.resolve("report/results.json"), since).path("environment");
        double claims = number(environment.path("duration").asText("0").replace(" s", ""));
        StringBuilder out =
                new StringBuilder("\nSeconds that the parts of this build took, and what is planned for two cores\n");
        line(out, "tests", allTests, TESTS);
        line(out, "benchmarks", benchmarks, BENCHMARKS);
        line(out, "claims", claims, CLAIMS);
        line(out, "compilation and all else", whole - allTests - benchmarks - claims, REST);
        line(out, "the whole", whole, TESTS + BENCHMARKS + CLAIMS + REST);
        tests.sort(Comparator.comparingDouble(Timed::seconds).reversed());
        if (!tests.isEmpty()) {
            out.append("The slowest tests\n");
        }
        tests.stream()
                .limit(SHOWN)
                .forEach(test -> out.append(String.format(Locale.ROOT, "%8.1f  %s%n", test.seconds, test.name)));
        if (environment.has("slowestCells")) {
            out.append("The slowest cells\n  ")
                    .append(environment.path("slowestCells").asText().replace("; ", "\n  "))
                    .append('\n');
        }
        return out.toString();
    }

    private static void line(StringBuilder out, String part, double seconds, double planned) {
        out.append(String.format(Locale.ROOT, "%8.1f of %4.0f  %s%n", seconds, planned, part));
    }

    /** Reports that an earlier build left count for nothing. */
    private static boolean isOf(Path file, Instant since) throws IOException {
        return Files.isRegularFile(file)
                && !Files.getLastModifiedTime(file).toInstant().isBefore(since);
    }

    /** The sum over classes, which run one after another. */
    private static double read(Path folder, Instant since, List<Timed> tests) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        double sum = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("TEST-"))
                    .toList()) {
                if (!isOf(file, since)) {
                    continue;
                }
                String text = Files.readString(file);
                Matcher suite = SUITE.matcher(text);
                sum += suite.find() ? number(suite.group(1)) : 0;
                Matcher test = TEST.matcher(text);
                while (test.find()) {
                    tests.add(new Timed(
                            test.group(2).replaceFirst(".*\\.", "") + "." + test.group(1), number(test.group(3))));
                }
            }
        }
        return sum;
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace(",", ""));
    }

    private static JsonNode json(Path file, Instant since) throws IOException {
        ObjectMapper json = new ObjectMapper();
        return isOf(file, since) ? json.readTree(Files.readAllBytes(file)) : json.createObjectNode();
    }
}
