package org.plumbline.theory.claim.rate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;
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
import org.plumbline.theory.judge.SlopeDecision;
import org.plumbline.theory.judge.SlopeRule;

/**
 * One claim of RATE-2: with one law of the theorem's schedule changed, its term of the error budget decides the slope, and with
 * the theorem's law it does not.
 *
 * @param id its name
 * @param statement in one sentence
 * @param criterion {@link RateRun#TAIL} or {@link RateRun#AVERAGE}
 * @param source where it is derived
 * @param conditions what it presumes
 * @param rule on the slope of ln E against ln ε, whose centre is the prediction
 * @param ensemble what differs from seed to seed
 * @param grid targets and seeds
 * @param changed the schedule that fails
 * @param theorem the control: what the theorem asks for
 */
record NeededExponent(
        String id,
        String statement,
        String criterion,
        Citation source,
        List<String> conditions,
        SlopeRule rule,
        Ensemble ensemble,
        RateGrid grid,
        PenaltyArm.Change changed,
        PenaltyArm.Change theorem)
        implements Claim {
    static final Citation DERIVATION = new Citation(
            "Plumbline, docs/theory.md", "section \"RATE-2: which exponents are needed\"", Provenance.DERIVED);

    @Override
    public ClaimCard card() {
        List<String> assumptions = new ArrayList<>(conditions);
        assumptions.add(ensemble.words());
        return new ClaimCard(
                id,
                statement,
                words() + ", squared units",
                Guarantee.RATE,
                source,
                assumptions,
                "slope " + rounded(rule.predictedSlope()) + " of ln E against ln ε over the last three halvings",
                rule.describe() + " Slopes are per " + (ensemble.perSeed() ? "instance" : "seed")
                        + ". A failed run bars SUPPORTED. Targets and seeds: " + grid.describe() + ".",
                theorem.label() + ", equal at the largest ε, must be NOT_SUPPORTED under the same rule");
    }

    private String words() {
        return criterion.equals(RateRun.TAIL)
                ? "tail mean of ‖∇Φ(φ_t)‖² over T/2 ≤ t < T"
                : "average of ‖∇Φ(φ_t)‖² over 0 ≤ t < T";
    }

    @Override
    public Optional<Claim> at(List<Double> targets) {
        return Optional.of(new NeededExponent(
                id, statement, criterion, source, conditions, rule, ensemble, grid.at(targets), changed, theorem));
    }

    @Override
    public List<Assumption> assumptions(Settings settings) {
        double[] epsilons = grid.epsilons(settings.profile());
        return ensemble.instances(settings, grid.seeds(settings.profile())).stream()
                .flatMap(instance -> changed.of(instance).instance().assumptions(epsilons).stream())
                .toList();
    }

    private ArmStudy study(Settings settings, PenaltyArm.Change change) {
        return ensemble.study(settings, grid, change);
    }

    @Override
    public List<Cell> plan(Settings settings) {
        List<Cell> cells = new ArrayList<>(study(settings, changed).cells());
        cells.addAll(study(settings, theorem).cells());
        return cells;
    }

    @Override
    public Evidence judge(Settings settings, Results results) {
        ArmStudy study = study(settings, changed);
        ArmStudy other = study(settings, theorem);
        RateData data = study.data(results, criterion);
        RateData control = other.data(results, criterion);
        SlopeDecision decision = rule.decide(RateReport.slopes(data));
        SlopeDecision rejected = rule.decide(RateReport.slopes(control));
        List<String> failures = study.failures(results);
        return new Evidence(
                        data.failedSeeds() > 0 && decision.verdict() == Verdict.SUPPORTED
                                ? Verdict.INCONCLUSIVE
                                : decision.verdict(),
                        decision.reason() + " Failed seeds: " + data.failedSeeds() + "."
                                + (failures.isEmpty() ? "" : " Failures: " + String.join("; ", failures)),
                        new Evidence.Effect(
                                criterion + " slope of ln E against ln ε",
                                decision.slope(),
                                Optional.of(decision.interval())),
                        List.of(new Evidence.Control(
                                theorem.label(),
                                rejected.verdict() == Verdict.NOT_SUPPORTED,
                                rejected.verdict() + ": " + rejected.reason())),
                        rule.power(decision) + '.' + rule.powerAgainst("the control", rejected),
                        grid.seeds(settings.profile()) + (ensemble.perSeed() ? " random instances" : " seeds")
                                + ", the same in both columns, under the branch 'verdict' of master seed "
                                + settings.masterSeed(),
                        Map.of(
                                changed.label() + " on " + id, study.drawn(results),
                                theorem.label() + " on " + id, other.drawn(results)),
                        plots(decision, data, control),
                        tables(results, study, other))
                .refutedAt(rule.pValue(decision));
    }

    private static double rounded(double x) {
        return Math.round(1000 * x) / 1000.0;
    }

    private List<Plot> plots(SlopeDecision decision, RateData data, RateData control) {
        return data.seeds() < 2
                ? List.of()
                : List.of(RateReport.errorAgainstTarget(
                        criterion,
                        changed.label(),
                        data,
                        rule.predictedSlope(),
                        decision.slope(),
                        "negative control: " + theorem.label(),
                        control));
    }

    private List<Table> tables(Results results, ArmStudy study, ArmStudy other) {
        List<Table> tables = new ArrayList<>();
        if (study.data(results, criterion).seeds() > 0) {
            tables.add(study.table("targets", results, criterion));
        }
        if (other.data(results, criterion).seeds() > 0) {
            tables.add(other.table("control", results, criterion));
        }
        return tables;
    }
}
