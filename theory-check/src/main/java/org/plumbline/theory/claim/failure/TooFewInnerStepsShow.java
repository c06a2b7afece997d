package org.plumbline.theory.claim.failure;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.plumbline.problem.BilevelProblem;
import org.plumbline.problem.Problems;
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
import org.plumbline.theory.judge.Conjunction;
import org.plumbline.theory.judge.SlopeDecision;
import org.plumbline.theory.judge.SlopeRule;
import org.plumbline.theory.statistics.LogLogFit;

/**
 * FAIL-1, first signature: K too small. From a cold start an iteration needs \(K = c\ln(1/\epsilon)/\ln(1/q) + O(1)\), q the
 * contraction of the gap, with the threshold c = 2 where the chains start apart and c = 1 where they start together, so that no
 * constant K keeps up: its error stays, or grows as \(1/\sigma^2\).
 */
@AutoService(Audit.class)
public final class TooFewInnerStepsShow implements Audit {
    @Override
    public String id() {
        return "FAIL-1";
    }

    @Override
    public List<Claim> claims() {
        return List.of(
                new Row("FAIL-1@inner-loop", Problems.named("sine-composite/claims")),
                new Row("FAIL-1@inner-loop-lqr-reward-design", Problems.named("lqr-reward-design/claims")),
                new Row("FAIL-1@inner-loop-soft-mdp", Problems.named("soft-mdp/claims")));
    }

    @Override
    public List<Claim> onRequest(BilevelProblem problem) {
        return List.of(new Presumed(
                new Row("FAIL-1@inner-loop-" + problem.family(), problem), () -> LowerCurvature.lacking(problem, 0)));
    }

    private record Row(String id, BilevelProblem problem) implements Claim {
        private static final int POINTS = 16;
        /** For chains with a planted defect, which scatter less. */
        private static final int CONTROL_POINTS = 10;

        private static final int FEW = 2;
        private static final double[] TARGETS = {0x1p-16, 0x1p-20, 0x1p-24, 0x1p-28, 0x1p-32};
        /** Below and above the thresholds 1 and 2. */
        private static final double[] SHARES = {0.5, 1.5, 2.5};

        private static final SlopeRule STAYS = new SlopeRule(0, 0.1, 0.975, 10);
        private static final SlopeRule GROWS = new SlopeRule(-1, 0.1, 0.975, 10);
        /** A tenth of the constant. */
        private static final SlopeRule TWO = new SlopeRule(2, 0.2, 0.975, 10);
        /**
         * Less than half of the way to 2. From one start the squared error is \((a + bK)^2q^K\): its double logarithm adds up to a
         * fifth at these targets, and where a and b have opposite signs single points scatter.
         */
        private static final SlopeRule ONE = new SlopeRule(1, 0.3, 0.975, 10);

        @Override
        public ClaimCard card() {
            return new ClaimCard(
                    id,
                    "From a cold start the least K for a squared error ε of the outer direction is c ln(1/ε)/ln(1/q) + O(1),"
                            + " q the contraction of the gap: c = 2 where the chains start apart, c = 1 where they start"
                            + " together. With a constant K the error stays as ε falls, and grows as 1/ε where they start"
                            + " apart.",
                    "least K from which on ‖direction − ∇Φ_σ‖² ≤ ε, in steps; σ = ½√ε; the error at K = " + FEW,
                    Guarantee.TIGHT,
                    Paper.at("failure signatures; the thresholds are derived here"),
                    List.of(
                            "a Hessian that is nonsingular across the minimisers, where the chains start near one",
                            "exact gradients, τ = 1/(2h), h the largest curvature at the solution"),
                    "c = 2 and c = 1; exponents −1 and 0 in ε of the error at K = " + FEW,
                    "c is twice the slope in ln(1/ε) of the least K, over that of the step at which the squared gradients of"
                            + " the two chains together fall to σ²ε. Apart: " + TWO.describe() + " Together: "
                            + ONE.describe() + " At K = " + FEW
                            + ", apart and together: " + GROWS.describe() + " The same around 0. " + POINTS
                            + " random points, ε = 2⁻¹⁶ … 2⁻³². SUPPORTED iff all four are; NOT_SUPPORTED iff one is, or if"
                            + " an error never falls to ε.",
                    "chains of their own with a planted defect: 2σ in the second chain, presented as chains that start apart;"
                            + " a second chain with half the step, presented as chains that start together. Both must be"
                            + " NOT_SUPPORTED under the rule for c");
        }

        @Override
        public List<Assumption> assumptions(Settings settings) {
            return List.of(new PlInequality(problem, 0));
        }

        private static int points(ColdStart start) {
            return start == ColdStart.APART || start == ColdStart.TOGETHER ? POINTS : CONTROL_POINTS;
        }

        private SeedTree seeds(Settings settings) {
            return settings.seeds("verdict").child(id);
        }

        private String key(Settings settings, ColdStart start, int point) {
            return "cold-iteration|" + problem.id() + '|' + start.title() + "|K=" + FEW + '|' + Arrays.toString(TARGETS)
                    + '|' + point + '|' + seeds(settings);
        }

        @Override
        public List<Cell> plan(Settings settings) {
            List<Cell> cells = new ArrayList<>();
            for (ColdStart start : ColdStart.values()) {
                for (int i = 0; i < points(start); i++) {
                    SeedTree seeds = seeds(settings).child("point", i);
                    cells.add(new Cell(
                            key(settings, start, i),
                            () -> start.measure(problem, seeds.stream(), TARGETS, FEW, SHARES)));
                }
            }
            return cells;
        }

        private List<CellResult> points(Settings settings, Results results, ColdStart start) {
            return IntStream.range(0, points(start))
                    .mapToObj(i -> results.get(key(settings, start, i)))
                    .toList();
        }

        /** What one way to start shows of its constant. */
        private record Threshold(Verdict verdict, String reason, SlopeDecision slope) {}

        private Threshold threshold(Settings settings, Results results, ColdStart start, SlopeRule rule) {
            List<CellResult> points = points(settings, results, start);
            SlopeDecision slope = rule.decide(
                    points.stream().mapToDouble(each -> each.value("constant")).toArray());
            long never = points.stream()
                    .flatMapToDouble(each -> Arrays.stream(each.series("enough")))
                    .filter(k -> k < 0)
                    .count();
            if (never > 0) {
                return new Threshold(
                        Verdict.NOT_SUPPORTED, "The error never falls to ε in " + never + " cases.", slope);
            }
            return new Threshold(slope.verdict(), slope.reason(), slope);
        }

        @Override
        public Evidence judge(Settings settings, Results results) {
            Threshold apart = threshold(settings, results, ColdStart.APART, TWO);
            Threshold together = threshold(settings, results, ColdStart.TOGETHER, ONE);
            Threshold doubled = threshold(settings, results, ColdStart.DOUBLED, TWO);
            Threshold unequal = threshold(settings, results, ColdStart.UNEQUAL, ONE);
            SlopeDecision grows = GROWS.decide(exponents(points(settings, results, ColdStart.APART)));
            SlopeDecision stays = STAYS.decide(exponents(points(settings, results, ColdStart.TOGETHER)));
            return new Evidence(
                            Conjunction.of(
                                    List.of(apart.verdict(), together.verdict(), grows.verdict(), stays.verdict())),
                            "c apart: " + apart.reason() + " c together: " + together.reason() + " Error at K = " + FEW
                                    + ", apart: " + grows.reason() + " Together: " + stays.reason(),
                            apart.slope().effect("c where the chains start apart"),
                            List.of(
                                    control("2σ in the second chain, presented as chains that start apart", doubled),
                                    control(
                                            "half a step in the second chain, presented as chains that start together",
                                            unequal)),
                            "no noise, only random points: any deviation beyond the margin shows, with probability 1",
                            POINTS + " points under the branch 'verdict/" + id + "' of master seed "
                                    + settings.masterSeed(),
                            Map.of(),
                            List.of(plot(settings, results)),
                            List.of(constants(settings, results), sweep(settings, results)))
                    .alsoMeasured(List.of(
                            together.slope().effect("c where the chains start together"),
                            grows.effect("exponent in ε of the error at K = " + FEW + ", apart"),
                            stays.effect("exponent in ε of the error at K = " + FEW + ", together")));
        }

        private static Evidence.Control control(String description, Threshold found) {
            return new Evidence.Control(
                    description, found.verdict() == Verdict.NOT_SUPPORTED, found.verdict() + ": " + found.reason());
        }

        private static double[] exponents(List<CellResult> points) {
            return points.stream()
                    .mapToDouble(
                            point -> LogLogFit.of(TARGETS, point.series("few")).slope())
                    .toArray();
        }

        private Plot plot(Settings settings, Results results) {
            CellResult apart = results.get(key(settings, ColdStart.APART, 0));
            CellResult together = results.get(key(settings, ColdStart.TOGETHER, 0));
            return new Plot(
                    "inner-loop",
                    "The least K for a squared error ε of the outer direction from a cold start, at one point",
                    new Plot.Axis("target ε", true),
                    new Plot.Axis("K", false),
                    List.of(
                            Series.line("two starts", Style.MEASURED, TARGETS, apart.series("enough")),
                            Series.line("one start", Style.MEASURED, TARGETS, together.series("enough")),
                            Series.line(
                                    "gaps fall to σ²ε: slope of c = 2",
                                    Style.PREDICTION,
                                    TARGETS,
                                    apart.series("falls"))));
        }

        private Table constants(Settings settings, Results results) {
            List<List<Object>> rows = new ArrayList<>();
            for (ColdStart start : ColdStart.values()) {
                List<CellResult> points = points(settings, results, start);
                for (int j = 0; j < TARGETS.length; j++) {
                    int at = j;
                    rows.add(List.of(
                            start.title(),
                            start.constant(),
                            TARGETS[j],
                            extreme(points, "enough", at, false),
                            extreme(points, "enough", at, true),
                            extreme(points, "constant", 0, false),
                            extreme(points, "constant", 0, true),
                            extreme(points, "few", at, true)));
                }
            }
            return new Table(
                    "thresholds",
                    "The least K (−1: none is enough) and c, over the points",
                    List.of(
                            "start",
                            "predicted c",
                            "ε",
                            "least K, smallest",
                            "least K, largest",
                            "c, smallest",
                            "c, largest",
                            "largest error at K = " + FEW),
                    rows);
        }

        /** K is enough at the first target and rises from there by c ln(1/ε)/ln(1/q). */
        private Table sweep(Settings settings, Results results) {
            List<List<Object>> rows = new ArrayList<>();
            for (ColdStart start : List.of(ColdStart.TOGETHER, ColdStart.APART)) {
                List<CellResult> points = points(settings, results, start);
                for (double share : SHARES) {
                    List<Object> row = new ArrayList<>(List.of(start.title(), share));
                    for (int j = 0; j < TARGETS.length; j++) {
                        row.add(extreme(points, "c = " + share, j, true));
                    }
                    rows.add(row);
                }
            }
            List<String> columns = new ArrayList<>(List.of("start", "c"));
            Arrays.stream(TARGETS).forEach(epsilon -> columns.add("ε = " + epsilon));
            return new Table(
                    "sweep",
                    "The largest error over ε where K rises with c, below and above its threshold",
                    columns,
                    rows);
        }

        private static double extreme(List<CellResult> points, String series, int at, boolean largest) {
            DoubleStream all = points.stream().mapToDouble(point -> point.series(series)[at]);
            return (largest ? all.max() : all.min()).orElseThrow();
        }
    }
}
