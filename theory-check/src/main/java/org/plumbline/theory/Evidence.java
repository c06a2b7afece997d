package org.plumbline.theory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.theory.statistics.Interval;

/**
 * A verdict and all that it rests on.
 *
 * @param verdict the decision of the rule
 * @param reason the decision in one sentence, with its numbers
 * @param effect the deciding quantity
 * @param controls what had to be rejected, and whether it was
 * @param power what deviation the run would have detected, in a sentence
 * @param seeds the seeds, in words
 * @param ledger what each method drew
 * @param plots for the report
 * @param tables for the report
 * @param maps for the report
 * @param refutation the p-value of the claim, where its rule could refute by chance: at most this likely is evidence that
 *     speaks as much against it, if it is true; empty where nothing is sampled, or nothing was measured
 * @param others what else the rule decides on, such as further exponents: each name stands once, and is not that of the effect
 */
public record Evidence(
        Verdict verdict,
        String reason,
        Effect effect,
        List<Control> controls,
        String power,
        String seeds,
        Map<String, OracleCounts> ledger,
        List<Plot> plots,
        List<Table> tables,
        List<HeatMap> maps,
        OptionalDouble refutation,
        List<Effect> others) {
    /**
     * A deciding quantity.
     *
     * @param name what it is, such as "tail slope of ln E against ln ε"
     * @param estimate its value
     * @param interval its 95 % interval, where it has one
     */
    public record Effect(String name, double estimate, Optional<Interval> interval) {}

    /**
     * A negative control.
     *
     * @param description what was broken
     * @param rejected whether the rule rejected it
     * @param detail the numbers
     */
    public record Control(String description, boolean rejected, String detail) {}

    /**
     * Copies the collections. A verdict stands only if every control was rejected: otherwise the check has no teeth,
     * and the verdict becomes INCONCLUSIVE with that reason.
     */
    public Evidence {
        controls = List.copyOf(controls);
        ledger = new TreeMap<>(ledger);
        plots = List.copyOf(plots);
        tables = List.copyOf(tables);
        maps = List.copyOf(maps);
        others = List.copyOf(others);
        requireNames(effect, others);
        Optional<Control> missed = controls.stream().filter(c -> !c.rejected()).findFirst();
        if (missed.isPresent() && verdict == Verdict.SUPPORTED) {
            verdict = Verdict.INCONCLUSIVE;
            reason = "the negative control was not rejected (" + missed.get().description() + ": "
                    + missed.get().detail() + "), so the check has no teeth here; without it: " + reason;
        }
    }

    /** What is recorded of an effect is found by its name. */
    private static void requireNames(Effect effect, List<Effect> others) {
        Set<String> names = new HashSet<>(Set.of(effect.name()));
        for (Effect other : others) {
            if (!names.add(other.name())) {
                throw new IllegalArgumentException("Two effects are called " + other.name() + ".");
            }
        }
    }

    /**
     * Evidence without maps and with one effect, that chance has no part in or that has no p-value yet.
     *
     * @param verdict the decision of the rule
     * @param reason the decision in one sentence, with its numbers
     * @param effect the deciding quantity
     * @param controls what had to be rejected, and whether it was
     * @param power what deviation the run would have detected, in a sentence
     * @param seeds the seeds, in words
     * @param ledger what each method drew
     * @param plots for the report
     * @param tables for the report
     */
    public Evidence(
            Verdict verdict,
            String reason,
            Effect effect,
            List<Control> controls,
            String power,
            String seeds,
            Map<String, OracleCounts> ledger,
            List<Plot> plots,
            List<Table> tables) {
        this(
                verdict,
                reason,
                effect,
                controls,
                power,
                seeds,
                ledger,
                plots,
                tables,
                List.of(),
                OptionalDouble.empty(),
                List.of());
    }

    /**
     * The same evidence with further quantities that its rule decides on. They are recorded, compared and shown as the effect is.
     *
     * @param measured stand behind those that it has
     * @return a copy
     * @throws IllegalArgumentException if a name is there already
     */
    public Evidence alsoMeasured(List<Effect> measured) {
        List<Effect> more = new ArrayList<>(others);
        more.addAll(measured);
        return new Evidence(
                verdict, reason, effect, controls, power, seeds, ledger, plots, tables, maps, refutation, more);
    }

    /**
     * The same evidence with its p-value, so that refutations can be corrected for the number of claims.
     *
     * @param pValue in [0, 1]; NaN where too little was measured for one
     * @return a copy
     */
    public Evidence refutedAt(double pValue) {
        return new Evidence(
                verdict,
                reason,
                effect,
                controls,
                power,
                seeds,
                ledger,
                plots,
                tables,
                maps,
                Double.isNaN(pValue) ? OptionalDouble.empty() : OptionalDouble.of(pValue),
                others);
    }

    /**
     * The same evidence without a decision.
     *
     * @param why the reason, before the one that it had
     * @return a copy with the verdict INCONCLUSIVE
     */
    public Evidence undecided(String why) {
        return new Evidence(
                Verdict.INCONCLUSIVE,
                why + "; without it " + verdict + ": " + reason,
                effect,
                controls,
                power,
                seeds,
                ledger,
                plots,
                tables,
                maps,
                refutation,
                others);
    }

    /**
     * The same evidence with something more that was drawn for it.
     *
     * @param method who drew
     * @param counts what was drawn
     * @return a copy
     */
    public Evidence drawing(String method, OracleCounts counts) {
        Map<String, OracleCounts> more = new TreeMap<>(ledger);
        more.merge(method, counts, OracleCounts::plus);
        return new Evidence(
                verdict, reason, effect, controls, power, seeds, more, plots, tables, maps, refutation, others);
    }

    /**
     * The same evidence with maps.
     *
     * @param shown stand behind those that it has
     * @return a copy
     */
    public Evidence with(List<HeatMap> shown) {
        List<HeatMap> more = new ArrayList<>(maps);
        more.addAll(shown);
        return new Evidence(
                verdict, reason, effect, controls, power, seeds, ledger, plots, tables, more, refutation, others);
    }

    /**
     * The same evidence with one more table.
     *
     * @param table stands behind the others
     * @return a copy
     */
    public Evidence with(Table table) {
        List<Table> more = new ArrayList<>(tables);
        more.add(table);
        return new Evidence(
                verdict, reason, effect, controls, power, seeds, ledger, plots, more, maps, refutation, others);
    }

    /**
     * A measurement that the rule needs is missing.
     *
     * @param reason what was not measured, and why
     * @return evidence with the verdict INCONCLUSIVE and nothing else
     */
    public static Evidence notMeasured(String reason) {
        return without(Verdict.INCONCLUSIVE, reason);
    }

    /**
     * The claim says nothing about the instance.
     *
     * @param reason which assumption does not hold
     * @return evidence with the verdict NOT_APPLICABLE and nothing else
     */
    public static Evidence notApplicable(String reason) {
        return without(Verdict.NOT_APPLICABLE, reason);
    }

    private static Evidence without(Verdict verdict, String reason) {
        return new Evidence(
                verdict,
                reason,
                new Effect("none", Double.NaN, Optional.empty()),
                List.of(),
                "none: nothing was tested",
                "none",
                Map.of(),
                List.of(),
                List.of());
    }
}
