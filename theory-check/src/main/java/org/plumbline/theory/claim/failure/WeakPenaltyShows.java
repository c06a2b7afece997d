package org.plumbline.theory.claim.failure;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.GroundTruth;
import org.plumbline.problem.Problems;
import org.plumbline.random.RandomStream;
import org.plumbline.random.SeedTree;
import org.plumbline.theory.Assumption;
import org.plumbline.theory.Audit;
import org.plumbline.theory.Cell;
import org.plumbline.theory.CellResult;
import org.plumbline.theory.Claim;
import org.plumbline.theory.ClaimCard;
import org.plumbline.theory.Evidence;
import org.plumbline.theory.Guarantee;
import org.plumbline.theory.Plot;
import org.plumbline.theory.Plot.Series;
import org.plumbline.theory.Plot.Style;
import org.plumbline.theory.Results;
import org.plumbline.theory.Settings;
import org.plumbline.theory.Table;
import org.plumbline.theory.Verdict;
import org.plumbline.theory.assumption.PlInequality;
import org.plumbline.theory.claim.Paper;
import org.plumbline.theory.claim.Presumed;
import org.plumbline.theory.judge.BoundCase;
import org.plumbline.theory.judge.BoundDecision;
import org.plumbline.theory.judge.BoundRule;
import org.plumbline.theory.judge.Conjunction;
import org.plumbline.theory.judge.SlopeDecision;
import org.plumbline.theory.judge.SlopeRule;
import org.plumbline.theory.statistics.LogLogFit;

/**
 * FAIL-1, second signature: the penalty is too weak. The second chain's limit then violates the lower level's optimality,
 * by \(g(\lambda_\sigma) - g^* = \tfrac12\sigma^2\langle\nabla_\lambda f, (\nabla^2_{\lambda\lambda}g)^+\nabla_\lambda f\rangle
 * + O(\sigma^3)\), so that a violation of at most ε needs a σ below \(\sqrt{2\epsilon/\langle\cdot,\cdot\rangle}\), and so do the
 * runs of Algorithm 1.
 */
@AutoService(Audit.class)
public final class WeakPenaltyShows implements Audit {
    @Override
    public String id() {
        return "FAIL-1";
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                new Row("FAIL-1@penalty-sine-composite", Problems.named("sine-composite/claims")),
                new Row("FAIL-1@penalty-lqr-reward-design", Problems.named("lqr-reward-design/claims")),
                new Row("FAIL-1@penalty-soft-mdp", Problems.named("soft-mdp/claims")));
    }

    @Override
    public List<Claim> onRequest(BilevelProblem problem) {
        return List.of(new Presumed(
                new Row("FAIL-1@penalty-" + problem.family(), problem),
                () -> LowerCurvature.lacking(problem, Row.SIGMAS[0])));
    }

    private record Row(String id, BilevelProblem problem) implements Claim {
        private static final int POINTS = 12;
        private static final double[] SIGMAS = IntStream.rangeClosed(3, 12)
                .mapToDouble(k -> Math.scalb(1.0, -k))
                .toArray();
        /** The slope is asymptotic; the fit takes the last three halvings. */
        private static final int FITTED = 4;

        private static final double MARGIN = 0.1;
        private static final SlopeRule SLOPE = new SlopeRule(2, MARGIN, 0.95, 10);
        /** Relative to the prediction at the smallest σ, whose next order is some σ = 2⁻¹² of it. */
        private static final double CONSTANT = 0.01;
        /** The same at the end of runs with the smallest of their σ. */
        private static final double IN_RUNS = 0.05;

        private static final BoundRule WITHIN = new BoundRule(0.01, 1e-9, 0.1, 0.8);
        private static final double[] RUN_SIGMAS = {0x1p-5, 0x1p-8};
        private static final int RUNS = 2;
        private static final int INNER_STEPS = 5;
        /** In the control: cold chains that are far from their ends. */
        private static final int FEW = 4;

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    id,
                    "A weak penalty shows as a violation g(λ_σ) − g* = ½σ² ∇f·H⁺∇f + O(σ³) of the lower level's optimality, H"
                            + " the Hessian of g in λ: of exact order σ², and above ε from σ = √(2ε/∇f·H⁺∇f) on. Runs of"
                            + " Algorithm 1 end with it.",
                    "g(φ, λ_σ(φ)) − g*(φ), in units of g",
                    Guarantee.TIGHT,
                    Paper.at("failure signatures; the exponent is derived here"),
                    List.of(
                            "g + σf is PL, g has a nonsingular Hessian across its minimisers",
                            "φ is not an aligned point"),
                    "slope 2 of the violation in σ, at every point; the constant ½ ∇f·H⁺∇f, from the eigenvectors of H",
                    SLOPE.describe() + " Slopes at " + POINTS + " random points over σ = 2⁻⁹ … 2⁻¹²; the smallest and"
                            + " largest must lie within the margin too. The violation at σ = 2⁻¹² must be within "
                            + CONSTANT + " of its prediction at every point, relative, and within " + IN_RUNS
                            + " at the end of each of " + RUNS
                            + " runs of Algorithm 1 with σ = 2⁻⁸ (exact gradients, K = "
                            + INNER_STEPS
                            + ", warm start), where H and ∇f are those of the end. SUPPORTED iff all three"
                            + " are; NOT_SUPPORTED iff one is not, for the slope if its interval lies outside. Nothing is"
                            + " sampled but points.",
                    "minimisers of g + 2σf presented as those of g + σf, under the rule for the constant; cold second chains"
                            + " of " + FEW + " steps in place of minimisers, under the rule for the slope. Both must be"
                            + " NOT_SUPPORTED");
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return PlInequality.forAll(problem, SIGMAS[0]);
        }

        private SeedTree seeds(Settings settings) {
            return settings.seeds("verdict").child("FAIL-1").child(problem.id());
        }

        private String key(Settings settings) {
            return "violation|" + problem.id() + '|' + seeds(settings);
        }

        @Override
        public List<Cell> plan(Settings settings) {
            List<Cell> cells = new ArrayList<>();
            cells.add(new Cell(key(settings), () -> measure(seeds(settings))));
            for (int i = 0; i < RUNS; i++) {
                SeedTree seeds = seeds(settings).child("run", i);
                cells.add(new Cell(runKey(settings, i), () -> runs(seeds)));
            }
            return cells;
        }

        private String runKey(Settings settings, int run) {
            return "violation-run|" + problem.id() + '|' + INNER_STEPS + '|' + run + '|' + seeds(settings);
        }

        private CellResult measure(SeedTree seeds) {
            GroundTruth truth = problem.truth();
            double[] all = new double[POINTS * SIGMAS.length];
            double[] chains = new double[POINTS * SIGMAS.length];
            double[] pulls = new double[POINTS];
            double[] doubled = new double[POINTS];
            for (int i = 0; i < POINTS; i++) {
                RandomStream stream = seeds.child("point", i).stream();
                double[] phi = problem.box().sample(stream);
                double optimum = truth.lowerOptimum(phi);
                ExactRun start = ExactRun.from(problem, seeds.child("chain", i).stream());
                ColdChains cold =
                        new ColdChains(problem, phi, start.lambda(), start.lambda(), start.step(), start.step());
                for (int k = 0; k < SIGMAS.length; k++) {
                    double sigma = SIGMAS[k];
                    all[i * SIGMAS.length + k] =
                            truth.functions().lower(phi, truth.penalisedSolution(phi, sigma)) - optimum;
                    chains[i * SIGMAS.length + k] = cold.violation(sigma, FEW);
                }
                pulls[i] = new LowerCurvature(problem, phi).pull();
                double smallest = SIGMAS[SIGMAS.length - 1];
                doubled[i] = truth.functions().lower(phi, truth.penalisedSolution(phi, 2 * smallest)) - optimum;
            }
            return CellResult.of(Map.of("violations", all, "few steps", chains, "pulls", pulls, "doubled", doubled));
        }

        private CellResult runs(SeedTree seeds) {
            ExactRun run = ExactRun.from(problem, seeds.stream());
            List<ExactRun.End> ends = Arrays.stream(RUN_SIGMAS)
                    .mapToObj(sigma -> run.run(sigma, INNER_STEPS, false))
                    .toList();
            return CellResult.of(Map.of(
                    "tails", ends.stream().mapToDouble(ExactRun.End::tail).toArray(),
                    "violations",
                            ends.stream().mapToDouble(ExactRun.End::violation).toArray(),
                    "predictions",
                            ends.stream().mapToDouble(ExactRun.End::predicted).toArray()));
        }

        private static double[] at(CellResult result, String series, int point) {
            return Arrays.copyOfRange(result.series(series), point * SIGMAS.length, (point + 1) * SIGMAS.length);
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            CellResult result = results.get(key(settings));
            List<CellResult> runs = IntStream.range(0, RUNS)
                    .mapToObj(i -> results.get(runKey(settings, i)))
                    .toList();
            if (Arrays.stream(result.series("violations")).anyMatch(violation -> !(violation > 0))) {
                return Evidence.notApplicable(
                        "at some φ the violation g(λ_σ) − g* is not above rounding: ∇_λ f vanishes at the"
                                + " lower solution, and a penalty however weak violates nothing");
            }
            if (runs.stream().anyMatch(run -> Double.isNaN(run.series("violations")[RUN_SIGMAS.length - 1]))) {
                return Evidence.notMeasured("a run of Algorithm 1 with exact gradients went to infinity");
            }
            SlopeDecision slope = SLOPE.decide(slopes(result, "violations"));
            SlopeDecision few = SLOPE.decide(slopes(result, "few steps"));
            BoundDecision constant = WITHIN.decide(constants(result, smallest(result)));
            BoundDecision doubled = WITHIN.decide(constants(result, result.series("doubled")));
            BoundDecision inRuns = WITHIN.decide(ends(runs));
            boolean within = slope.smallest() >= 2 - MARGIN && slope.largest() <= 2 + MARGIN;
            Verdict exponent = slope.verdict() == Verdict.SUPPORTED && !within ? Verdict.INCONCLUSIVE : slope.verdict();
            return new Evidence(
                    Conjunction.of(List.of(exponent, constant.verdict(), inRuns.verdict())),
                    slope.reason() + " Distance to the constant: " + constant.reason() + " At the end of runs: "
                            + inRuns.reason(),
                    new Evidence.Effect("slope of the violation in σ", slope.slope(), Optional.of(slope.interval())),
                    List.of(
                            control(
                                    "minimisers of g + 2σf presented as those of g + σf",
                                    doubled.verdict(),
                                    doubled.reason()),
                            control(
                                    "cold chains of " + FEW + " steps in place of minimisers",
                                    few.verdict(),
                                    few.reason())),
                    "no noise, only random points: any deviation beyond the margins shows, with probability 1",
                    POINTS + " points and " + RUNS + " runs under the branch 'verdict/FAIL-1' of master seed "
                            + settings.masterSeed(),
                    Map.of(),
                    List.of(plot(result)),
                    List.of(table(result), runTable(runs)));
        }

        private static double[] smallest(CellResult result) {
            return IntStream.range(0, POINTS)
                    .mapToDouble(i -> at(result, "violations", i)[SIGMAS.length - 1])
                    .toArray();
        }

        private static List<BoundCase> constants(CellResult result, double[] violations) {
            double sigma = SIGMAS[SIGMAS.length - 1];
            double[] pulls = result.series("pulls");
            return IntStream.range(0, POINTS)
                    .mapToObj(i -> {
                        double ratio = violations[i] / (sigma * sigma / 2 * pulls[i]);
                        return BoundCase.exact("point " + i, Math.abs(ratio - 1), CONSTANT);
                    })
                    .toList();
        }

        private static List<BoundCase> ends(List<CellResult> runs) {
            int last = RUN_SIGMAS.length - 1;
            return IntStream.range(0, RUNS)
                    .mapToObj(i -> {
                        CellResult run = runs.get(i);
                        double ratio = run.series("violations")[last] / run.series("predictions")[last];
                        return BoundCase.exact("run " + i, Math.abs(ratio - 1), IN_RUNS);
                    })
                    .toList();
        }

        private static Evidence.Control control(String description, Verdict verdict, String reason) {
            return new Evidence.Control(description, verdict == Verdict.NOT_SUPPORTED, verdict + ": " + reason);
        }

        private static double[] slopes(CellResult result, String series) {
            int from = SIGMAS.length - FITTED;
            double[] x = Arrays.copyOfRange(SIGMAS, from, SIGMAS.length);
            return IntStream.range(0, POINTS)
                    .mapToObj(i -> Arrays.copyOfRange(at(result, series, i), from, SIGMAS.length))
                    .mapToDouble(y -> LogLogFit.of(x, y).slope())
                    .toArray();
        }

        private static Plot plot(CellResult result) {
            double[] violations = at(result, "violations", 0);
            double pull = result.value("pulls");
            double[] line =
                    Arrays.stream(SIGMAS).map(sigma -> sigma * sigma / 2 * pull).toArray();
            return new Plot(
                    "violation",
                    "Violation of the lower level's optimality against the penalty, at one point",
                    new Plot.Axis("σ", true),
                    new Plot.Axis("g(λ_σ) − g*", true),
                    List.of(
                            Series.line("measured", Style.MEASURED, SIGMAS, violations),
                            Series.line("½σ² ∇f·H⁺∇f", Style.PREDICTION, SIGMAS, line)));
        }

        private static Table table(CellResult result) {
            List<List<Object>> rows = new ArrayList<>();
            double[] pulls = result.series("pulls");
            for (int k = 0; k < SIGMAS.length; k++) {
                int at = k;
                double unit = SIGMAS[k] * SIGMAS[k] / 2;
                double[] violations = IntStream.range(0, POINTS)
                        .mapToDouble(i -> at(result, "violations", i)[at])
                        .toArray();
                double[] ratios = IntStream.range(0, POINTS)
                        .mapToDouble(i -> violations[i] / (unit * pulls[i]))
                        .toArray();
                // A violation of this size needs a σ of at most this by the prediction, and of σ itself in truth.
                double[] thresholds = Arrays.stream(ratios)
                        .map(ratio -> SIGMAS[at] * Math.sqrt(ratio))
                        .toArray();
                rows.add(List.of(
                        SIGMAS[k],
                        StatUtils.min(violations),
                        StatUtils.max(violations),
                        StatUtils.min(ratios),
                        StatUtils.max(ratios),
                        StatUtils.min(thresholds),
                        StatUtils.max(thresholds)));
            }
            return new Table(
                    "violations",
                    "Violation over the points, beside its prediction ½σ² ∇f·H⁺∇f and the σ at which that reaches it",
                    List.of(
                            "σ",
                            "violation, smallest",
                            "largest",
                            "over prediction, smallest",
                            "largest",
                            "predicted threshold, smallest",
                            "largest"),
                    rows);
        }

        private static Table runTable(List<CellResult> runs) {
            List<List<Object>> rows = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                for (int k = 0; k < RUN_SIGMAS.length; k++) {
                    double violation = runs.get(i).series("violations")[k];
                    double predicted = runs.get(i).series("predictions")[k];
                    double tail = runs.get(i).series("tails")[k];
                    double square = RUN_SIGMAS[k] * RUN_SIGMAS[k];
                    rows.add(List.of(
                            (long) i, RUN_SIGMAS[k], violation, predicted, violation / predicted, tail, tail / square));
                }
            }
            return new Table(
                    "runs",
                    "Violation at the end of runs of Algorithm 1, and the stationarity that the penalty leaves",
                    List.of("run", "σ", "violation", "predicted", "ratio", "tail of ‖∇Φ‖²", "over σ²"),
                    rows);
        }
    }
}
