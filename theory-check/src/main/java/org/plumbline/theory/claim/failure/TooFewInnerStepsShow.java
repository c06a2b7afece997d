package org.plumbline.theory.claim.failure;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.plumbline.oracle.Constants;
import org.plumbline.problem.BilevelProblem;
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
import org.plumbline.theory.assumption.Smoothness;
import org.plumbline.theory.claim.Paper;
import org.plumbline.theory.judge.BoundCase;
import org.plumbline.theory.judge.BoundDecision;
import org.plumbline.theory.judge.BoundRule;
import org.plumbline.theory.judge.Conjunction;
import org.plumbline.theory.judge.SlopeDecision;
import org.plumbline.theory.judge.SlopeRule;
import org.plumbline.theory.statistics.LogLogFit;

/**
 * FAIL-1, first signature: K too small. From a cold start with a constant K the inner loop does not keep up: the error of the
 * outer direction stays, or grows as \(1/\sigma^2\) where the chains start apart. With the theorem's K it keeps up.
 */
@AutoService(Audit.class)
public final class TooFewInnerStepsShow implements Audit {
    @Override
    public String id() {
        return "FAIL-1";
    }

    @Override
    public List<Claim> claims() {
        return List.of(new Row(Problems.named("sine-composite/claims")));
    }

    private record Row(BilevelProblem problem) implements Claim {
        private static final String ID = "FAIL-1@inner-loop";
        private static final int POINTS = 12;
        private static final int FEW = 2;
        private static final double[] TARGETS = {0x1p-4, 0x1p-6, 0x1p-8, 0x1p-10, 0x1p-12, 0x1p-14};
        /** The exponents are asymptotic; the fit takes the last three factors of four. */
        private static final int FITTED = 4;

        private static final double MARGIN = 0.1;
        private static final SlopeRule STAYS = new SlopeRule(0, MARGIN, 0.975, 10);
        private static final SlopeRule GROWS = new SlopeRule(-1, MARGIN, 0.975, 10);
        private static final BoundRule KEEPS_UP = BoundRule.standard();
        /** Below this an error is rounding, divided by σ and squared; logarithms need something above 0. */
        private static final double ROUNDING = 1e-24;

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    ID,
                    "From a cold start, K = " + FEW + " leaves an error of the outer direction that stays as the target"
                            + " falls, and grows as 1/ε where the chains start apart; the theorem's K keeps up.",
                    "‖direction − ∇Φ_σ‖², squared units, σ = ½√ε; the gap g(λᴷ) − g*",
                    Guarantee.SEPARATION,
                    Paper.at("failure signatures; the exponents are derived here"),
                    List.of("PL and smooth with the declared constants", "exact gradients, τ = 1/(2L)"),
                    "exponents in ε: 0 from one start, −1 from two; with K = ⌈2 ln(1/ε)/ln(1/q)⌉, q = 1−τμ, the gap is at most"
                            + " ε² times the first one and the squared error at most ε",
                    STAYS.describe() + " The same against −1 from two starts; " + POINTS
                            + " random points, ε = 2⁻⁸ … 2⁻¹⁴. For the theorem's K: " + KEEPS_UP.describe()
                            + " Every point and every ε from 2⁻⁴ on is a case, for the gap and for the error. K = "
                            + FEW
                            + " does not keep up: by the same rule, ε is at most the squared error at every ε from 2⁻⁸ on."
                            + " SUPPORTED iff both exponents and all bounds are; NOT_SUPPORTED iff one is.",
                    "the theorem's K presented as too small (ε at most the squared error), chains from one start presented as from two, and"
                            + " K = " + FEW + " presented as keeping up must be NOT_SUPPORTED");
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return List.of(new PlInequality(problem, 0), new Smoothness(problem));
        }

        private SeedTree seeds(Settings settings) {
            return settings.seeds("verdict").child(ID);
        }

        private String key(Settings settings, int point) {
            return "cold-iteration|" + problem.id() + "|K=" + FEW + '|' + point + '|' + seeds(settings);
        }

        @Override
        public List<Cell> plan(Settings settings) {
            List<Cell> cells = new ArrayList<>();
            for (int i = 0; i < POINTS; i++) {
                SeedTree seeds = seeds(settings).child("point", i);
                cells.add(new Cell(key(settings, i), () -> measure(seeds.stream())));
            }
            return cells;
        }

        private double step() {
            return 0.5 / problem.constants().require(Constants.L);
        }

        private int theorem(double epsilon) {
            double contraction = -Math.log1p(-step() * problem.constants().require(Constants.MU));
            return (int) Math.ceil(2 * Math.log(1 / epsilon) / contraction);
        }

        private static double sigma(double epsilon) {
            return 0.5 * Math.sqrt(epsilon);
        }

        private CellResult measure(RandomStream stream) {
            double[] phi = problem.box().sample(stream);
            double[] start = problem.sampleLower(phi, stream);
            ColdIteration together = new ColdIteration(problem, phi, start, start, step());
            ColdIteration apart = new ColdIteration(problem, phi, start, problem.sampleLower(phi, stream), step());
            int targets = TARGETS.length;
            double[] one = new double[targets];
            double[] two = new double[targets];
            double[] enough = new double[targets];
            double[] gaps = new double[targets];
            for (int i = 0; i < targets; i++) {
                double sigma = sigma(TARGETS[i]);
                one[i] = together.squaredError(sigma, FEW);
                two[i] = apart.squaredError(sigma, FEW);
                enough[i] = Math.max(ROUNDING, apart.squaredError(sigma, theorem(TARGETS[i])));
                gaps[i] = together.gap(theorem(TARGETS[i]));
            }
            return CellResult.of(Map.of(
                    "one start", one,
                    "two starts", two,
                    "theorem", enough,
                    "gaps", gaps,
                    "first gap", new double[] {together.gap(0)},
                    "gap", new double[] {together.gap(FEW)}));
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            List<CellResult> points = IntStream.range(0, POINTS)
                    .mapToObj(i -> results.get(key(settings, i)))
                    .toList();
            SlopeDecision stays = STAYS.decide(slopes(points, "one start"));
            SlopeDecision grows = GROWS.decide(slopes(points, "two starts"));
            BoundDecision keepsUp = KEEPS_UP.decide(bounds(points, "theorem", true));
            List<BoundCase> behind = new ArrayList<>(behind(points, "one start"));
            behind.addAll(behind(points, "two starts"));
            BoundDecision stuck = KEEPS_UP.decide(behind);
            BoundDecision tooSmall = KEEPS_UP.decide(behind(points, "theorem"));
            SlopeDecision confused = GROWS.decide(slopes(points, "one start"));
            BoundDecision few = KEEPS_UP.decide(bounds(points, "two starts", false));
            return new Evidence(
                    Conjunction.of(
                            List.of(everywhere(stays, 0), everywhere(grows, -1), stuck.verdict(), keepsUp.verdict())),
                    "One start: " + stays.reason() + " Two starts: " + grows.reason() + " Behind the target: "
                            + stuck.reason() + " Theorem's K: " + keepsUp.reason(),
                    new Evidence.Effect(
                            "exponent in ε of the squared error from two starts",
                            grows.slope(),
                            Optional.of(grows.interval())),
                    List.of(
                            control("the theorem's K presented as too small", tooSmall.verdict(), tooSmall.reason()),
                            control("one start presented as two", confused.verdict(), confused.reason()),
                            control("K = " + FEW + " presented as keeping up", few.verdict(), few.reason())),
                    "nothing here is sampled but the points: any deviation beyond the margin shows",
                    POINTS + " points under the branch 'verdict/" + ID + "' of master seed " + settings.masterSeed(),
                    Map.of(),
                    List.of(plot(points.get(0))),
                    List.of(table(points)));
        }

        private static Verdict everywhere(SlopeDecision decision, double exponent) {
            boolean within = decision.smallest() >= exponent - MARGIN && decision.largest() <= exponent + MARGIN;
            return decision.verdict() == Verdict.SUPPORTED && !within ? Verdict.INCONCLUSIVE : decision.verdict();
        }

        private static Evidence.Control control(String description, Verdict verdict, String reason) {
            return new Evidence.Control(description, verdict == Verdict.NOT_SUPPORTED, verdict + ": " + reason);
        }

        private static double[] slopes(List<CellResult> points, String series) {
            int from = TARGETS.length - FITTED;
            double[] x = Arrays.copyOfRange(TARGETS, from, TARGETS.length);
            return points.stream()
                    .map(point -> Arrays.copyOfRange(point.series(series), from, TARGETS.length))
                    .mapToDouble(y -> LogLogFit.of(x, y).slope())
                    .toArray();
        }

        private static List<BoundCase> bounds(List<CellResult> points, String series, boolean gapsToo) {
            List<BoundCase> cases = new ArrayList<>();
            for (int i = 0; i < points.size(); i++) {
                CellResult point = points.get(i);
                for (int j = 0; j < TARGETS.length; j++) {
                    String name = "point " + i + " at ε = " + TARGETS[j];
                    cases.add(BoundCase.exact("error, " + name, point.series(series)[j], TARGETS[j]));
                    if (gapsToo) {
                        double bound = TARGETS[j] * TARGETS[j] * point.value("first gap");
                        cases.add(BoundCase.exact("gap, " + name, point.series("gaps")[j], bound));
                    }
                }
            }
            return cases;
        }

        /** The target is at most the error: the inner loop does not keep up. */
        private static List<BoundCase> behind(List<CellResult> points, String series) {
            List<BoundCase> cases = new ArrayList<>();
            for (int i = 0; i < points.size(); i++) {
                double[] errors = points.get(i).series(series);
                for (int j = TARGETS.length - FITTED; j < TARGETS.length; j++) {
                    String name = series + ", point " + i + " at ε = " + TARGETS[j];
                    cases.add(BoundCase.exact(name, TARGETS[j], errors[j]));
                }
            }
            return cases;
        }

        private static Plot plot(CellResult point) {
            return new Plot(
                    "inner-loop",
                    "Squared error of the outer direction from a cold start, at one point",
                    new Plot.Axis("target ε of ‖∇Φ‖²", true),
                    new Plot.Axis("‖direction − ∇Φ_σ‖²", true),
                    List.of(
                            Series.line(
                                    "K = " + FEW + ", one start", Style.MEASURED, TARGETS, point.series("one start")),
                            Series.line(
                                    "K = " + FEW + ", two starts", Style.MEASURED, TARGETS, point.series("two starts")),
                            Series.line("the theorem's K, two starts", Style.CONTROL, TARGETS, point.series("theorem")),
                            Series.line("ε", Style.PREDICTION, TARGETS, TARGETS)));
        }

        private Table table(List<CellResult> points) {
            List<List<Object>> rows = new ArrayList<>();
            for (int j = 0; j < TARGETS.length; j++) {
                int at = j;
                rows.add(List.of(
                        TARGETS[j],
                        largest(points, point -> point.value("gap") / point.value("first gap")),
                        largest(points, point -> point.series("one start")[at]),
                        largest(points, point -> point.series("two starts")[at]),
                        (long) theorem(TARGETS[j]),
                        largest(points, point -> point.series("gaps")[at] / point.value("first gap")),
                        largest(points, point -> point.series("theorem")[at])));
            }
            return new Table(
                    "inner-loop",
                    "The largest over the points, of the gap relative to the first and of the squared error",
                    List.of(
                            "ε",
                            "gap, K = " + FEW,
                            "error, one start",
                            "error, two starts",
                            "theorem's K",
                            "gap",
                            "error, two starts, theorem's K"),
                    rows);
        }

        private static double largest(List<CellResult> points, ToDoubleFunction<CellResult> value) {
            return points.stream().mapToDouble(value).max().orElseThrow();
        }
    }
}
