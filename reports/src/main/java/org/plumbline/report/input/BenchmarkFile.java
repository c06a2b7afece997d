package org.plumbline.report.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.plumbline.numeric.RefusedException;
import org.plumbline.theory.Table;

/**
 * What the benchmarks of the build measured, as JSON; {@code docs/benchmarks.md} describes it.
 *
 * @param schemaVersion {@value #VERSION}
 * @param mode {@code measure}, or {@code smoke} where the times mean nothing
 * @param rounds how often everything was measured, in turn
 * @param seconds how long all that took
 * @param machine the Java virtual machine and the processor's architecture
 * @param scores the benchmarks
 * @param ratios of scores of one round
 */
public record BenchmarkFile(
        int schemaVersion,
        String mode,
        int rounds,
        double seconds,
        String machine,
        List<Score> scores,
        List<Ratio> ratios) {
    /** Of the format. */
    public static final int VERSION = 1;

    /** Where times are to be relied upon. */
    public static final String MEASURE = "measure";

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    /** Copies the lists, and refuses what is not there. */
    public BenchmarkFile {
        Objects.requireNonNull(mode);
        Objects.requireNonNull(machine);
        scores = List.copyOf(scores);
        ratios = List.copyOf(ratios);
    }

    /**
     * A benchmark.
     *
     * @param benchmark class and method
     * @param parameters such as "dimension=100", or empty
     * @param unit of the score, such as "ns/op"
     * @param score the mean over the rounds
     * @param lower end of its 95 % Student interval; absent after one round
     * @param upper the other end
     * @param allocated bytes an operation
     */
    public record Score(
            String benchmark,
            String parameters,
            String unit,
            double score,
            Double lower,
            Double upper,
            double allocated) {
        /** Refuses what is not there. */
        public Score {
            Objects.requireNonNull(benchmark);
            Objects.requireNonNull(parameters);
            Objects.requireNonNull(unit);
        }
    }

    /**
     * A quantity without a unit, which says more than a time.
     *
     * @param id a name
     * @param statement what is divided by what, or fitted
     * @param value the mean over the rounds
     * @param lower end of its 95 % Student interval; absent after one round
     * @param upper the other end
     * @param target what it shall be, such as "at most 1.4", or empty
     * @param met whether the mean is; absent without a target and in a smoke run
     */
    public record Ratio(
            String id, String statement, double value, Double lower, Double upper, String target, Boolean met) {
        /** Refuses what is not there. */
        public Ratio {
            Objects.requireNonNull(id);
            Objects.requireNonNull(statement);
            Objects.requireNonNull(target);
        }
    }

    /**
     * Reads a file.
     *
     * @param file the path
     * @return its content
     * @throws RefusedException if there is no such file, or it is of another form
     */
    public static BenchmarkFile read(Path file) {
        try {
            BenchmarkFile read = JSON.readValue(Files.readAllBytes(file), BenchmarkFile.class);
            if (read != null && read.schemaVersion == VERSION) {
                return read;
            }
        } catch (JsonProcessingException e) {
            // Refused below: what Jackson says is of classes.
        } catch (IOException e) {
            throw new RefusedException(
                    "--benchmarks (" + file + ") must be a file that can be read. Maybe check the path.");
        }
        throw new RefusedException("--benchmarks (" + file + ") must be benchmarks of schemaVersion " + VERSION
                + ", as \"mvn -Pbench verify\" writes them. Maybe run that.");
    }

    /**
     * For the report.
     *
     * @return the ratios and the scores
     */
    public List<Table> tables() {
        String how = mode.equals(MEASURE)
                ? ", means over " + rounds + " rounds with 95 % Student intervals"
                : ", of a smoke run: all benchmarks run, and times mean nothing";
        return List.of(
                table(
                        "benchmark-ratios",
                        "Ratios of speeds in one run" + how,
                        List.of("ratio", "what", "value", "lower", "upper", "target", "met"),
                        ratios,
                        each -> List.of(
                                each.id,
                                each.statement,
                                each.value,
                                orEmpty(each.lower),
                                orEmpty(each.upper),
                                each.target,
                                each.met == null ? "" : each.met ? "yes" : "no")),
                table(
                        "benchmark-scores",
                        "JMH scores (" + machine + ")" + how,
                        List.of(
                                "benchmark",
                                "parameters",
                                "score",
                                "lower",
                                "upper",
                                "unit",
                                "bytes allocated an operation"),
                        scores,
                        each -> List.of(
                                each.benchmark,
                                each.parameters,
                                each.score,
                                orEmpty(each.lower),
                                orEmpty(each.upper),
                                each.unit,
                                each.allocated)));
    }

    private static <T> Table table(
            String name, String title, List<String> columns, List<T> of, Function<T, List<Object>> row) {
        return new Table(name, title, columns, of.stream().map(row).toList());
    }

    private static Object orEmpty(Double value) {
        return value == null ? "" : value;
    }

    /**
     * Writes the file.
     *
     * @param file the path
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    }
}
