package org.plumbline.report.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.theory.Evidence;

/**
 * What a claim measured when that was last recorded, for the same profile and master seed: runs are deterministic, so that a
 * difference comes from a change of the code, or of the machine's arithmetic.
 *
 * @param effect the estimate, or empty where there was none
 * @param margin how far another estimate may lie from it: the half-width of its own interval, or 0
 * @param samples what the claim drew, over all methods, without its controls where its ledger leaves them out
 * @param since when it was recorded
 */
public record Baseline(OptionalDouble effect, double margin, long samples, String since) {
    /** Relative to the estimate: what the arithmetic of another machine may do to it. */
    static final double ROUNDING = 1e-6;

    /** Checks the ranges. */
    public Baseline {
        if (!(margin >= 0) || samples < 0) {
            throw new IllegalArgumentException(
                    "The margin (" + margin + ") and the samples (" + samples + ") must be at least 0.");
        }
    }

    /**
     * The baseline of what was found.
     *
     * @param evidence what was found
     * @param since a date
     * @return the baseline
     */
    public static Baseline of(Evidence evidence, String since) {
        double estimate = evidence.effect().estimate();
        double margin = evidence.effect()
                .interval()
                .map(interval -> interval.halfWidth())
                .filter(Double::isFinite)
                .orElse(0.0);
        return new Baseline(
                Double.isFinite(estimate) ? OptionalDouble.of(estimate) : OptionalDouble.empty(),
                margin,
                samples(evidence),
                since);
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
     * @return a sentence for the effect and one for the cost, where they differ
     */
    public List<String> departures(Evidence evidence) {
        List<String> departures = new ArrayList<>();
        double estimate = evidence.effect().estimate();
        if (effect.isPresent() != Double.isFinite(estimate)) {
            departures.add("The effect (" + estimate + ") was "
                    + (effect.isPresent() ? effect.getAsDouble() : "not finite") + " when it was recorded (" + since
                    + ").");
        } else if (effect.isPresent()) {
            double difference = estimate - effect.getAsDouble();
            if (Math.abs(difference) > margin + ROUNDING * Math.abs(effect.getAsDouble())) {
                departures.add(String.format(
                        Locale.ROOT,
                        "The effect, %.6g, lies %+.3g from that recorded on %s, %.6g; its margin is %.3g.",
                        estimate,
                        difference,
                        since,
                        effect.getAsDouble(),
                        margin));
            }
        }
        long drawn = samples(evidence);
        if (drawn != samples) {
            departures.add(String.format(
                    Locale.ROOT,
                    "It drew %d samples, %+d against those recorded on %s, %d.",
                    drawn,
                    drawn - samples,
                    since,
                    samples));
        }
        return departures;
    }
}
