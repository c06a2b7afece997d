package org.plumbline.benchmark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link SamplingBenchmark} and prints, for each of its methods, the cost of a transition and its ratio to three normal draws.
 * The argument {@code measure} makes rounds of one fork of every method, so that a ratio compares what ran within seconds of each
 * other, and prints the median over the rounds with the range. The argument {@code smoke} only sees that all methods run; it
 * times nothing to rely on.
 */
public final class SamplingCost {
    private static final String YARDSTICK = "threeNormals";
    private static final int METHODS = 6;
    private static final int ROUNDS = 7;

    private SamplingCost() {}

    /**
     * Runs the benchmarks.
     *
     * @param args {@code smoke} or {@code measure}
     * @throws RunnerException if a benchmark fails
     */
    public static void main(String[] args) throws RunnerException {
        boolean measure = args.length == 1 && args[0].equals("measure");
        if (!measure && !(args.length == 1 && args[0].equals("smoke"))) {
            throw new IllegalArgumentException("The argument must be smoke or measure.");
        }
        Map<String, List<Double>> costs = new TreeMap<>();
        for (int round = 0; round < (measure ? ROUNDS : 1); round++) {
            round(measure)
                    .forEach((method, cost) -> costs.computeIfAbsent(method, m -> new ArrayList<>())
                            .add(cost));
        }
        if (measure) {
            print(costs);
        } else {
            System.out.println("All " + METHODS + " benchmarks run. -Dplumbline.benchmark=measure measures.");
        }
    }

    private static Map<String, Double> round(boolean measure) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(SamplingBenchmark.class.getName())
                .threads(1)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .forks(measure ? 1 : 0)
                .warmupIterations(measure ? 4 : 0)
                .warmupTime(TimeValue.milliseconds(500))
                .measurementIterations(measure ? 5 : 1)
                .measurementTime(TimeValue.milliseconds(measure ? 300 : 20));
        Collection<RunResult> results = new Runner(options.build()).run();
        Map<String, Double> costs = new TreeMap<>();
        for (RunResult result : results) {
            costs.put(
                    result.getPrimaryResult().getLabel(),
                    result.getPrimaryResult().getScore());
        }
        // A benchmark that is not found is not an error to JMH.
        if (costs.size() != METHODS) {
            throw new IllegalStateException("There must be results of " + METHODS + " methods, but there are "
                    + costs.keySet() + ". Maybe the annotation processor of JMH did not run.");
        }
        return costs;
    }

    private static void print(Map<String, List<Double>> costs) {
        System.out.printf(
                Locale.ROOT,
                "%nns a transition, and ratio to three normal draws: median over %d rounds [least, greatest]%n",
                ROUNDS);
        List<Double> yardstick = costs.get(YARDSTICK);
        costs.forEach((method, cost) -> {
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < cost.size(); round++) {
                ratios.add(cost.get(round) / yardstick.get(round));
            }
            System.out.printf(Locale.ROOT, "%-20s %s   %s%n", method, summary(cost), summary(ratios));
        });
    }

    private static String summary(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "%7.2f [%.2f, %.2f]",
                sorted.get(sorted.size() / 2),
                sorted.get(0),
                sorted.get(sorted.size() - 1));
    }
}
