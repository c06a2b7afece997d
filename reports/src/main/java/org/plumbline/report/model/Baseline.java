package org.plumbline.report.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.theory.Evidence;

/**
 * What a claim measured when that was last recorded, for the same profile and master seed. Runs are deterministic: on the
 * arithmetic on which it was recorded, a difference comes from a change of the code. Elsewhere the last digit of a logarithm or a sine
 * may be another one. Then errors that are rounding change, and searches may take another turn and draw other samples, so that
 * effects and costs are compared to one per cent there.
 *
 * @param effect the estimate, or empty where there was none
 * @param margin how far another estimate may lie from it: the half-width of its own interval, or 0
 * @param others what else the claim decided on, by name, in the order in which it is written; empty where a line was recorded
 *     without, of which nothing is compared then
 * @param samples what the claim drew, over all methods, without its controls where its ledger leaves them out
 * @param since when it was recorded
 * @param arithmetic that of the machine on which it was recorded, as {@link #here} says it
 */
public record Baseline(
        OptionalDouble effect,
        double margin,
        Map<String, MeasuredEffect> others,
        long samples,
        String since,
        String arithmetic) {
    /** Relative to the samples, on another arithmetic than that on which it was recorded. */
    private static final double ELSEWHERE = 0.01;

    /** Checks the ranges, and copies the map. */
    public Baseline {
        if (!(margin >= 0) || samples < 0) {
            throw new IllegalArgumentException(
                    "The margin (" + margin + ") and the samples (" + samples + ") must be at least 0.");
        }
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }

    /**
     * The arithmetic of this machine: elementary functions come from the virtual machine, which has them for every architecture.
     *
     * @return the version of Java, and the architecture
     */
    public static String here() {
        return "Java " + Runtime.version().feature() + " on " + System.getProperty("os.arch");
    }

    /**
     * The baseline of what was found, here.
     *
     * @param evidence what was found
     * @param since a date
     * @return the baseline
     */
    public static Baseline of(Evidence evidence, String since) {
        MeasuredEffect effect = MeasuredEffect.of(evidence.effect());
        Map<String, MeasuredEffect> others = new LinkedHashMap<>();
        evidence.others().forEach(other -> others.put(other.name(), MeasuredEffect.of(other)));
        return new Baseline(effect.value(), effect.margin(), others, samples(evidence), since, here());
    }

    private static long samples(Evidence evidence) {
        return evidence.ledger().values().stream()
                .mapToLong(OracleCounts::samples)
                .sum();
    }

    /**
     * What is not as it was recorded.
     *
     * @param evidence what was found
     * @param where on which arithmetic
     * @return a sentence for each effect and one for the cost, where they differ
     */
    public List<String> departures(Evidence evidence, String where) {
        boolean same = where.equals(arithmetic);
        List<String> departures = new ArrayList<>();
        new MeasuredEffect(effect, margin)
                .departure("The effect", evidence.effect().estimate(), this, same)
                .ifPresent(departures::add);
        if (!others.isEmpty()) {
            departures.addAll(departuresOfOthers(evidence, same));
        }
        long drawn = samples(evidence);
        double allowed = same ? 0 : ELSEWHERE * samples;
        if (Math.abs((double) (drawn - samples)) > allowed) {
            departures.add(String.format(
                    Locale.ROOT,
                    "It drew %d samples, %+d against those recorded on %s (%s), %d; %.3g more or less are allowed.",
                    drawn,
                    drawn - samples,
                    since,
                    arithmetic,
                    samples,
                    allowed));
        }
        return departures;
    }

    /** Those that moved, in the order in which they were found, and then those that were not found. */
    private List<String> departuresOfOthers(Evidence evidence, boolean same) {
        List<String> departures = new ArrayList<>();
        Map<String, MeasuredEffect> missing = new LinkedHashMap<>(others);
        for (Evidence.Effect found : evidence.others()) {
            MeasuredEffect recorded = missing.remove(found.name());
            String name = "The effect '" + found.name() + "'";
            if (recorded == null) {
                departures.add(
                        name + ", " + found.estimate() + ", was not there when it was recorded (" + since + ").");
            } else {
                recorded.departure(name, found.estimate(), this, same).ifPresent(departures::add);
            }
        }
        missing.keySet()
                .forEach(name -> departures.add(
                        "The effect '" + name + "' is gone, which was there when it was recorded (" + since + ")."));
        return departures;
    }
}
