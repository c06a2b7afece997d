package org.plumbline.report.regression;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.plumbline.numeric.RefusedException;
import org.plumbline.theory.Profile;

/**
 * How long claims took on one machine, in seconds of one thread. It stands in {@code durations.yaml}, and {@code verify --durations}
 * writes it. Only the order in which cells are begun and the estimate of a run's time come from it: no result does.
 */
public final class Durations {
    /** The resource's name on the class path. */
    public static final String RESOURCE = "org/plumbline/report/durations.yaml";

    /** The name under which a run of all claims is recorded, with saboteurs and gate. */
    public static final String WHOLE = "whole";

    private static final String HEAD = """
            # How long claims take on one thread of one machine, in seconds; cells that several share count for each.
            # "verify --durations FILE" writes it. The order of cells and the estimate of a run's time come from it.
            """;

    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final Map<String, Double> seconds;

    private Durations(Map<String, Double> seconds) {
        this.seconds = new TreeMap<>(seconds);
    }

    /**
     * What is recorded.
     *
     * @param profile the profile
     * @return its durations; none where nothing is recorded
     */
    public static Durations recorded(Profile profile) {
        try (InputStream in = Durations.class.getResourceAsStream("/" + RESOURCE)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), profile);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
    }

    /**
     * As where nothing is recorded.
     *
     * @return no durations
     */
    public static Durations none() {
        return new Durations(Map.of());
    }

    /**
     * Reads a file's text.
     *
     * @param text YAML
     * @param profile whose durations are wanted
     * @return its durations
     * @throws RefusedException if the text is of another form
     */
    public static Durations parse(String text, Profile profile) {
        return new Durations(all(text).getOrDefault(profile.label(), Map.of()));
    }

    private static Map<String, Map<String, Double>> all(String text) {
        if (text.isBlank()) {
            return Map.of();
        }
        try {
            Map<String, Map<String, Double>> all =
                    YAML.readValue(text, new TypeReference<TreeMap<String, Map<String, Double>>>() {});
            if (all != null
                    && all.values().stream().allMatch(claims -> claims != null && !claims.containsValue(null))) {
                return all;
            }
        } catch (JsonProcessingException e) {
            // Refused below: what Jackson says is of classes.
        }
        throw new RefusedException("The durations must map each profile to claims with a number of seconds."
                + " Maybe see " + RESOURCE + ".");
    }

    /**
     * A file's text with what a run took.
     *
     * @param text the text before
     * @param profile that of the run
     * @param took seconds by claim; what took none, as a store had it, stays as it was
     * @return the text after
     */
    public static String updated(String text, Profile profile, Map<String, Double> took) {
        Map<String, Map<String, Double>> all = new TreeMap<>(all(text));
        Map<String, Double> ours = new TreeMap<>(all.getOrDefault(profile.label(), Map.of()));
        took.forEach((id, each) -> {
            if (each > 0) {
                ours.put(id, each);
            }
        });
        all.put(profile.label(), ours);
        StringBuilder out = new StringBuilder(HEAD);
        all.forEach((label, claims) -> {
            out.append(label).append(claims.isEmpty() ? ": {}\n" : ":\n");
            claims.forEach((id, each) -> out.append(String.format(Locale.ROOT, "  %s: %.3g\n", id, each)));
        });
        return out.toString();
    }

    /**
     * How long a claim takes.
     *
     * @param id its name
     * @return seconds of one thread, 0 where nothing is recorded
     */
    public double of(String id) {
        return seconds.getOrDefault(id, 0.0);
    }

    /**
     * How long some claims take.
     *
     * @param ids their names
     * @return seconds of one thread, or empty where one is not recorded
     */
    public OptionalDouble of(Collection<String> ids) {
        return seconds.keySet().containsAll(ids)
                ? OptionalDouble.of(ids.stream().mapToDouble(this::of).sum())
                : OptionalDouble.empty();
    }
}
