package org.plumbline.report.model;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.plumbline.theory.Evidence;

/**
 * One quantity that a claim decided on, as it was recorded.
 *
 * @param value the estimate, or empty where there was none
 * @param margin how far another estimate may lie from it: the half-width of its own interval, or 0
 */
public record MeasuredEffect(OptionalDouble value, double margin) {
    /** Relative to the estimate, beside its margin, on the arithmetic on which it was recorded. */
    private static final double SAME = 1e-6;

    /** The same elsewhere. */
    private static final double ELSEWHERE = 0.01;

    /** What an error of rounding may come to: no effect is told from another one by less, elsewhere. */
    private static final double FLOOR = 1e-6;

    /** Checks the range. */
    public MeasuredEffect {
        if (!(margin >= 0)) {
            throw new IllegalArgumentException("The margin (" + margin + ") must be at least 0.");
        }
    }

    /**
     * What is recorded of an effect.
     *
     * @param effect what was found
     * @return its estimate where that is finite, and the half-width of its interval where that is
     */
    public static MeasuredEffect of(Evidence.Effect effect) {
        double estimate = effect.estimate();
        double margin = effect.interval()
                .map(interval -> interval.halfWidth())
                .filter(Double::isFinite)
                .orElse(0.0);
        return new MeasuredEffect(
                Double.isFinite(estimate) ? OptionalDouble.of(estimate) : OptionalDouble.empty(), margin);
    }

    /**
     * How an estimate departs from the recorded one.
     *
     * @param name what the sentence calls it, as "The effect"
     * @param estimate what was found, perhaps not finite
     * @param baseline when and where this was recorded
     * @param same whether the estimate was found on the same arithmetic
     * @return a sentence, or empty where it lies within what is allowed
     */
    Optional<String> departure(String name, double estimate, Baseline baseline, boolean same) {
        if (value.isPresent() != Double.isFinite(estimate)) {
            return Optional.of(name + " (" + estimate + ") was "
                    + (value.isPresent() ? value.getAsDouble() : "not finite") + " when it was recorded ("
                    + baseline.since() + ").");
        }
        if (value.isEmpty()) {
            return Optional.empty();
        }
        double recorded = value.getAsDouble();
        double allowed = margin + (same ? SAME * Math.abs(recorded) : ELSEWHERE * Math.abs(recorded) + FLOOR);
        return Math.abs(estimate - recorded) <= allowed
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%s, %.6g, lies %+.3g from that recorded on %s (%s), %.6g; %.3g is allowed.",
                        name,
                        estimate,
                        estimate - recorded,
                        baseline.since(),
                        baseline.arithmetic(),
                        recorded,
                        allowed));
    }
}
