package org.plumbline.report.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
 * @param samples what the claim drew, over all methods, without its controls where its ledger leaves them out
 * @param since when it was recorded
 * @param arithmetic that of the machine on which it was recorded, as {@link #here} says it
 */
public record Baseline(OptionalDouble effect, double margin, long samples, String since, String arithmetic) {
    /** Relative to the estimate, beside its margin, on the arithmetic on which it was recorded. */
    private static final double SAME = 1e-6;

    /** The same elsewhere, and of the samples. */
    private static final double ELSEWHERE = 0.01;

    /** What an error of rounding may come to: no effect is told from another one by less, elsewhere. */
    private static final double FLOOR = 1e-6;

    /** Checks the ranges. */
    public Baseline {
        if (!(margin >= 0) || samples < 0) {
            throw new IllegalArgumentException(
                    "The margin (" + margin + ") and the samples (" + samples + ") must be at least 0.");
        }
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
                since,
                here());
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
     * @return a sentence for the effect and one for the cost, where they differ
     */
    public List<String> departures(Evidence evidence, String where) {
        boolean same = where.equals(arithmetic);
        List<String> departures = new ArrayList<>();
        double estimate = evidence.effect().estimate();
        if (effect.isPresent() != Double.isFinite(estimate)) {
            departures.add("The effect (" + estimate + ") was "
                    + (effect.isPresent() ? effect.getAsDouble() : "not finite") + " when it was recorded (" + since
                    + ").");
        } else if (effect.isPresent()) {
            double recorded = effect.getAsDouble();
            double allowed = margin + (same ? SAME * Math.abs(recorded) : ELSEWHERE * Math.abs(recorded) + FLOOR);
            if (Math.abs(estimate - recorded) > allowed) {
                departures.add(String.format(
                        Locale.ROOT,
                        "The effect, %.6g, lies %+.3g from that recorded on %s (%s), %.6g; %.3g is allowed.",
                        estimate,
                        estimate - recorded,
                        since,
                        arithmetic,
                        recorded,
                        allowed));
            }
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
}
