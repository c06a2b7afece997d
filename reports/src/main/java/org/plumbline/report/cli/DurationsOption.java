package org.plumbline.report.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.plumbline.numeric.RefusedException;
import org.plumbline.report.regression.Durations;
import org.plumbline.theory.Profile;
import picocli.CommandLine.Option;

/** Where it is written how long claims took. */
final class DurationsOption {
    @Option(
            names = "--durations",
            paramLabel = "FILE",
            description =
                    "Write how long claims took into that file, from which the order of cells and estimates come.")
    private Path file;

    /** Refused before anything runs. Times of other instances would stand under the names of ours. */
    void check(boolean recordable) throws IOException {
        if (file == null) {
            return;
        }
        if (!recordable) {
            throw new RefusedException("--durations (" + file
                    + ") must go with the recorded master seed and claims, in quick or full and as a whole."
                    + " Maybe leave out --seed, --problem, --epsilon, --shard and calibrate.");
        }
        if (Files.exists(file)) {
            if (!Files.isRegularFile(file)) {
                throw new RefusedException("--durations (" + file + ") must be a file. Maybe check the path.");
            }
            Durations.parse(Files.readString(file), Profile.QUICK);
        }
    }

    /** Nothing if there is no file. */
    void write(Profile profile, Map<String, Double> took) throws IOException {
        if (file != null) {
            String before = Files.exists(file) ? Files.readString(file) : "";
            Files.writeString(file, Durations.updated(before, profile, took));
        }
    }

    /** A line about all cells, whatever a store has of them. */
    static String estimate(Durations known, List<String> ids, int threads) {
        OptionalDouble seconds = known.of(ids);
        return seconds.isPresent()
                ? String.format(
                        Locale.ROOT,
                        "Estimated: %.0f s on %d threads for all cells, by what they took where that was recorded",
                        Math.ceil(seconds.getAsDouble() / threads),
                        threads)
                : "Estimated: nothing is recorded of how long this takes";
    }
}
