package org.plumbline.theory.claim.bias;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.plumbline.oracle.OracleCounts;
import org.plumbline.problem.SampledProblem;
import org.plumbline.problem.control.ControlTasks;
import org.plumbline.random.SeedTree;
import org.plumbline.source.Citation;
import org.plumbline.source.Citation.Provenance;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.Audit;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Claim;
import org.plumbline.theory.ClaimCard;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Guarantee;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.assumption.Domain;
import org.plumbline.theory.claim.bias.BiasDials.Variant;
import org.plumbline.theory.judge.BoundCase;
import org.plumbline.theory.judge.BoundDecision;
import org.plumbline.theory.judge.BoundRule;
import org.plumbline.theory.judge.Conjunction;
import org.plumbline.theory.statistics.Interval;

/**
 * ABL-1 on how bias is handled: horizon, features, sweeps and step of a critic are turned, and the mean of every estimator
 * is held to the limit that is known of it in closed form. What is left of it does not go away with more trajectories.
 */
@AutoService(Audit.class)
public final class EstimatorsKeepTheirBias implements Audit {
    @Override
    public String id() {
        return "ABL-1";
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                new Row(
                        "ABL-1@bias-lqr",
                        new BiasDials(EstimatorLimits.regulator("lqr-reward-design/claims"), "squares", 20, 30),
                        0.08,
                        0.3),
                new Row(
                        "ABL-1@bias-soft-mdp",
                        new BiasDials(EstimatorLimits.process("soft-mdp/claims"), "additive features", 30, 10),
                        0.04,
                        0.04),
                new NeuralEstimatorsKeepTheirBias(ControlTasks.pendulum()),
                new NeuralEstimatorsKeepTheirBias(ControlTasks.pointMass()));
    }

    /**
     * {@code detectable}: what must be found in an entry, in units of the gradient, by how much noise the instance has;
     * {@code noisy}: the same of returns without a baseline.
     */
    private record Row(String id, BiasDials dials, double detectable, double noisy) implements Claim {
        /** One per cent over three rules. */
        private static final double LEVEL = 0.01 / 3;

        /** What is left to the ratio bias of the estimators at the larger n, in units of the gradient. */
        private static final double TOLERANCE = 0.01;

        /** A bias of O(1/n) would be a quarter of what it was, and so a quarter of that below the half. */
        private static final BoundRule STAYS = new BoundRule(LEVEL, 1e-9, 0.25, 0.8);

        private static final long FEW = 100;
        private static final long MANY = 400;
        private static final int REPETITIONS = 100;
        /** Where noise is large beside the bias, or trajectories are shortest. */
        private static final int MORE_REPETITIONS = 400;
        /** Of the gradient, in the first entry, at the smaller n. */
        private static final double INJECTED = 0.3;

        private BoundRule rule(boolean isNoisy) {
            return new BoundRule(LEVEL, TOLERANCE, isNoisy ? noisy : detectable, 0.8);
        }

        private SampledProblem problem() {
            return dials.limits().problem();
        }

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    id,
                    "A short horizon, poor features, too few sweeps and too small a step of a critic leave the bias that is"
                            + " derived for each, and more trajectories do not remove it; where none is derived, what is left"
                            + " is below " + percent(detectable) + " of the gradient (returns without a baseline: "
                            + percent(noisy) + ") in every entry.",
                    "mean of the estimate − ∇_λ g over ‖∇_λ g‖, entry by entry",
                    Guarantee.TIGHT,
                    new Citation(
                            "Plumbline, docs/theory.md", "section 10, limits of the estimators", Provenance.DERIVED),
                    List.of("the start point of the instance", "independent batches"),
                    "the closed forms of the limits, for " + dials.variants().size()
                            + " settings: −∇T_H for returns, the visitation's bias for LSTD-Q with all features, the solution in"
                            + " poor features, (I − αÃ)^K for K sweeps of step α in either",
                    rule(false).describe() + " Returns without a baseline: the same with " + percent(noisy)
                            + ". Two cases an entry and setting, from above and from below, in units of ‖∇_λ g‖, against the"
                            + " closed form, and beyond " + percent(TOLERANCE)
                            + " of the gradient, which are left to the O(1/n) that a limit leaves out; n = " + MANY
                            + ", " + REPETITIONS + " batches, " + MORE_REPETITIONS
                            + " at H = 2 and of returns without a"
                            + " baseline. That a bias stays: the bias along its predicted direction at n = "
                            + MANY + " is at least half of that at n = " + FEW
                            + ", in the same way, with 25 % of the predicted bias to be found (a bias of O(1/n) would be a"
                            + " quarter). Level a third of 1 % for each of the three: a false alarm has probability at most"
                            + " 1 %. SUPPORTED iff all are;"
                            + " NOT_SUPPORTED iff one is.",
                    "with runs of their own: an injected bias of three times what must be found, a critic that makes half of"
                            + " its sweeps, and an injected bias that shrinks as 1/n must be NOT_SUPPORTED");
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return List.of(new Domain(problem()));
        }

        private SeedTree seeds(Settings settings) {
            return settings.seeds("verdict").child(id);
        }

        private static int repetitions(Variant variant) {
            return variant.isNoisy() || variant.horizon() == 2 ? MORE_REPETITIONS : REPETITIONS;
        }

        private String key(Settings settings, String what, Variant variant, long batch) {
            return "estimator-bias|" + what + '|' + problem().id() + '|' + variant.estimator() + "|H="
                    + variant.horizon() + '|' + repetitions(variant) + " of " + batch + '|' + seeds(settings);
        }

        @Override
        public List<Cell> plan(Settings settings) {
            List<Cell> cells = new ArrayList<>();
            for (Variant variant : dials.variants()) {
                cells.add(cell(settings, "dial", variant, MANY, 0));
            }
            for (Variant variant : dials.watched()) {
                cells.add(cell(settings, "dial", variant, FEW, 0));
            }
            cells.add(cell(settings, "injected", dials.least(), MANY, 3 * detectable));
            cells.add(cell(settings, "half", dials.half(), MANY, 0));
            for (long batch : new long[] {FEW, MANY}) {
                cells.add(cell(settings, "shrinking", dials.least(), batch, INJECTED * FEW / batch));
            }
            return cells;
        }

        private Cell cell(Settings settings, String what, Variant variant, long batch, double injected) {
            SeedTree seeds = seeds(settings).child(what).child(variant.title(), batch);
            EstimatorBias bias = EstimatorBias.of(
                    problem(),
                    problem().start().phi(),
                    problem().start().lambda(),
                    variant.estimator(),
                    variant.horizon(),
                    batch);
            double[] exact = bias.exact();
            double[] defect = new double[exact.length];
            defect[0] = injected * norm(exact);
            double[] along = injected == 0 ? dials.direction(variant) : firstEntry(exact.length);
            return new Cell(
                    key(settings, what, variant, batch),
                    () -> bias.repeat(repetitions(variant), seeds.stream(), along, defect));
        }

        private static double[] firstEntry(int dimension) {
            double[] unit = new double[dimension];
            unit[0] = 1;
            return unit;
        }

        private static String percent(double share) {
            return Math.round(100 * share) + " %";
        }

        private static double norm(double[] x) {
            return new ArrayRealVector(x, false).getNorm();
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            if (plan(settings).stream()
                    .anyMatch(cell -> !results.get(cell.key()).failure().isEmpty())) {
                return Evidence.notMeasured("An estimate is not a number, so that its mean is none either.");
            }
            BoundDecision fitted = rule(false).decide(cases(settings, results, false));
            BoundDecision returns = rule(true).decide(cases(settings, results, true));
            BoundDecision stays = STAYS.decide(dials.watched().stream()
                    .map(variant -> stays(
                            variant.title(),
                            results.get(key(settings, "dial", variant, FEW)),
                            results.get(key(settings, "dial", variant, MANY)),
                            norm(dials.predicted(variant))))
                    .toList());
            Variant poor = dials.watched().get(2);
            double[] along = results.get(key(settings, "dial", poor, MANY)).series("along");
            double predicted = norm(dials.predicted(poor));
            BiasDialViews views =
                    new BiasDialViews(dials, (variant, n) -> results.get(key(settings, "dial", variant, n)), FEW, MANY);
            return new Evidence(
                            Conjunction.of(List.of(fitted.verdict(), returns.verdict(), stays.verdict())),
                            "Against the closed forms: " + fitted.reason() + " Returns without a baseline: "
                                    + returns.reason() + " Against bias_100/2 − bias_400 ≤ 0: " + stays.reason(),
                            new Evidence.Effect(
                                    "bias of " + dials.poor() + " over its closed form, along it, 95 %",
                                    along[0] / predicted,
                                    Optional.of(Interval.around(along[0] / predicted, 1.96 * along[1] / predicted))),
                            controls(settings, results),
                            "a bias that differs from the closed form by " + percent(detectable)
                                    + " of the gradient (returns without a baseline: " + percent(noisy)
                                    + ") in an entry would have been found with probability at least "
                                    + Math.floor(100 * Math.min(fitted.leastPower(), returns.leastPower())) / 100
                                    + "; smaller differences are not excluded, and the table says how large they may be",
                            plan(settings).size() + " samples under the branch 'verdict/" + id + "' of master seed "
                                    + settings.masterSeed(),
                            Map.of("policy gradient on " + id, drawn(settings, results)),
                            views.plots(),
                            List.of(views.table()))
                    .refutedAt(Conjunction.pValue(List.of(
                            fitted.worstCorrectedPValue(),
                            returns.worstCorrectedPValue(),
                            stays.worstCorrectedPValue())));
        }

        private List<BoundCase> cases(Settings settings, Results results, boolean noisy) {
            return dials.variants().stream()
                    .filter(variant -> variant.isNoisy() == noisy)
                    .flatMap(variant ->
                            cases(variant, dials.predicted(variant), results.get(key(settings, "dial", variant, MANY)))
                                    .stream())
                    .toList();
        }

        private static List<BoundCase> cases(Variant variant, double[] predicted, CellResult result) {
            return EstimatorBias.cases(variant.title(), result, predicted, norm(result.series("exact")));
        }

        /** "Half of what it was at few trajectories is at most what it is at many." */
        private static BoundCase stays(String name, CellResult few, CellResult many, double scale) {
            double[] before = few.series("along");
            double[] after = many.series("along");
            return new BoundCase(
                    name,
                    before[0] / 2 - after[0],
                    0,
                    Math.hypot(before[1] / 2, after[1]),
                    Math.min(few.value(EstimatorBias.DEGREES), many.value(EstimatorBias.DEGREES)),
                    scale);
        }

        private List<Evidence.Control> controls(Settings settings, Results results) {
            Variant least = dials.least();
            CellResult shrunk = results.get(key(settings, "shrinking", least, MANY));
            CellResult shrinking = results.get(key(settings, "shrinking", least, FEW));
            return List.of(
                    control(
                            "an injected bias of " + percent(3 * detectable) + " of the gradient in one entry",
                            rule(false)
                                    .decide(cases(
                                            least,
                                            dials.predicted(least),
                                            results.get(key(settings, "injected", least, MANY))))),
                    control(
                            "a critic that makes 15 of its 30 sweeps",
                            rule(false)
                                    .decide(cases(
                                            dials.half(),
                                            dials.predicted(dials.whole()),
                                            results.get(key(settings, "half", dials.half(), MANY))))),
                    control(
                            "an injected bias of 30 % of the gradient at n = 100 that shrinks as 1/n",
                            STAYS.decide(List.of(
                                    stays("shrinking", shrinking, shrunk, INJECTED * norm(shrunk.series("exact")))))));
        }

        private static Evidence.Control control(String description, BoundDecision decision) {
            return new Evidence.Control(
                    description,
                    decision.verdict() == Verdict.NOT_SUPPORTED,
                    decision.verdict() + ": " + decision.reason());
        }

        private OracleCounts drawn(Settings settings, Results results) {
            OracleCounts total = OracleCounts.NONE;
            for (Cell cell : plan(settings)) {
                total = total.plus(results.get(cell.key()).counts());
            }
            return total;
        }
    }
}
