package org.plumbline.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.plumbline.report.input.BenchmarkFile;
import org.plumbline.theory.statistics.Interval;

/**
 * Runs all benchmarks of this package and writes what they measured for the report. {@code smoke} sees that every one runs and gives
 * a finite score, and times nothing to rely on. {@code measure} makes rounds of one fork of every benchmark, so that a ratio
 * compares what ran within minutes of each other, and fails where a ratio is worse than recorded; {@code record} records the
 * ratios instead.
 */
public final class Benchmarks {
    private static final String PACKAGE = "org.plumbline.benchmark.";

    /** Every method with every combination of its parameters. */
    private static final int COUNT = 50;

    private static final int ROUNDS = 5;

    private Benchmarks() {}

    /**
     * Runs the benchmarks.
     *
     * @param args {@code smoke}, {@code measure} or {@code record}; the file for the report; the file of recorded ratios
     * @throws RunnerException if a benchmark fails
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] args) throws RunnerException, IOException {
        if (args.length != 3 || !List.of("smoke", "measure", "record").contains(args[0])) {
            throw new IllegalArgumentException(
                    "The arguments must be smoke, measure or record, a file to write, and a file of ratios.");
        }
        long start = System.nanoTime();
        boolean smoke = args[0].equals("smoke");
        Scores scores = new Scores();
        for (int round = 0; round < (smoke ? 1 : ROUNDS); round++) {
            scores.begin();
            round(smoke, scores);
        }
        List<Quotient> quotients = Quotient.all();
        List<BenchmarkFile.Ratio> ratios =
                quotients.stream().map(each -> ratio(each, scores, smoke)).toList();
        new BenchmarkFile(
                        BenchmarkFile.VERSION,
                        smoke ? "smoke" : BenchmarkFile.MEASURE,
                        scores.rounds(),
                        (System.nanoTime() - start) * 1e-9,
                        "Java " + System.getProperty("java.version") + ", " + System.getProperty("os.arch"),
                        scores.rows(),
                        ratios)
                .write(Path.of(args[1]));
        if (smoke) {
            System.out.println("All " + COUNT + " benchmarks run. mvn -Pbench verify measures.");
            return;
        }
        print(ratios);
        Path baseline = Path.of(args[2]);
        if (args[0].equals("record")) {
            RatioBaseline.write(baseline, ratios);
            return;
        }
        List<String> worse = RatioBaseline.regressions(quotients, ratios, RatioBaseline.read(baseline));
        if (!worse.isEmpty()) {
            worse.forEach(System.err::println);
            System.exit(1);
        }
    }

    private static void round(boolean smoke, Scores scores) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(PACKAGE.replace(".", "\\."))
                .threads(1)
                .shouldFailOnError(true)
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .forks(smoke ? 0 : 1)
                .warmupIterations(smoke ? 0 : 2)
                .warmupTime(TimeValue.milliseconds(400))
                .measurementIterations(smoke ? 1 : 3)
                .measurementTime(TimeValue.milliseconds(smoke ? 10 : 300));
        Collection<RunResult> results = new Runner(options.build()).run();
        results.forEach(result -> add(result, scores));
        // A benchmark that is not found is not an error to JMH.
        if (results.size() != COUNT || scores.size() != COUNT) {
            throw new IllegalStateException(
                    "There must be results of " + COUNT + " benchmarks, but there are " + results.size()
                            + ". Maybe the annotation processor of JMH did not run, or there is a new one to count.");
        }
    }

    private static void add(RunResult result, Scores scores) {
        String name = result.getParams().getBenchmark().replace(PACKAGE, "");
        String parameters = result.getParams().getParamsKeys().stream()
                .sorted()
                .map(key -> key + "=" + result.getParams().getParam(key))
                .collect(Collectors.joining(", "));
        Result<?> primary = result.getPrimaryResult();
        if (!Double.isFinite(primary.getScore()) || primary.getScore() <= 0) {
            throw new IllegalStateException(name + " " + parameters + " has no score: " + primary.getScore());
        }
        Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
        scores.add(
                name,
                parameters,
                primary.getScoreUnit(),
                primary.getScore(),
                allocated == null ? 0 : allocated.getScore());
    }

    private static BenchmarkFile.Ratio ratio(Quotient quotient, Scores scores, boolean smoke) {
        double[] values = quotient.values().apply(scores);
        double mean = Scores.mean(values);
        Interval interval = Scores.interval(values);
        boolean open = smoke || quotient.target().isEmpty();
        return new BenchmarkFile.Ratio(
                quotient.id(),
                quotient.statement(),
                mean,
                interval == null ? null : interval.lower(),
                interval == null ? null : interval.upper(),
                quotient.target(),
                open ? null : quotient.met(mean));
    }

    private static void print(List<BenchmarkFile.Ratio> ratios) {
        System.out.printf("%nRatios, means over %d rounds with 95 %% Student intervals%n", ROUNDS);
        for (BenchmarkFile.Ratio each : ratios) {
            String interval =
                    each.lower() == null ? "" : String.format(Locale.ROOT, " [%.3f, %.3f]", each.lower(), each.upper());
            String target = each.target().isEmpty() ? "" : "; " + each.target() + (each.met() ? ": met" : ": NOT MET");
            System.out.printf(Locale.ROOT, "%-26s %8.3f%s%s%n", each.id(), each.value(), interval, target);
        }
    }
}
