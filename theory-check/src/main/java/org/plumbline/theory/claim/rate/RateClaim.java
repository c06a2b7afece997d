package org.plumbline.theory.claim.rate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.plumbline.algorithm.penalty.PenaltySchedule;
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
import org.plumbline.theory.claim.Paper;
import org.plumbline.theory.judge.RateData;
import org.plumbline.theory.judge.RateDecision;
import org.plumbline.theory.judge.RateRule;

/** RATE-1 on one instance: the theorem schedule against the schedule with n ∝ 1/ε, both under the rate rule. */
record RateClaim(String id, RateInstance instance, RateGrid grid) implements Claim {
    static final String STATEMENT =
            "With σ = Θ(√ε), n = Θ(ε⁻²), K = Θ(ln 1/ε), T = Θ(1/ε), so N = Õ(ε⁻³) samples, Algorithm 1 reaches"
                    + " E‖∇Φ‖² = O(ε).";
    static final String CRITERION =
            "tail mean of ‖∇Φ(φ_t)‖² over T/2 ≤ t < T, squared units: E‖∇Φ‖² ≤ ε (in norm units,"
                    + " ‖∇Φ‖ ≤ ε′ = √ε, the same cost is Õ(ε′⁻⁶))";
    static final String PREDICTION = "slope 1 of ln E against ln ε, E/ε bounded as ε falls";
    static final String CONTROL =
            "the same schedule with n ∝ ε⁻¹, equal at the largest ε, must be NOT_SUPPORTED under the same rule";

    private static final RateRule RULE = RateRule.standard();

    @Override
    public ClaimCard card() {
        return new ClaimCard(
                id,
                STATEMENT,
                CRITERION,
                Guarantee.RATE,
                Paper.at("main theorem, sample complexity O(ε⁻³)"),
                List.of(
                        "g and g + σf satisfy the PL inequality on the region that the run visits",
                        "schedule: " + instance.laws(),
                        "sampling: " + instance.sampling(),
                        "warm start, both chains from one point: c_K = "
                                + instance.schedule().cInner()
                                + " may lie below the threshold 2/ln(1/q) that cold or mismatched chains need",
                        "step sizes below the local 2/L, and near the local 1/L, not below the 1/L that is declared for a whole region",
                        "no projection in the later half of a run, no divergence"),
                PREDICTION,
                RULE.describe() + " Targets and seeds: " + grid.describe() + ".",
                CONTROL);
    }

    @Override
    public Optional<Claim> at(List<Double> targets) {
        return Optional.of(new RateClaim(id, instance, grid.at(targets)));
    }

    private RateStudy<RateInstance> study(Settings settings) {
        return study(settings, instance);
    }

    private RateStudy<RateInstance> control(Settings settings) {
        PenaltySchedule broken = instance.schedule().withBatchExponent(1, grid.largest());
        return study(settings, instance.with(broken));
    }

    private RateStudy<RateInstance> study(Settings settings, RateInstance column) {
        return new RateStudy<>(
                column, grid.epsilons(settings.profile()), grid.seeds(settings.profile()), settings.seeds("verdict"));
    }

    /** At the largest target, and at the largest that decides where that is another. */
    private List<ErrorShares> shares(Settings settings) {
        double[] epsilons = grid.epsilons(settings.profile());
        return DoubleStream.of(epsilons[0], epsilons[epsilons.length - RateData.DECIDING])
                .distinct()
                .mapToObj(epsilon -> new ErrorShares(
                        instance, epsilon, grid.seeds(settings.profile()), settings.seeds("calibration")))
                .toList();
    }

    private NoiseTable noise(Settings settings) {
        return new NoiseTable(instance, grid.largest(), settings.seeds("calibration"));
    }

    @Override
    public List<Assumption> assumptions(Settings settings) {
        return instance.assumptions(grid.epsilons(settings.profile()));
    }

    @Override
    public List<Cell> plan(Settings settings) {
        List<Cell> cells = new ArrayList<>(study(settings).cells());
        cells.addAll(control(settings).cells());
        shares(settings).forEach(shares -> cells.addAll(shares.cells()));
        cells.add(noise(settings).cell());
        return cells;
    }

    @Override
    public Evidence judge(Settings settings, Results results) {
        RateStudy<RateInstance> study = study(settings);
        RateStudy<RateInstance> control = control(settings);
        RateData data = study.data(results, RateRun.TAIL);
        RateData controlData = control.data(results, RateRun.TAIL);
        RateDecision decision = decide(settings, "theorem", data);
        RateDecision rejected = decide(settings, "control", controlData);
        return new Evidence(
                        decision.verdict(),
                        reason(decision, study.failures(results))
                                + RateReport.outOfSample(data)
                                + (rejected.verdict() == Verdict.NOT_SUPPORTED
                                        ? ""
                                        : " The negative control was not rejected either: " + rejected.verdict() + "."),
                        new Evidence.Effect(
                                "tail slope of ln E against ln ε", decision.slope(), Optional.of(decision.interval())),
                        List.of(new Evidence.Control(
                                "n ∝ ε⁻¹",
                                rejected.verdict() == Verdict.NOT_SUPPORTED,
                                rejected.verdict() + ": " + rejected.reason())),
                        power(decision, rejected),
                        grid.seeds(settings.profile()) + " seeds: indices 0 to " + (grid.seeds(settings.profile()) - 1)
                                + " under the branch 'verdict' of master seed " + settings.masterSeed(),
                        Map.of(instance.method(grid.largest()).name() + " on " + id, study.drawn(results)),
                        data.seeds() < 2 ? List.of() : plots(study, data, controlData, decision),
                        tables(settings, results, study, control, data, controlData, decision))
                .refutedAt(RULE.pValue(decision));
    }

    private static RateDecision decide(Settings settings, String name, RateData data) {
        return RULE.decide(data, settings.seeds("bootstrap").child(name).stream());
    }

    private static String reason(RateDecision decision, List<String> failures) {
        return decision.reason() + (failures.isEmpty() ? "" : " Failures: " + String.join("; ", failures));
    }

    private static String power(RateDecision decision, RateDecision control) {
        if (!(decision.standardDeviation() > 0)) {
            return "not computed: fewer than two seeds finished";
        }
        return RULE.power(decision.standardDeviation(), decision.seeds()).describe(0.8)
                + '.'
                + RULE.powerAgainst("the control", control);
    }

    private static List<Plot> plots(
            RateStudy<RateInstance> study, RateData data, RateData control, RateDecision decision) {
        return List.of(
                RateReport.errorAgainstTarget(
                        "theorem schedule, n ∝ ε⁻²", data, 1, decision.slope(), "negative control, n ∝ ε⁻¹", control),
                RateReport.samplesAgainstError(study, data));
    }

    private List<Table> tables(
            Settings settings,
            Results results,
            RateStudy<RateInstance> study,
            RateStudy<RateInstance> control,
            RateData data,
            RateData controlData,
            RateDecision decision) {
        List<Table> tables = new ArrayList<>();
        if (data.seeds() > 0) {
            tables.add(RateReport.targets("targets", "Theorem schedule, means over seeds", study, results, data));
            tables.add(RateReport.summary(study, results, data, decision));
            tables.add(SampleLaw.of(study, results, data).table());
            tables.add(RateReport.heldOut("theorem schedule", data, "negative control", controlData));
        }
        if (controlData.seeds() > 0) {
            tables.add(RateReport.targets(
                    "control", "Negative control, n ∝ ε⁻¹, means over seeds", control, results, controlData));
        }
        List<ErrorShares> shares = shares(settings);
        shares.forEach(each -> tables.add(each.table(results)));
        if (shares.size() > 1) {
            tables.add(new BudgetTable(shares.get(0), shares.get(1)).table(results));
        }
        tables.add(noise(settings).table(results));
        return tables;
    }
}
