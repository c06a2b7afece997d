package org.plumbline.theory.claim.rate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.oracle.Draw;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.source.Citation;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.Cell;
import org.plumbline.theory.Claim;
import org.plumbline.theory.ClaimCard;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Guarantee;
import org.plumbline.theory.Plot;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Table;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.judge.RateData;
import org.plumbline.theory.judge.RateDecision;
import org.plumbline.theory.judge.RateRule;
import org.plumbline.theory.statistics.LogLogFit;

/**
 * One claim of RATE-3, or of the part of RATE-2 that is not needed: a variant of Algorithm 1 keeps E = O(ε) with fewer samples,
 * and each control, from which one of its conditions is removed, does not.
 *
 * @param id its name
 * @param statement in one sentence
 * @param samples the exponent r of N = Õ(ε^-r), squared units
 * @param source where it is derived or stated
 * @param conditions what it presumes
 * @param assumptions the same, as far as it is measured
 * @param method under its schedule
 * @param controls the same with one condition removed
 * @param grid targets and seeds
 */
record CheaperRate(
        String id,
        String statement,
        double samples,
        Citation source,
        List<String> conditions,
        List<Assumption> assumptions,
        RateColumn method,
        List<? extends RateColumn> controls,
        RateGrid grid)
        implements Claim {
    private static final RateRule RULE = RateRule.standard();

    @Override
    public ClaimCard card() {
        return card(
                id,
                statement,
                samples,
                source,
                conditions,
                controls.stream().map(RateColumn::label).toList(),
                grid);
    }

    /** The card, before the columns are known. */
    static ClaimCard card(
            String id,
            String statement,
            double samples,
            Citation source,
            List<String> conditions,
            List<String> controls,
            RateGrid grid) {
        return new ClaimCard(
                id,
                statement,
                "tail mean of ‖∇Φ(φ_t)‖² over T/2 ≤ t < T, squared units: E‖∇Φ‖² ≤ ε from N = Õ(ε^-" + samples
                        + ") samples (norm units: ε′^-" + 2 * samples + ")",
                Guarantee.RATE,
                source,
                conditions,
                "slope 1 of ln E against ln ε, E/ε bounded as ε falls",
                RULE.describe() + " Targets and seeds: " + grid.describe() + ".",
                "each of these must be NOT_SUPPORTED under the same rule: " + String.join("; ", controls));
    }

    /** Certificates stay those of the claim's own range; targets beyond it are not certified. */
    @Override
    public Optional<Claim> at(List<Double> targets) {
        return Optional.of(new CheaperRate(
                id, statement, samples, source, conditions, assumptions, method, controls, grid.at(targets)));
    }

    @Override
    public List<Assumption> assumptions(Settings settings) {
        return assumptions;
    }

    private RateStudy<RateColumn> study(Settings settings, RateColumn column) {
        return new RateStudy<>(
                column, grid.epsilons(settings.profile()), grid.seeds(settings.profile()), settings.seeds("verdict"));
    }

    @Override
    public List<Cell> plan(Settings settings) {
        List<Cell> cells = new ArrayList<>(study(settings, method).cells());
        controls.forEach(control -> cells.addAll(study(settings, control).cells()));
        return cells;
    }

    @Override
    public Evidence judge(Settings settings, Results results) {
        RateStudy<RateColumn> study = study(settings, method);
        RateData data = study.data(results, RateRun.TAIL);
        RateDecision decision = decide(settings, method.label(), data);
        Map<String, OracleCounts> drawn = new LinkedHashMap<>();
        drawn.put(method.label() + " on " + id, study.drawn(results));
        List<Evidence.Control> rejected = new ArrayList<>();
        StringBuilder power = new StringBuilder(power(decision));
        List<Table> tables = new ArrayList<>();
        List<Plot> plots = new ArrayList<>();
        tables.add(targets("targets", study, results, data));
        List<List<Object>> exponents = new ArrayList<>(exponents(study, results, data, decision, number(samples)));
        tables.add(SampleLaw.of(study, results, data).table());
        for (int i = 0; i < controls.size(); i++) {
            RateColumn control = controls.get(i);
            RateStudy<RateColumn> other = study(settings, control);
            RateData otherData = other.data(results, RateRun.TAIL);
            RateDecision against = decide(settings, control.label(), otherData);
            rejected.add(new Evidence.Control(
                    control.label(),
                    against.verdict() == Verdict.NOT_SUPPORTED,
                    against.verdict() + ": " + against.reason()));
            power.append(RULE.powerAgainst("the control \"" + control.label() + '"', against));
            tables.add(targets("control-" + (i + 1), other, results, otherData));
            exponents.addAll(exponents(other, results, otherData, against, ""));
            drawn.put(control.label() + " on " + id, other.drawn(results));
            if (i == 0 && data.seeds() > 1) {
                tables.add(RateReport.heldOut(method.label(), data, "control: " + control.label(), otherData));
                plots.add(RateReport.errorAgainstTarget(
                        method.label(), data, 1, decision.slope(), "control: " + control.label(), otherData));
            }
        }
        tables.add(1, exponents(exponents));
        return new Evidence(
                        decision.verdict(),
                        decision.reason() + String.join("; ", study.failures(results)) + RateReport.outOfSample(data),
                        new Evidence.Effect(
                                "tail slope of ln E against ln ε", decision.slope(), Optional.of(decision.interval())),
                        rejected,
                        power.toString(),
                        grid.seeds(settings.profile()) + " seeds under the branch 'verdict' of master seed "
                                + settings.masterSeed(),
                        drawn,
                        plots,
                        tables)
                .refutedAt(RULE.pValue(decision));
    }

    private static RateDecision decide(Settings settings, String label, RateData data) {
        return RULE.decide(data, settings.seeds("bootstrap").child(label).stream());
    }

    private static String power(RateDecision decision) {
        return decision.standardDeviation() > 0
                ? RULE.power(decision.standardDeviation(), decision.seeds()).describe(0.8) + '.'
                : "not computed: fewer than two seeds finished.";
    }

    /**
     * How N grows as the achieved error falls, over the deciding targets: \(N \propto \epsilon^{-a}\) by the schedule and
     * \(E \propto \epsilon^s\) as measured make \(N \propto E^{-a/s}\). An agent's N is in trajectories and in transitions.
     */
    private static List<List<Object>> exponents(
            RateStudy<RateColumn> study, Results results, RateData data, RateDecision decision, String predicted) {
        double[] epsilons = data.deciding().epsilons();
        List<OracleCounts> drawn = Arrays.stream(epsilons)
                .mapToObj(epsilon -> study.perRun(results, epsilon))
                .toList();
        boolean agent = drawn.get(0).of(Draw.TRANSITION) > 0;
        String label = study.instance().label();
        List<List<Object>> rows = new ArrayList<>();
        rows.add(exponent(
                label,
                agent ? "trajectories" : "samples",
                predicted,
                epsilons,
                drawn.stream().mapToDouble(OracleCounts::samples).toArray(),
                decision));
        if (agent) {
            rows.add(exponent(
                    label,
                    "transitions",
                    predicted.isEmpty() ? "" : predicted + ", and the logarithm of the horizon",
                    epsilons,
                    drawn.stream().mapToDouble(each -> each.of(Draw.TRANSITION)).toArray(),
                    decision));
        }
        return rows;
    }

    private static Table exponents(List<List<Object>> rows) {
        return new Table(
                "exponents",
                "Exponents of N over the last three halvings, of the method and of its controls under the same schedule, which"
                        + " draw as much and achieve less; logarithms not divided out, with the interval of the tail slope",
                List.of(
                        "sampling",
                        "N in",
                        "predicted",
                        "in 1/ε, by the schedule",
                        "in 1/E, achieved",
                        "lower",
                        "upper"),
                rows);
    }

    private static List<Object> exponent(
            String sampling, String unit, String predicted, double[] epsilons, double[] counts, RateDecision decision) {
        double scheduled = -LogLogFit.of(epsilons, counts).slope();
        return List.of(
                sampling,
                unit,
                predicted,
                scheduled,
                over(scheduled, decision.slope()),
                over(scheduled, decision.interval().upper()),
                over(scheduled, decision.interval().lower()));
    }

    /** An error that need not fall takes any number of samples. */
    private static Object over(double scheduled, double slope) {
        return slope > 0 ? (Object) (scheduled / slope) : "∞";
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    /** N in samples, which for an agent are trajectories, and in transitions; exponents of N are against what was achieved. */
    private static Table targets(String name, RateStudy<RateColumn> study, Results results, RateData data) {
        List<List<Object>> rows = new ArrayList<>();
        double[] epsilons = study.epsilons();
        OracleCounts before = OracleCounts.NONE;
        for (int i = 0; i < epsilons.length; i++) {
            double error = RateReport.mean(data, i);
            OracleCounts drawn = study.perRun(results, epsilons[i]);
            List<Object> row = new ArrayList<>(List.of(
                    epsilons[i],
                    drawn.samples(),
                    drawn.of(Draw.TRANSITION),
                    study.instance().iterations(epsilons[i]),
                    error,
                    error / epsilons[i]));
            if (i == 0) {
                row.addAll(List.of("", "", ""));
            } else {
                double fallen = Math.log(RateReport.mean(data, i - 1) / error);
                double grown = Math.log((double) drawn.samples() / before.samples());
                double logarithm = Math.log(Math.log(epsilons[i]) / Math.log(epsilons[i - 1]));
                row.add(fallen / Math.log(epsilons[i - 1] / epsilons[i]));
                row.add(grown / fallen);
                row.add(epsilons[i - 1] < 1 ? (Object) ((grown - logarithm) / fallen) : "");
            }
            rows.add(row);
            before = drawn;
        }
        return new Table(
                name,
                study.instance().label() + ": means over " + data.seeds() + " seeds",
                List.of(
                        "ε",
                        "N per run",
                        "transitions per run",
                        "T",
                        "tail E‖∇Φ‖²",
                        "tail/ε",
                        "local slope",
                        "local exponent of N in 1/E",
                        "local exponent of N/ln(1/ε) in 1/E"),
                rows);
    }
}
