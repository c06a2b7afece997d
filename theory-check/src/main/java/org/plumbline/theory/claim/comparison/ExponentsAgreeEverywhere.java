package org.plumbline.theory.claim.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.Cell;
import org.plumbline.theory.Claim;
import org.plumbline.theory.ClaimCard;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Guarantee;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Table;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.judge.Conjunction;
import org.plumbline.theory.judge.SlopeDecision;
import org.plumbline.theory.judge.SlopeRule;
import org.plumbline.theory.panel.Panel;

/**
 * RATE-4 over all instances: its question answered in one table, from the runs of {@link EqualExponents}.
 *
 * @param instances at least one
 */
record ExponentsAgreeEverywhere(List<EqualExponents> instances) implements Claim {
    private static final double FALSE_ALARM = 0.05;

    /** Copies the list. */
    ExponentsAgreeEverywhere {
        instances = List.copyOf(instances);
    }

    /** Supports: an intersection of claims needs no correction, as each must pass. */
    private static final SlopeRule EACH =
            new SlopeRule(0, EqualExponents.MARGIN, 1 - FALSE_ALARM, EqualExponents.FEWEST);

    /** Refutes: one of several is enough, so each has its share of the false alarms (Bonferroni). */
    private SlopeRule one() {
        return new SlopeRule(0, EqualExponents.MARGIN, 1 - FALSE_ALARM / instances.size(), EqualExponents.FEWEST);
    }

    @Override
    public ClaimCard card() {
        String names = String.join(
                ", ",
                instances.stream().map(instance -> instance.arena().name()).toList());
        return new ClaimCard(
                "RATE-4@all-instances",
                "In matched units, does O(ε⁻³) improve on the ε⁻⁶ methods? On no instance: the exponents of Algorithm 1 and of"
                        + " F2BSA agree on every one (" + names + ").",
                "tail mean of ‖∇Φ(φ_t)‖² that was achieved, squared units: E‖∇Φ‖²; in norm units every r is twice as large",
                Guarantee.RATE,
                instances.get(0).card().source(),
                List.of("those of RATE-4 on every instance"),
                "difference of b 0 on every instance, where E ∝ N^-b with the logarithms divided out",
                "SUPPORTED iff the rule of RATE-4 supports equality on every instance: " + EACH.describe()
                        + " NOT_SUPPORTED iff on some instance the interval of level 1 − " + FALSE_ALARM + "/"
                        + instances.size() + " lies wholly outside the same range (false alarm at most " + FALSE_ALARM
                        + " over all instances). INCONCLUSIVE otherwise. No run is made for this claim alone.",
                "on every instance the wasted samples of RATE-4 must be NOT_SUPPORTED under the same rule");
    }

    @Override
    public List<Assumption> assumptions(Settings settings) {
        return instances.stream()
                .flatMap(instance -> instance.assumptions(settings).stream())
                .toList();
    }

    @Override
    public List<Cell> plan(Settings settings) {
        return instances.stream()
                .flatMap(instance -> instance.plan(settings).stream())
                .toList();
    }

    @Override
    public Evidence judge(Settings settings, Results results) {
        List<List<Object>> rows = new ArrayList<>();
        List<List<Object>> answers = new ArrayList<>();
        List<String> columns = new ArrayList<>(List.of("instance"));
        List<Evidence.Control> controls = new ArrayList<>();
        List<Panel> panels = new ArrayList<>();
        Map<String, OracleCounts> drawn = new LinkedHashMap<>();
        List<SlopeDecision> decisions = new ArrayList<>();
        boolean refuted = false;
        String title = "";
        for (EqualExponents instance : instances) {
            String name = instance.arena().name();
            double[] differences = instance.differences(settings, results);
            SlopeDecision decision = EACH.decide(differences);
            SlopeDecision control = EACH.decide(instance.controlDifferences(settings, results));
            decisions.add(decision);
            refuted |= one().decide(differences).verdict() == Verdict.NOT_SUPPORTED;
            rows.add(List.of(
                    name,
                    (long) differences.length,
                    decision.slope(),
                    decision.interval().lower(),
                    decision.interval().upper(),
                    decision.verdict().name()));
            controls.add(new Evidence.Control(
                    "wasted samples on " + name,
                    control.verdict() == Verdict.NOT_SUPPORTED,
                    control.verdict() + ": " + control.reason()));
            Table answer = instance.panel(settings).answer(settings, results, EqualExponents.ASKED);
            title = answer.title();
            if (columns.size() == 1) {
                columns.addAll(answer.columns());
            }
            answer.rows().forEach(row -> answers.add(prefixed(name, row)));
            panels.add(instance.panel(settings));
            drawn.putAll(instance.drawn(settings, results));
        }
        return new Evidence(
                        verdict(decisions, refuted),
                        reason(decisions),
                        effect(decisions),
                        controls,
                        power(decisions),
                        "those of RATE-4 on every instance, under the branch 'verdict' of master seed "
                                + settings.masterSeed(),
                        drawn,
                        List.of(Panel.profile(panels, settings, results, EqualExponents.DRAWN)),
                        List.of(
                                new Table("answer", title, columns, answers),
                                new Table(
                                        "differences",
                                        "b(algorithm-1) − b(f2bsa), E ∝ N^-b, with its 95 % Student interval, by instance",
                                        List.of("instance", "seeds", "difference", "lower", "upper", "alone"),
                                        rows)))
                .refutedAt(
                        Conjunction.pValue(decisions.stream().map(one()::pValue).toList()));
    }

    private static List<Object> prefixed(String name, List<Object> row) {
        List<Object> longer = new ArrayList<>();
        longer.add(name);
        longer.addAll(row);
        return longer;
    }

    private static Verdict verdict(List<SlopeDecision> decisions, boolean refuted) {
        if (refuted) {
            return Verdict.NOT_SUPPORTED;
        }
        boolean all = decisions.stream().allMatch(decision -> decision.verdict() == Verdict.SUPPORTED);
        return all ? Verdict.SUPPORTED : Verdict.INCONCLUSIVE;
    }

    private static String reason(List<SlopeDecision> decisions) {
        long supported = decisions.stream()
                .filter(decision -> decision.verdict() == Verdict.SUPPORTED)
                .count();
        return "Equality is supported on " + supported + " of " + decisions.size() + " instances.";
    }

    /** That of the instance whose interval reaches farthest. */
    /** Of the instance where it is least. */
    private static String power(List<SlopeDecision> decisions) {
        return "on the instance with the widest interval: "
                + decisions.stream()
                        .max(Comparator.comparingDouble(
                                decision -> decision.interval().halfWidth()))
                        .map(EACH::power)
                        .orElse("none")
                + "; an improvement from ε⁻⁶ to ε⁻³ would be a difference of 0.167";
    }

    private static Evidence.Effect effect(List<SlopeDecision> decisions) {
        SlopeDecision farthest = decisions.get(0);
        for (SlopeDecision decision : decisions) {
            farthest = reach(decision) > reach(farthest) ? decision : farthest;
        }
        return new Evidence.Effect(
                "difference of b where its interval reaches farthest from 0",
                farthest.slope(),
                Optional.of(farthest.interval()));
    }

    private static double reach(SlopeDecision decision) {
        return Math.max(-decision.interval().lower(), decision.interval().upper());
    }
}
