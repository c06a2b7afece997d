package org.plumbline.report.regression;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.plumbline.numeric.RefusedException;
import org.plumbline.report.model.FalseAlarms;
import org.plumbline.theory.Verdict;

/**
 * On how many master seeds each claim is put to the test, and how it came out there. It stands in {@code calibration.yaml}:
 *
 * <pre>{@code
 * PEN-1@karimi: {seeds: 200, verdicts: {SUPPORTED: 200}, rule: "0123456789ab", since: "2026-12-01"}
 * RATE-1@soft-mdp: {seeds: 40}
 * }</pre>
 *
 * <p>The number of seeds is written by people, {@value #MANY} where a claim's cells cost under a second together and
 * {@value #FEW} elsewhere, also where there is no line; the rest is written by {@code verify --profile calibrate --record}.
 */
public final class Calibrations {
    /** The resource's name on the class path. */
    public static final String RESOURCE = "org/plumbline/report/calibration.yaml";

    /** Master seeds of a claim that costs under a second. */
    public static final int MANY = 200;

    /** Master seeds of every other claim. */
    public static final int FEW = 40;

    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final Map<String, Entry> byClaim;

    private Calibrations(Map<String, Entry> byClaim) {
        this.byClaim = new TreeMap<>(byClaim);
    }

    private record Entry(int seeds, Map<Verdict, Integer> verdicts, String rule, String since) {
        Optional<FalseAlarms> alarms() {
            return verdicts == null ? Optional.empty() : Optional.of(new FalseAlarms(verdicts, rule, since));
        }
    }

    /**
     * Nothing: of claims on an instance or over a range that nobody calibrated.
     *
     * @return no lines
     */
    public static Calibrations none() {
        return new Calibrations(Map.of());
    }

    /**
     * What the class path of the current thread records.
     *
     * @return all of it, from all jars
     * @throws RefusedException if a file breaks a rule
     */
    public static Calibrations recorded() {
        Map<String, Entry> all = new TreeMap<>();
        try {
            for (URL url : Collections.list(
                    Thread.currentThread().getContextClassLoader().getResources(RESOURCE))) {
                try (InputStream in = url.openStream()) {
                    all.putAll(parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)).byClaim);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Calibrations(all);
    }

    /**
     * Reads a file's text.
     *
     * @param text YAML
     * @return what it records
     * @throws RefusedException if the text breaks a rule
     */
    public static Calibrations parse(String text) {
        boolean empty = text.lines().allMatch(line -> line.isBlank() || line.startsWith("#"));
        try {
            Map<String, Entry> all = empty ? Map.of() : YAML.readValue(text, new TypeReference<>() {});
            all.forEach(Calibrations::check);
            return new Calibrations(all);
        } catch (JsonProcessingException e) {
            throw new RefusedException("The recorded calibration ("
                    + e.getOriginalMessage().replaceAll("\\s+", " ")
                    + ") must map claims to seeds and what was found. Maybe see " + RESOURCE + ".");
        }
    }

    private static void check(String id, Entry entry) {
        boolean found = entry != null && entry.verdicts() != null;
        boolean whole = found && entry.rule() != null && entry.since() != null;
        if (entry == null || entry.seeds() < 1 || (found && !whole)) {
            throw new RefusedException("The calibration of " + id + " (" + entry
                    + ") must have seeds, at least 1, and verdicts, rule and since together or not at all."
                    + " Maybe let verify --profile calibrate --record write them.");
        }
        if (found && new FalseAlarms(entry.verdicts(), entry.rule(), entry.since()).seeds() < 1) {
            throw new RefusedException(
                    "The calibration of " + id + " must count at least one verdict. Maybe leave its verdicts out.");
        }
    }

    /**
     * On how many master seeds a claim is run.
     *
     * @param id the claim's name
     * @return at least 1
     */
    public int seeds(String id) {
        return byClaim.containsKey(id) ? byClaim.get(id).seeds() : FEW;
    }

    /**
     * How a claim came out.
     *
     * @param id the claim's name
     * @return empty where nothing is recorded
     */
    public Optional<FalseAlarms> alarms(String id) {
        return Optional.ofNullable(byClaim.get(id)).flatMap(Entry::alarms);
    }

    /**
     * The claims that have a line.
     *
     * @return their names, in order
     */
    public Set<String> ids() {
        return Collections.unmodifiableSet(byClaim.keySet());
    }

    /**
     * The same with what a run found.
     *
     * @param found by claim; the others keep theirs
     * @return a copy
     */
    public Calibrations with(Map<String, FalseAlarms> found) {
        Map<String, Entry> all = new TreeMap<>(byClaim);
        found.forEach((id, alarms) ->
                all.put(id, new Entry(seeds(id), new EnumMap<>(alarms.verdicts()), alarms.ruleHash(), alarms.since())));
        return new Calibrations(all);
    }

    /**
     * The file's text.
     *
     * @param head comment lines that come first
     * @return one line a claim, in order of name
     */
    public String text(String head) {
        StringBuilder text = new StringBuilder(head);
        byClaim.forEach(
                (id, entry) -> text.append(id).append(": ").append(line(entry)).append('\n'));
        return text.toString();
    }

    private static String line(Entry entry) {
        if (entry.verdicts() == null) {
            return "{seeds: " + entry.seeds() + "}";
        }
        String verdicts = new EnumMap<>(entry.verdicts())
                .entrySet().stream()
                        .filter(count -> count.getValue() > 0)
                        .map(count -> count.getKey() + ": " + count.getValue())
                        .collect(Collectors.joining(", "));
        return "{seeds: " + entry.seeds() + ", verdicts: {" + verdicts + "}, rule: \"" + entry.rule() + "\", since: \""
                + entry.since() + "\"}";
    }
}
