package org.plumbline.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.plumbline.report.input.BenchmarkFile;
import org.plumbline.theory.statistics.Interval;
import org.plumbline.theory.statistics.StudentInterval;

/** What was measured, round by round. */
final class Scores {
    private final Map<String, Samples> byName = new TreeMap<>();
    private int rounds;

    private record Samples(
            String benchmark, String parameters, String unit, List<Double> scores, List<Double> allocated) {}

    /** The benchmarks of one round by name. */
    @FunctionalInterface
    interface Round {
        /**
         * The score of a benchmark.
         *
         * @param name class and method, and parameters after a space
         * @return in its unit
         */
        double of(String name);
    }

    void begin() {
        rounds++;
    }

    void add(String benchmark, String parameters, String unit, double score, double allocated) {
        Samples samples = byName.computeIfAbsent(
                name(benchmark, parameters),
                n -> new Samples(benchmark, parameters, unit, new ArrayList<>(), new ArrayList<>()));
        samples.scores.add(score);
        samples.allocated.add(allocated);
    }

    private static String name(String benchmark, String parameters) {
        return parameters.isEmpty() ? benchmark : benchmark + ' ' + parameters;
    }

    int rounds() {
        return rounds;
    }

    int size() {
        return byName.size();
    }

    /** A quantity of each round, which compares what ran within minutes of each other. */
    double[] eachRound(ToDoubleFunction<Round> quantity) {
        double[] values = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            int round = i;
            values[i] = quantity.applyAsDouble(name -> samples(name).scores.get(round));
        }
        return values;
    }

    /** What an operation allocated in each round, in units of so many bytes. */
    double[] allocated(String name, double unit) {
        return samples(name).allocated.stream().mapToDouble(x -> x / unit).toArray();
    }

    private Samples samples(String name) {
        Samples found = byName.get(name);
        if (found == null) {
            throw new NoSuchElementException("No benchmark \"" + name + "\" among " + byName.keySet());
        }
        return found;
    }

    List<BenchmarkFile.Score> rows() {
        return byName.values().stream()
                .map(each -> {
                    double[] scores = each.scores.stream().mapToDouble(x -> x).toArray();
                    Interval interval = interval(scores);
                    return new BenchmarkFile.Score(
                            each.benchmark,
                            each.parameters,
                            each.unit,
                            mean(scores),
                            interval == null ? null : interval.lower(),
                            interval == null ? null : interval.upper(),
                            mean(each.allocated.stream().mapToDouble(x -> x).toArray()));
                })
                .toList();
    }

    static double mean(double... values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Of 95 %, or null after one round. */
    static Interval interval(double... values) {
        return values.length < 2 ? null : StudentInterval.of(values).interval(0.95);
    }
}
