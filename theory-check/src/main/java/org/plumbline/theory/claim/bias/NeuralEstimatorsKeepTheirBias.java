package org.plumbline.theory.claim.bias;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.plumbline.problem.control.ControlTask;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Claim;
import org.plumbline.theory.ClaimCard;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Guarantee;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Table;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.claim.bias.TaskEstimators.Name;
import org.plumbline.theory.judge.BoundCase;
import org.plumbline.theory.judge.BoundDecision;
import org.plumbline.theory.judge.BoundRule;
import org.plumbline.theory.judge.Conjunction;
import org.plumbline.theory.statistics.Interval;

/**
 * ABL-1 where no limit is known in closed form: a neural policy on a control task.
 *
 * @param task the task
 */
record NeuralEstimatorsKeepTheirBias(ControlTask task) implements Claim {
    /** One per cent over three rules. */
    private static final double LEVEL = 0.01 / 3;

    /** What the richer features may leave in an entry, over the gradient. */
    private static final double LITTLE = 0.1;

    /** What poor features and few sweeps must leave, over the gradient. */
    private static final double MUCH = 0.2;

    private static final BoundRule LEAVES_LITTLE = new BoundRule(LEVEL, 1e-9, 0.1, 0.8);

    /** A bias of O(1/n) would be a quarter of what it was, and so a quarter of that below the half. */
    private static final BoundRule KEEPS = new BoundRule(LEVEL, 1e-9, 0.25, 0.8);

    private String id() {
        return "ABL-1@bias-" + task.id();
    }

    @Override
    public ClaimCard card() {
        return new ClaimCard(
                id(),
                "On a neural policy poor features, and too few sweeps of a critic, leave a bias of more than a fifth of the"
                        + " gradient that more trajectories do not remove; returns with a cross-fitted baseline leave none, and"
                        + " LSTD-Q with richer features at most " + percent(LITTLE) + " of the gradient in any entry.",
                "mean of the estimate − ∇_λ g over ‖∇_λ g‖",
                Guarantee.SEPARATION,
                new Citation("Plumbline, docs/theory.md", "section 10, neural policies", Provenance.DERIVED),
                List.of("one random network, the first φ", "independent batches"),
                "that returns have no bias, and that features which do not contain the Q-function leave one, is derived; how"
                        + " large it is comes from runs on another master seed",
                LEAVES_LITTLE.describe()
                        + " Three rules, each at a level of a third of 1 %, against the mean of the exact model-based gradient"
                        + " over scenarios of its own, whose error is in every standard error; n = "
                        + TaskEstimators.MANY
                        + ". (1) That: two cases an entry, from above and from below, in units of ‖∇_λ g‖, of returns with a"
                        + " baseline against 0 and of LSTD-Q with the richer features against " + percent(LITTLE)
                        + ". (2) LSTD-Q with poor features and both critics of few sweeps: the bias along a direction that"
                        + " batches of their own gave is at least " + percent(MUCH)
                        + " of the gradient, with 25 % of what those batches gave to be found. (3) It is at least half of that"
                        + " at n = " + TaskEstimators.FEW
                        + ", in the same way (a bias of O(1/n) would be a quarter). SUPPORTED iff all are; NOT_SUPPORTED iff"
                        + " one is. Returns without a baseline are too noisy to decide anything here; the table shows them.",
                "with runs of their own: returns with an injected bias of " + percent(TaskEstimators.DEFECT)
                        + " of the gradient in one entry under (1), poor features presented as the richer ones under (1), the"
                        + " richer ones presented as poor under (2), and an injected bias that shrinks as 1/n under (3) must be"
                        + " NOT_SUPPORTED");
    }

    /** No assumption of a theorem is presumed. */
    @Override
    public List<Assumption> assumptions(Settings settings) {
        return List.of();
    }

    private TaskEstimators estimators(Settings settings) {
        return new TaskEstimators(task, settings.seeds("verdict").child(id()));
    }

    @Override
    public List<Cell> plan(Settings settings) {
        TaskEstimators estimators = estimators(settings);
        return List.of(new Cell(estimators.key(), estimators::run));
    }

    @Override
    public Evidence judge(Settings settings, Results results) {
        CellResult all = results.get(estimators(settings).key());
        if (!all.failure().isEmpty()) {
            return Evidence.notMeasured(all.failure());
        }
        List<BoundCase> cases = new ArrayList<>(within(all, Name.BASELINE.at(TaskEstimators.MANY), 0));
        cases.addAll(within(all, Name.RICH.at(TaskEstimators.MANY), LITTLE));
        List<Name> biased = Arrays.stream(Name.values()).filter(Name::keepsBias).toList();
        BoundDecision little = LEAVES_LITTLE.decide(cases);
        BoundDecision much = KEEPS.decide(biased.stream()
                .map(name -> much(all, name.at(TaskEstimators.MANY)))
                .toList());
        BoundDecision stays = KEEPS.decide(biased.stream()
                .map(name -> stays(
                        all,
                        name.at(TaskEstimators.FEW),
                        name.at(TaskEstimators.MANY),
                        pilot(all, name.at(TaskEstimators.MANY))))
                .toList());
        double[] poor = along(all, Name.POOR.at(TaskEstimators.MANY));
        double unit = unit(all);
        return new Evidence(
                        Conjunction.of(List.of(little.verdict(), much.verdict(), stays.verdict())),
                        "(1) " + little.reason() + " (2) " + much.reason() + " (3) " + stays.reason(),
                        new Evidence.Effect(
                                "bias of LSTD-Q with poor features, over the norm of the gradient, 95 %",
                                poor[0] / unit, Optional.of(Interval.around(poor[0] / unit, 1.96 * poor[1] / unit))),
                        controls(all),
                        "a bias of returns with a baseline, or more of the richer features' than they may leave, by 10 % of the"
                                + " gradient in an entry would have been found with probability at least "
                                + Math.floor(100 * little.leastPower()) / 100
                                + "; smaller ones are not excluded, and the table says how large they may be",
                        "branch 'verdict/" + id() + "' of master seed " + settings.masterSeed()
                                + "; the network is fixed",
                        Map.of("policy gradient on " + id(), all.counts()),
                        List.of(),
                        List.of(table(all)))
                .refutedAt(Conjunction.pValue(List.of(
                        little.worstCorrectedPValue(), much.worstCorrectedPValue(), stays.worstCorrectedPValue())));
    }

    /** The norm of the gradient. */
    private static double unit(CellResult all) {
        return norm(all.series(TaskEstimators.REFERENCE));
    }

    private static double[] along(CellResult all, String key) {
        return TaskEstimators.of(all, key).series(EstimatorBias.ALONG);
    }

    private static double degrees(CellResult all, String key) {
        return TaskEstimators.of(all, key).value(EstimatorBias.DEGREES);
    }

    /** What batches of their own gave for the norm of a bias. */
    private static double pilot(CellResult all, String key) {
        return TaskEstimators.of(all, key).value(TaskEstimators.PILOT);
    }

    /** "Every entry of the bias is at most a share of the gradient", as two bounds an entry. */
    private static List<BoundCase> within(CellResult all, String key, double share) {
        double unit = unit(all);
        double[] nothing = new double[all.series(TaskEstimators.REFERENCE).length];
        return EstimatorBias.cases(key, TaskEstimators.of(all, key), nothing, unit).stream()
                .map(each -> new BoundCase(
                        each.name(),
                        each.estimate(),
                        share * unit,
                        each.standardError(),
                        each.degreesOfFreedom(),
                        unit))
                .toList();
    }

    private static BoundCase much(CellResult all, String key) {
        double[] along = along(all, key);
        return new BoundCase(key, MUCH * unit(all) - along[0], 0, along[1], degrees(all, key), pilot(all, key));
    }

    /** "Half of what it was at few trajectories is at most what it is at many." */
    private static BoundCase stays(CellResult all, String few, String many, double scale) {
        double[] before = along(all, few);
        double[] after = along(all, many);
        return new BoundCase(
                many,
                before[0] / 2 - after[0],
                0,
                Math.hypot(before[1] / 2, after[1]),
                Math.min(degrees(all, few), degrees(all, many)),
                scale);
    }

    private static List<Evidence.Control> controls(CellResult all) {
        String injected = "an injected bias of " + percent(TaskEstimators.DEFECT) + " of the gradient";
        BoundCase shrinking = stays(
                all,
                TaskEstimators.SHRINKING + TaskEstimators.FEW,
                TaskEstimators.SHRINKING + TaskEstimators.MANY,
                TaskEstimators.DEFECT * unit(all));
        return List.of(
                control(injected + " in one entry", LEAVES_LITTLE, within(all, TaskEstimators.INJECTED, 0)),
                control(
                        "poor features presented as the richer ones",
                        LEAVES_LITTLE,
                        within(all, TaskEstimators.POOR_AS_RICH, LITTLE)),
                control(
                        "the richer features presented as poor",
                        KEEPS,
                        List.of(much(all, TaskEstimators.RICH_AS_POOR))),
                control(
                        injected + " at n = " + TaskEstimators.FEW + " that shrinks as 1/n",
                        KEEPS,
                        List.of(shrinking)));
    }

    private static Evidence.Control control(String description, BoundRule rule, List<BoundCase> cases) {
        BoundDecision decision = rule.decide(cases);
        return new Evidence.Control(
                description,
                decision.verdict() == Verdict.NOT_SUPPORTED,
                decision.verdict() + ": " + decision.reason());
    }

    private static Table table(CellResult all) {
        List<List<Object>> rows = new ArrayList<>();
        for (Name name : Name.values()) {
            if (name.keepsBias()) {
                rows.add(row(all, name, TaskEstimators.FEW));
            }
            rows.add(row(all, name, TaskEstimators.MANY));
        }
        return new Table(
                "estimators",
                "Bias and deviation of every estimator, over ‖∇_λ g‖. The reference is the mean of the exact model-based gradient"
                        + " over other scenarios; its sampling error is in that of every mean. A norm is reduced by the"
                        + " sampling error; \"not excluded\" is the largest entry plus three standard errors",
                List.of(
                        "estimator",
                        "n",
                        "bias, norm",
                        "sampling error of the mean",
                        "of which the reference's",
                        "largest entry of the bias",
                        "not excluded",
                        "deviation of one estimate"),
                rows);
    }

    private static List<Object> row(CellResult all, Name name, long batch) {
        double unit = unit(all);
        CellResult measured = TaskEstimators.of(all, name.at(batch));
        double[] biases = measured.series(EstimatorBias.BIASES);
        double[] errors = measured.series(EstimatorBias.ERRORS);
        double largest = 0;
        double excluded = 0;
        for (int i = 0; i < biases.length; i++) {
            largest = Math.max(largest, Math.abs(biases[i]) / unit);
            excluded = Math.max(excluded, (Math.abs(biases[i]) + 3 * errors[i]) / unit);
        }
        double sampling = norm(errors) / unit;
        double bias = Math.sqrt(Math.max(0, Math.pow(norm(biases) / unit, 2) - sampling * sampling));
        return List.of(
                name.title(),
                batch,
                bias,
                sampling,
                norm(all.series(TaskEstimators.REFERENCE_ERRORS)) / unit,
                largest,
                excluded,
                measured.value(EstimatorBias.DEVIATION) / unit);
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }

    private static double norm(double[] x) {
        return new ArrayRealVector(x, false).getNorm();
    }
}
