package org.plumbline.report.regression;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.plumbline.numeric.RefusedException;
import org.plumbline.report.model.Baseline;
import org.plumbline.report.model.Expectation;
import org.plumbline.report.model.MeasuredEffect;
import org.plumbline.theory.Claim;
import org.plumbline.theory.Profile;
import org.plumbline.theory.Verdict;

/**
 * The verdicts that are recorded for a profile. They stand in {@code expectations.yaml}, reviewed and committed before
 * the run:
 *
 * <pre>{@code
 * quick:
 *   RATE-1@sine-composite: {verdict: SUPPORTED, why: "the theorem's range is covered"}
 * full: {}
 * }</pre>
 *
 * <p>Behind these may stand what was measured, as {@link BaselineRecorder} writes it: {@code effect} (where finite),
 * {@code margin}, {@code others} (where the claim decides on more than one quantity: by name the estimate and its margin, or nothing
 * where it was not finite), {@code samples}, {@code since} and {@code arithmetic}. Effects and costs are compared with it on the
 * recorded master seed; of a line without {@code others}, the effect alone.
 *
 * <p>A jar with claims of its own brings its expectations under the same resource name.
 */
public final class Expectations {
    /** The resource's name on the class path. */
    public static final String RESOURCE = "org/plumbline/report/expectations.yaml";

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    private final Map<String, Expectation> byClaim;

    private Expectations(Map<String, Expectation> byClaim) {
        this.byClaim = Collections.unmodifiableMap(new TreeMap<>(byClaim));
    }

    /**
     * The verdicts that the class path of the current thread records.
     *
     * @param profile the profile
     * @return all of them, from all jars
     * @throws RefusedException if a file breaks a rule, or two files name the same claim
     */
    public static Expectations recorded(Profile profile) {
        Map<String, Expectation> all = new TreeMap<>();
        try {
            for (URL url : Collections.list(
                    Thread.currentThread().getContextClassLoader().getResources(RESOURCE))) {
                try (InputStream in = url.openStream()) {
                    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    parse(text, profile).byClaim.forEach((id, expectation) -> {
                        if (all.put(id, expectation) != null) {
                            throw new RefusedException("The expectation of " + id + " in " + url
                                    + " must be recorded once. Maybe remove it from one of the files.");
                        }
                    });
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Expectations(all);
    }

    /**
     * Reads a file's text.
     *
     * @param text YAML
     * @param profile whose verdicts are wanted
     * @return the recorded verdicts
     * @throws RefusedException if the text breaks a rule
     */
    public static Expectations parse(String text, Profile profile) {
        try {
            Map<String, Map<String, Entry>> all = YAML.readValue(text, new TypeReference<>() {});
            Map<String, Entry> ours = all == null ? null : all.get(profile.label());
            Map<String, Expectation> result = new TreeMap<>();
            if (ours != null) {
                ours.forEach((id, entry) -> result.put(id, checked(id, entry)));
            }
            return new Expectations(result);
        } catch (JsonProcessingException e) {
            throw new RefusedException("The recorded expectations ("
                    + e.getOriginalMessage().replaceAll("\\s+", " ")
                    + ") must map each profile to claims with a verdict and a why. Maybe see " + RESOURCE + ".");
        }
    }

    /**
     * What theory predicts on an instance that somebody brings along: that every claim is supported.
     *
     * @param claims the claims on that instance
     * @return SUPPORTED for each
     */
    public static Expectations predicted(List<Claim> claims) {
        Map<String, Expectation> all = new TreeMap<>();
        claims.forEach(claim -> all.put(
                claim.card().id(),
                new Expectation(
                        Verdict.SUPPORTED, "what theory predicts; nothing is recorded for an instance from outside")));
        return new Expectations(all);
    }

    /** A line of the file. What was measured is written by a command, all of it or nothing. */
    private record Entry(
            Verdict verdict,
            String why,
            Double effect,
            Double margin,
            Map<String, List<Double>> others,
            Long samples,
            String since,
            String arithmetic) {
        Optional<Baseline> baseline() {
            return samples == null
                    ? Optional.empty()
                    : Optional.of(new Baseline(
                            effect == null ? OptionalDouble.empty() : OptionalDouble.of(effect),
                            margin,
                            measured(),
                            samples,
                            since,
                            arithmetic));
        }

        private Map<String, MeasuredEffect> measured() {
            Map<String, MeasuredEffect> measured = new LinkedHashMap<>();
            if (others != null) {
                others.forEach((name, numbers) -> measured.put(
                        name,
                        numbers.isEmpty()
                                ? new MeasuredEffect(OptionalDouble.empty(), 0)
                                : new MeasuredEffect(OptionalDouble.of(numbers.get(0)), numbers.get(1))));
            }
            return measured;
        }

        /** Each of the others has an estimate and a margin, or neither. */
        boolean othersAreWhole() {
            return others == null
                    || others.values().stream()
                            .allMatch(numbers -> numbers != null
                                    && !numbers.contains(null)
                                    && (numbers.isEmpty() || (numbers.size() == 2 && numbers.get(1) >= 0)));
        }
    }

    private static Expectation checked(String id, Entry entry) {
        if (entry == null
                || entry.verdict() == null
                || entry.why() == null
                || entry.why().isBlank()) {
            throw new RefusedException("The expectation of " + id + " (" + entry
                    + ") must have a verdict and a why. Maybe say in a sentence what makes you expect it.");
        }
        boolean all = entry.margin() != null
                && entry.samples() != null
                && entry.since() != null
                && entry.arithmetic() != null;
        boolean none = entry.margin() == null
                && entry.samples() == null
                && entry.since() == null
                && entry.effect() == null
                && entry.others() == null;
        if (!(all || none) || !entry.othersAreWhole() || (all && (!(entry.margin() >= 0) || entry.samples() < 0))) {
            throw new RefusedException("The baseline of " + id + " (" + entry
                    + ") must have a margin and samples, at least 0, a since and an arithmetic, and each of its others an estimate"
                    + " and a margin, or neither. Maybe let verify --record write it.");
        }
        return new Expectation(entry.verdict(), entry.why(), entry.baseline());
    }

    /**
     * The same without effects and costs, for a run over another range.
     *
     * @return verdicts and reasons alone
     */
    public Expectations verdictsOnly() {
        Map<String, Expectation> all = new TreeMap<>();
        byClaim.forEach((id, expectation) -> all.put(id, new Expectation(expectation.verdict(), expectation.why())));
        return new Expectations(all);
    }

    /**
     * What is recorded for a claim.
     *
     * @param id the claim's name
     * @return the recorded verdict, or empty
     */
    public Optional<Expectation> of(String id) {
        return Optional.ofNullable(byClaim.get(id));
    }

    /**
     * The claims for which something is recorded.
     *
     * @return their names, in order
     */
    public Set<String> ids() {
        return byClaim.keySet();
    }
}
