package org.plumbline.report.model;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.statistics.ClopperPearson;
import org.plumbline.theory.statistics.Interval;

/**
 * How a claim came out on many master seeds, none of which is the one that decides, in the quick profile. Only the share of
 * wrong decisions says how far a rule can be trusted; what a rule promises rests on assumptions of its own.
 *
 * @param verdicts how often each was given; absent ones never
 * @param ruleHash the fingerprint of the rule that gave them
 * @param since when they were recorded
 */
public record FalseAlarms(Map<Verdict, Integer> verdicts, String ruleHash, String since) {
    /** Of the intervals below. */
    public static final double LEVEL = 0.95;

    /** What a decision may be wrong with at most: what the 95 % intervals leave on both sides. */
    public static final double STATED = 0.05;

    /** Copies the map. */
    public FalseAlarms {
        Map<Verdict, Integer> copy = new EnumMap<>(Verdict.class);
        copy.putAll(verdicts);
        verdicts = java.util.Collections.unmodifiableMap(copy);
    }

    /**
     * How many master seeds there were.
     *
     * @return the sum over verdicts
     */
    public int seeds() {
        return verdicts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * The decision that would be wrong.
     *
     * @param expected the recorded verdict
     * @return SUPPORTED where the claim is expected to be refuted, and NOT_SUPPORTED elsewhere
     */
    public static Verdict wrong(Verdict expected) {
        return expected == Verdict.NOT_SUPPORTED ? Verdict.SUPPORTED : Verdict.NOT_SUPPORTED;
    }

    /**
     * How often one verdict was given.
     *
     * @param verdict the verdict
     * @return at least 0
     */
    public int count(Verdict verdict) {
        return verdicts.getOrDefault(verdict, 0);
    }

    /**
     * How often another verdict than the recorded one was given.
     *
     * @param expected the recorded verdict
     * @return at least 0
     */
    public int otherwise(Verdict expected) {
        return seeds() - count(expected);
    }

    /**
     * The probability of a verdict, by Clopper and Pearson.
     *
     * @param verdict the verdict
     * @return its 95 % interval
     */
    public Interval share(Verdict verdict) {
        return ClopperPearson.interval(count(verdict), seeds(), LEVEL);
    }

    /**
     * Whether wrong decisions are more frequent than stated.
     *
     * @param expected the recorded verdict
     * @return true if the interval of their share lies above {@link #STATED}
     */
    public boolean tooMany(Verdict expected) {
        return share(wrong(expected)).lower() > STATED;
    }

    /**
     * The numbers in a sentence.
     *
     * @param expected the recorded verdict
     * @param rule the fingerprint of today's rule
     * @return without a full stop
     */
    public String describe(Verdict expected, String rule) {
        Verdict wrong = wrong(expected);
        Interval share = share(wrong);
        String counts = verdicts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%s on %d of %d other master seeds, a share in [%.1f %%, %.1f %%] (95 %%, Clopper and Pearson);"
                        + " all: %s. Recorded on %s by verify --profile calibrate, quick profile%s",
                wrong,
                count(wrong),
                seeds(),
                100 * share.lower(),
                100 * share.upper(),
                counts,
                since,
                ruleHash.equals(rule) ? "" : ", for an earlier wording of the rule");
    }
}
